"""SQL of people."""

from datetime import datetime
from typing import TypeAlias

import msgspec

from hongqiao.features.people.model import Person, Profile
from hongqiao.kernel.sql import Command, Query

SLOT = 0
"""Counter slot of this process: one worker counts for all. `following` is always in slot 0."""


class FollowEnd(msgspec.Struct, frozen=True):
    """The other end of an edge in a list."""

    person_id: int
    made_at: datetime


class FormerBio(msgspec.Struct, frozen=True):
    """What somebody said of themselves before, in which language, and where they were."""

    words: str
    lang: str
    place: str


class Bio(msgspec.Struct, frozen=True):
    """What somebody says of themselves now; `own_lang` is their own language."""

    handle: str
    words: str
    place: str
    own_lang: str
    is_private: bool


Ends: TypeAlias = Query[FollowEnd]

INSERT_PROFILE = Command(
    """
    insert into profile (bucket, account_id, handle, name, bio, bio_lang, place, lang, tone, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    """
)

CHANGE_PROFILE = Query(
    FormerBio,
    """
    with former as (
      select account_id, bio as words, bio_lang as lang, place
      from profile
      where bucket = $1
        and account_id = $2
        and (name, bio, place) is distinct from ($3, $4, $6)
      for update
    )
    update profile
    set name = $3, bio = $4, bio_lang = $5, place = $6
    from former
    where profile.bucket = $1
      and profile.account_id = former.account_id
    returning former.words, former.lang, former.place
    """,
)

BIO = Query(
    Bio,
    """
    select handle, bio as words, place, lang as own_lang, is_private
    from profile
    where bucket = $1
      and account_id = $2
    """,
)

SET_BIO_LANG = Command(
    """
    update profile
    set bio_lang = $4
    where bucket = $1
      and account_id = $2
      and bio = $3
    """
)

PROFILE = Query(
    Profile,
    """
    select p.account_id as id, p.handle, p.name, p.tone, p.lang, p.is_private, p.bio, p.bio_lang, p.place,
      p.made_at,
      greatest(c.followers, 0) as followers, greatest(c.following, 0) as following,
      greatest(c.likes, 0) as likes, greatest(c.notes, 0) as notes
    from profile p
    cross join lateral (
      select sum(followers) as followers, sum(following) as following, sum(likes) as likes,
        sum(notes) as notes
      from people_count
      where bucket = $1
        and account_id = p.account_id
    ) c
    where p.bucket = $1
      and p.handle = $2
      and not p.is_away
    """,
)

PEOPLE = Query(
    Person,
    """
    select p.account_id as id, p.handle, p.name, p.tone, p.lang, p.is_private
    from unnest($1::int[], $2::bigint[]) as wanted (bucket, account_id)
    join profile p on p.bucket = wanted.bucket
      and p.account_id = wanted.account_id
    where not p.is_away
    """,
    buckets="many",
)

COUNT_LIKES = Command(
    """
    insert into people_count (bucket, account_id, slot, likes)
    values ($1, $2, $3, $4)
    on conflict (bucket, account_id, slot)
    do update set likes = people_count.likes + excluded.likes
    """
)

COUNT_NOTE = Command(
    """
    with came as (
      insert into counted_note (bucket, account_id, note_id, state)
      select bucket, account_id, $3, 1
      from profile
      where bucket = $1
        and account_id = $2
      on conflict do nothing
      returning bucket, account_id
    )
    insert into people_count (bucket, account_id, slot, notes)
    select bucket, account_id, $4, 1
    from came
    on conflict (bucket, account_id, slot)
    do update set notes = people_count.notes + 1
    """
)

UNCOUNT_NOTE = Command(
    """
    with went as (
      insert into counted_note (bucket, account_id, note_id, state)
      select bucket, account_id, $3, 3
      from profile
      where bucket = $1
        and account_id = $2
      on conflict (bucket, account_id, note_id)
      do update set state = 2
      where counted_note.state = 1
      returning bucket, account_id, state
    )
    insert into people_count (bucket, account_id, slot, notes)
    select bucket, account_id, $4, -1
    from went
    where state = 2
    on conflict (bucket, account_id, slot)
    do update set notes = people_count.notes - 1
    """
)

FOLLOW = Query(
    int,
    """
    with came as (
      insert into follow_out (bucket, account_id, target_id, made_at)
      values ($1, $2, $3, $4)
      on conflict do nothing
      returning bucket, account_id
    )
    insert into people_count (bucket, account_id, slot, following)
    select bucket, account_id, 0, 1
    from came
    on conflict (bucket, account_id, slot)
    do update set following = people_count.following + 1
    returning following
    """,
)

UNFOLLOW = Command(
    """
    with went as (
      delete from follow_out
      where bucket = $1
        and account_id = $2
        and target_id = $3
      returning bucket, account_id
    )
    update people_count
    set following = people_count.following - 1
    from went
    where people_count.bucket = $1
      and people_count.account_id = went.account_id
      and people_count.slot = 0
    """
)

FOLLOWED_SINCE = Query(
    datetime,
    """
    select made_at
    from follow_out
    where bucket = $1
      and account_id = $2
      and target_id = $3
    """,
)

ADD_FOLLOWER = Command(
    """
    with came as (
      insert into follow_in (bucket, account_id, follower_id, made_at)
      values ($1, $2, $3, $5)
      on conflict do nothing
      returning bucket, account_id
    )
    insert into people_count (bucket, account_id, slot, followers)
    select bucket, account_id, $4, 1
    from came
    on conflict (bucket, account_id, slot)
    do update set followers = people_count.followers + 1
    """
)

REMOVE_FOLLOWER = Command(
    """
    with went as (
      delete from follow_in
      where bucket = $1
        and account_id = $2
        and follower_id = $3
      returning bucket, account_id
    )
    insert into people_count (bucket, account_id, slot, followers)
    select bucket, account_id, $4, -1
    from went
    on conflict (bucket, account_id, slot)
    do update set followers = people_count.followers - 1
    """
)

FOLLOWED_AMONG = Query(
    int,
    """
    select target_id
    from follow_out
    where bucket = $1
      and account_id = $2
      and target_id = any($3)
    """,
)

FOLLOWED_BY = Query(
    int,
    """
    select target_id
    from follow_out
    where bucket = $1
      and account_id = $2
    order by made_at desc, target_id desc
    limit $3
    """,
)

FOLLOWERS = Query(
    FollowEnd,
    """
    select follower_id as person_id, made_at
    from follow_in
    where bucket = $1
      and account_id = $2
      and (made_at, follower_id) < ($3, $4)
    order by made_at desc, follower_id desc
    limit $5
    """,
)

FOLLOWING = Query(
    FollowEnd,
    """
    select target_id as person_id, made_at
    from follow_out
    where bucket = $1
      and account_id = $2
      and (made_at, target_id) < ($3, $4)
    order by made_at desc, target_id desc
    limit $5
    """,
)
