"""SQL of audiences that an account being private makes narrower."""

from hongqiao.features.notes.store import NoteRow
from hongqiao.kernel.sql import Command, Query

NARROW = Command(
    """
    update note
    set chosen_audience = audience, audience = 1
    where bucket = $1
      and author_id = $2
      and audience = 0
    """
)

WIDEN = Command(
    """
    update note
    set audience = chosen_audience, chosen_audience = null
    where bucket = $1
      and author_id = $2
      and chosen_audience is not null
    """
)

CONCERNED = Query(
    NoteRow,
    """
    select id, author_id, title, body, lang, place, subject, audience, is_ai, commercial, cover_style,
      topics, revision, made_at, edited_at, coalesce(chosen_audience, audience) as chosen_audience, replies,
      marks, barred, state
    from note
    where bucket = $1
      and author_id = $2
      and state = 0
      and coalesce(chosen_audience, audience) = 0
      and id < $3
    order by id desc
    limit $4
    """,
)
