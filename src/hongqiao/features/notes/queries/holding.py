"""SQL of what decisions do to notes, and of notes that wait, for their author."""

import msgspec

from hongqiao.features.notes.store import NoteRow
from hongqiao.kernel.sql import Command, Query


class HeldNote(msgspec.Struct, frozen=True):
    """A note as decisions find it."""

    id: int
    author_id: int
    state: int
    audience: int
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

OWN_NOTE = Query(
    NoteRow,
    """
    select id, author_id, title, body, lang, place, subject, audience, is_ai, commercial, cover_style,
      topics, revision, made_at, edited_at, coalesce(chosen_audience, audience) as chosen_audience, replies,
      marks, barred, state
    from note
    where bucket = $1
      and id = $2
      and state in (0, 2)
    """,
)

LOCK_OWN_NOTE = Query(
    NoteRow,
    """
    select id, author_id, title, body, lang, place, subject, audience, is_ai, commercial, cover_style,
      topics, revision, made_at, edited_at, coalesce(chosen_audience, audience) as chosen_audience, replies,
      marks, barred, state
    from note
    where bucket = $1
      and id = $2
      and state in (0, 2)
    for update
    """,
)

FOUND = Query(
    HeldNote,
    """
    select id, author_id, state, audience, marks, barred
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
