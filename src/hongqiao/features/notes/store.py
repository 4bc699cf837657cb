"""SQL of notes."""

from datetime import datetime

import msgspec

from hongqiao.features.notes.model import NoteCard, NoteLine
from hongqiao.kernel.sql import Command, Query


class NoteRow(msgspec.Struct, frozen=True):
    id: int
    author_id: int
    title: str
    body: str
    lang: str
    place: str
    subject: str
    audience: int
    is_ai: bool
    commercial: str
    cover_style: str
    topics: list[str]
    revision: int
    made_at: datetime
    edited_at: datetime | None
    chosen_audience: int
    replies: int
    marks: list[str] = []
    barred: list[str] = []
    state: int = 0


class NotePicture(msgspec.Struct, frozen=True):
    """A picture in a note."""

    key: str
    width: int
    height: int
    widths: list[int]
    ratio: str
    thumbhash: bytes
    colour: str
    alt: str


class Revision(msgspec.Struct, frozen=True):
    """A note as it once read."""

    revision: int
    title: str
    body: str
    made_at: datetime


class Counts(msgspec.Struct, frozen=True):
    likes: int
    saves: int
    comments: int


NOTE_OF_DRAFT = Query(
    int,
    """
    select id
    from note
    where bucket = $1
      and author_id = $2
      and draft_id = $3
    """,
)

NOTE = Query(
    NoteRow,
    """
    select id, author_id, title, body, lang, place, subject, audience, is_ai, commercial, cover_style,
      topics, revision, made_at, edited_at, coalesce(chosen_audience, audience) as chosen_audience, replies,
      marks, barred, state
    from note
    where bucket = $1
      and id = $2
      and state = 0
    """,
)

LOCK_NOTE = Query(
    NoteRow,
    """
    select id, author_id, title, body, lang, place, subject, audience, is_ai, commercial, cover_style,
      topics, revision, made_at, edited_at, coalesce(chosen_audience, audience) as chosen_audience, replies,
      marks, barred, state
    from note
    where bucket = $1
      and id = $2
      and state = 0
    for update
    """,
)

AUTHOR = Query(
    int,
    """
    select author_id
    from note
    where bucket = $1
      and id = $2
    """,
)

CHANGE_NOTE = Query(
    int,
    """
    update note
    set title = $3, body = $4, lang = $5, place = $6, subject = $7, audience = $8, is_ai = $9,
      commercial = $10, cover_style = $11, topics = $12, picture_count = $13, edited_at = $14, draft_id = $15,
      chosen_audience = $16, replies = $17, revision = revision + 1
    where bucket = $1
      and id = $2
      and draft_id <> $15
    returning revision
    """,
)

SET_LANG = Command(
    """
    update note
    set lang = $4
    where bucket = $1
      and id = $2
      and revision = $3
    """
)

WITHDRAW_NOTE = Command(
    """
    update note
    set state = 1, title = '', body = '', place = '', topics = '{}', picture_count = 0
    where bucket = $1
      and id = $2
    """
)

INSERT_PICTURE = Command(
    """
    insert into note_picture (
      bucket, note_id, position, key, width, height, widths, ratio, thumbhash, colour, alt
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    """
)

PICTURES = Query(
    NotePicture,
    """
    select key, width, height, widths, ratio, thumbhash, colour, alt
    from note_picture
    where bucket = $1
      and note_id = $2
    order by position
    limit 100
    """,
)

DELETE_PICTURES = Command(
    """
    delete from note_picture
    where bucket = $1
      and note_id = $2
    """
)

INSERT_REVISION = Command(
    """
    insert into note_revision (bucket, note_id, revision, title, body, made_at)
    values ($1, $2, $3, $4, $5, $6)
    """
)

REVISIONS = Query(
    Revision,
    """
    select revision, title, body, made_at
    from note_revision
    where bucket = $1
      and note_id = $2
    order by revision desc
    limit 1000
    """,
)

DELETE_REVISIONS = Command(
    """
    delete from note_revision
    where bucket = $1
      and note_id = $2
    """
)

COUNTS = Query(
    Counts,
    """
    select coalesce(sum(likes), 0)::int as likes, coalesce(sum(saves), 0)::int as saves,
      coalesce(sum(comments), 0)::int as comments
    from note_stat
    where bucket = $1
      and note_id = $2
    """,
)

ADD_COUNTS = Command(
    """
    insert into note_stat (bucket, note_id, slot, likes, saves, comments)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (bucket, note_id, slot)
    do update set likes = note_stat.likes + excluded.likes, saves = note_stat.saves + excluded.saves,
      comments = note_stat.comments + excluded.comments
    """
)

NOTES_BY = Query(
    int,
    """
    select id
    from note
    where bucket = $1
      and author_id = $2
      and state = 0
      and audience <= $3
      and id < $4
      and (
        author_id = $6
        or (barred = '{}' or $7 <> '' and $7 <> all(barred))
        and ($8 or 'age-gate' <> all(marks))
      )
    order by id desc
    limit $5
    """,
)

LINES = Query(
    NoteLine,
    """
    select note.id, note.author_id, note.audience, note.revision, note.lang,
      coalesce(stat.likes, 0)::int as likes, note.marks, note.barred
    from unnest($1::int[], $2::bigint[]) with ordinality as wanted (bucket, id, place)
    join note on note.bucket = wanted.bucket
      and note.id = wanted.id
    left join lateral (
      select sum(note_stat.likes) as likes
      from note_stat
      where note_stat.bucket = wanted.bucket
        and note_stat.note_id = wanted.id
    ) as stat on true
    where note.state = 0
    order by wanted.place
    limit 1000
    """,
    buckets="many",
)

CARDS = Query(
    NoteCard,
    """
    select note.id, note.author_id, note.revision, note.title, note.lang, note.audience, note.is_ai,
      note.commercial, note.cover_style, note.topics, note.picture_count, cover.key, cover.width,
      cover.height, cover.widths, cover.ratio, cover.thumbhash, cover.colour, cover.alt
    from unnest($1::int[], $2::bigint[]) as wanted (bucket, id)
    join note on note.bucket = wanted.bucket
      and note.id = wanted.id
    left join note_picture as cover on cover.bucket = wanted.bucket
      and cover.note_id = wanted.id
      and cover.position = 0
    where note.state = 0
    limit 1000
    """,
    buckets="many",
)
