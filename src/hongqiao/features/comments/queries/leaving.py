"""SQL of comments whose author leaves: gone, or empty where others answered."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class Own(msgspec.Struct, frozen=True):
    """A comment as it stands; `is_open`: what it stands under is in sight."""

    id: int
    note_id: int
    parent_id: int | None
    state: int
    is_open: bool
    replies: int


MINE = Query(
    int,
    """
    select comment_id
    from my_comment
    where bucket = $1
      and account_id = $2
      and comment_id > $3
    order by comment_id
    limit 500
    """,
)

LOCK_OWN = Query(
    Own,
    """
    select said.id, said.note_id, said.parent_id, said.state::int, coalesce(top.state = 0, true) as is_open,
      (
        select count(*)
        from comment as reply
        where reply.bucket = $1
          and reply.parent_id = said.id
          and reply.author_id <> $3
          and reply.state in (0, 2)
      ) as replies
    from comment as said
    left join comment as top on top.bucket = $1
      and top.id = said.parent_id
    where said.bucket = $1
      and said.id = $2
      and said.author_id = $3
    for update of said
    """,
)

EMPTY = Command(
    """
    update comment
    set words = '', author_id = 0, lang = 'und', once_key = null
    where bucket = $1
      and id = $2
    """
)

MARK_GONE = Command(
    """
    update comment
    set state = 1, once_key = null
    where bucket = $1
      and id = $2
    """
)
