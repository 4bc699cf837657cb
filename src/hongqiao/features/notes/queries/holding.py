"""SQL of what decisions do to notes."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class HeldNote(msgspec.Struct, frozen=True):
    """A note as decisions find it."""

    id: int
    author_id: int
    state: int
    marks: list[str]
    barred: list[str]


HOLD_NOTE = Query(
    int,
    """
    update note
    set state = 2
    where bucket = $1
      and id = $2
      and state = 0
    returning author_id
    """,
)

RELEASE_NOTE = Query(
    int,
    """
    update note
    set state = $3
    where bucket = $1
      and id = $2
      and state = 2
    returning author_id
    """,
)

MARK_NOTE = Command(
    """
    update note
    set marks = $3, barred = $4
    where bucket = $1
      and id = $2
    """
)

FOUND = Query(
    HeldNote,
    """
    select id, author_id, state, marks, barred
    from note
    where bucket = $1
      and id = $2
    """,
)

EVERY_ID_BY = Query(
    int,
    """
    select id
    from note
    where bucket = $1
      and author_id = $2
      and state in (0, 2)
      and id > $3
    order by id
    limit 500
    """,
)

KEYS_OF = Query(
    str,
    """
    select key
    from note_picture
    where bucket = $1
      and note_id = $2
    limit 100
    """,
)
