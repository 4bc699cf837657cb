"""SQL that changes comments, and what is read on the way."""

from datetime import datetime
from typing import TypeAlias

import msgspec

from hongqiao.kernel.sql import Command, Query

SLOT = 0
"""Counter slot of this process."""


class Standing(msgspec.Struct, frozen=True):
    """What the order of a top comment rests on."""

    made_at: datetime
    rank: int
    likes: int


class Tombstone(msgspec.Struct, frozen=True):
    """A deleted comment whose words still have to be cleared away."""

    words: str
    lang: str


class Gone(msgspec.Struct, frozen=True):
    """A comment that went with what it stood under."""

    id: int
    note_id: int
    author_id: int


class Held(msgspec.Struct, frozen=True):
    """A comment that went out of sight, or came back."""

    id: int
    note_id: int
    parent_id: int | None
    author_id: int


MarkDeleted: TypeAlias = Query[Gone]

INSERT = Command(
    """
    insert into comment (
      bucket, id, note_id, note_author_id, parent_id, reply_to_id, author_id, words, lang, rank, once_key,
      made_at, state
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    on conflict do nothing
    """
)

SAID_BEFORE = Query(
    int,
    """
    select id
    from comment
    where bucket = $1
      and note_id = $2
      and author_id = $3
      and once_key = $4
    """,
)

HOLD_TOP = Query(
    int,
    """
    select top.id
    from comment said
    join comment top on top.bucket = $1
      and top.id = coalesce(said.parent_id, said.id)
    where said.bucket = $1
      and said.id = $2
      and said.note_id = $3
      and said.state = 0
      and top.state = 0
    for share of top
    """,
)

MARK_DELETED = Command(
    """
    update comment
    set state = 1, once_key = null
    where bucket = $1
      and id = $2
      and state = 0
    """
)

HOLD = Query(
    Held,
    """
    update comment
    set state = 2
    where bucket = $1
      and id = $2
      and state = 0
    returning id, note_id, parent_id, author_id
    """,
)

RELEASE = Query(
    Held,
    """
    update comment
    set state = 0
    where bucket = $1
      and id = $2
      and state = 2
    returning id, note_id, parent_id, author_id
    """,
)

IS_LIVE = Query(
    int,
    """
    select id
    from comment
    where bucket = $1
      and id = $2
      and state = 0
    for update
    """,
)

MARK_REPLIES_DELETED = Query(
    Gone,
    """
    update comment
    set state = 1, once_key = null
    where bucket = $1
      and id in (
        select id
        from comment
        where bucket = $1
          and parent_id = $2
          and state <> 1
        limit $3
      )
    returning id, note_id, author_id
    """,
)

MARK_THREAD_DELETED = Query(
    Gone,
    """
    update comment
    set state = 1, once_key = null
    where bucket = $1
      and id in (
        select id
        from comment
        where bucket = $1
          and note_id = $2
          and state <> 1
        limit $3
      )
    returning id, note_id, author_id
    """,
)

TOMBSTONE = Query(
    Tombstone,
    """
    select words, lang
    from comment
    where bucket = $1
      and id = $2
      and state = 1
    """,
)

ERASE = Command(
    """
    with gone as (
      delete from comment
      where bucket = $1
        and id = $2
        and state = 1
      returning id
    )
    delete from comment_stat
    using gone
    where comment_stat.bucket = $1
      and comment_stat.comment_id = gone.id
    """
)

PIN = Command(
    """
    insert into comment_pin (bucket, note_id, comment_id)
    values ($1, $2, $3)
    on conflict (bucket, note_id)
    do update set comment_id = excluded.comment_id
    """
)

UNPIN = Command(
    """
    delete from comment_pin
    where bucket = $1
      and note_id = $2
      and comment_id = $3
    """
)

COUNT = Command(
    """
    insert into comment_stat (bucket, comment_id, slot, likes, replies)
    values ($1, $2, $3, $4, $5)
    on conflict (bucket, comment_id, slot)
    do update set likes = comment_stat.likes + excluded.likes,
      replies = comment_stat.replies + excluded.replies
    """
)

REPLY_COUNT = Query(
    int,
    """
    select coalesce(sum(replies), 0)
    from comment_stat
    where bucket = $1
      and comment_id = $2
    """,
)

STANDING = Query(
    Standing,
    """
    select comment.made_at, comment.rank, coalesce(sum(stat.likes), 0) as likes
    from comment
    left join comment_stat stat on stat.bucket = $1
      and stat.comment_id = comment.id
    where comment.bucket = $1
      and comment.id = $2
      and comment.state = 0
    group by comment.made_at, comment.rank
    """,
)

SET_RANK = Command(
    """
    update comment
    set rank = $3
    where bucket = $1
      and id = $2
    """
)

SET_LANG = Command(
    """
    update comment
    set lang = $3
    where bucket = $1
      and id = $2
    """
)

IS_SAID = Query(
    bool,
    """
    select true
    from comment
    where bucket = $1
      and id = $2
      and author_id = $3
      and state in (0, 2, 3, 4)
    """,
)

ADD_TO_MINE = Command(
    """
    insert into my_comment (bucket, account_id, comment_id, note_id)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """
)

TAKE_FROM_MINE = Command(
    """
    delete from my_comment
    where bucket = $1
      and account_id = $2
      and comment_id = $3
    """
)
