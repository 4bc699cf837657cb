"""SQL of topics: changes, votes and their log, all in one bucket; follows, in that of the account."""

from datetime import datetime

import msgspec

from hongqiao.features.topics.model import Change, Vote
from hongqiao.kernel.sql import Command, Query


class LogLine(msgspec.Struct, frozen=True):
    """Who did what about a change, and when; no handle where readers' votes decided."""

    id: int
    change_id: int
    act: str
    person_handle: str
    made_at: datetime


class Standing(msgspec.Struct, frozen=True):
    """How a change stands with voters, and how the viewer voted (None: not yet)."""

    change_id: int
    yes: int
    no: int
    mine: bool | None


class FollowedTopic(msgspec.Struct, frozen=True):
    """A topic that somebody follows, as they met it."""

    key: str
    name: str
    made_at: datetime


ACCEPTED = Query(
    Change,
    """
    select id, kind, concept, other, lang, names, sides, state, person_id, person_handle, made_at, applied_id
    from topic_change
    where bucket = $1
      and state = 'accepted'
    order by applied_id
    limit $2
    """,
)

NEWEST_ACT = Query(
    int,
    """
    select coalesce(max(id), 0)
    from topic_log
    where bucket = $1
      and act in ('accepted', 'undone')
    """,
)

PROPOSE = Command(
    """
    insert into topic_change (
      bucket, id, kind, concept, other, lang, names, sides, state, person_id, person_handle, made_at,
      applied_id
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $11, 0)
    on conflict do nothing
    """
)

LOCK = Query(
    Change,
    """
    select id, kind, concept, other, lang, names, sides, state, person_id, person_handle, made_at, applied_id
    from topic_change
    where bucket = $1
      and id = $2
    for update
    """,
)

SETTLE = Command(
    """
    update topic_change
    set state = $3, applied_id = $4
    where bucket = $1
      and id = $2
    """
)

OPEN_COUNT = Query(
    int,
    """
    select count(*)
    from topic_change
    where bucket = $1
      and concept = $2
      and state = 'open'
    """,
)

ABOUT = Query(
    Change,
    """
    select id, kind, concept, other, lang, names, sides, state, person_id, person_handle, made_at, applied_id
    from topic_change
    where bucket = $1
      and (concept = any($2::text[]) or other = any($2::text[]))
    order by id desc
    limit $3
    """,
)

CAST_VOTE = Command(
    """
    insert into topic_vote (bucket, change_id, person_id, yes, first_lang, is_known, made_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (bucket, change_id, person_id)
    do update set yes = excluded.yes, first_lang = excluded.first_lang, is_known = excluded.is_known,
      made_at = excluded.made_at
    """
)

VOTES = Query(
    Vote,
    """
    select yes, first_lang, is_known
    from topic_vote
    where bucket = $1
      and change_id = $2
    limit 10000
    """,
)

STANDINGS = Query(
    Standing,
    """
    select change_id, count(*) filter (where yes) as yes, count(*) filter (where not yes) as no,
      bool_or(yes) filter (where person_id = $3) as mine
    from topic_vote
    where bucket = $1
      and change_id = any($2::bigint[])
    group by change_id
    """,
)

WRITE_LOG = Command(
    """
    insert into topic_log (bucket, id, change_id, act, person_id, person_handle, made_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """
)

LOG = Query(
    LogLine,
    """
    select id, change_id, act, person_handle, made_at
    from topic_log
    where bucket = $1
      and change_id = any($2::bigint[])
    order by id desc
    limit $3
    """,
)

FOLLOW = Command(
    """
    insert into topic_follow (bucket, account_id, key, name, made_at)
    values ($1, $2, $3, $4, $5)
    on conflict (bucket, account_id, key) do nothing
    """
)

UNFOLLOW = Command(
    """
    delete from topic_follow
    where bucket = $1
      and account_id = $2
      and key = any($3::text[])
    """
)

FOLLOWED = Query(
    FollowedTopic,
    """
    select key, name, made_at
    from topic_follow
    where bucket = $1
      and account_id = $2
    order by made_at desc, key
    limit $3
    """,
)

FORGET_FOLLOWS = Command(
    """
    delete from topic_follow
    where bucket = $1
      and account_id = $2
    """
)
