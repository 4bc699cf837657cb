"""SQL of the words of notes, for whoever keeps an index of them."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Query


class NoteWords(msgspec.Struct, frozen=True):
    """All words of a note as they stand now, for whoever keeps an index of notes."""

    id: int
    author_id: int
    audience: int
    revision: int
    title: str
    body: str
    lang: str
    place: str
    topics: list[str]
    alts: list[str]
    picture_count: int
    made_at: datetime


WORDS_OF = Query(
    NoteWords,
    """
    select note.id, note.author_id, note.audience, note.revision, note.title, note.body, note.lang,
      note.place, note.topics, coalesce(shown.alts, '{}') as alts, note.picture_count, note.made_at
    from unnest($1::int[], $2::bigint[]) as wanted (bucket, id)
    join note on note.bucket = wanted.bucket
      and note.id = wanted.id
    left join lateral (
      select array_agg(note_picture.alt) as alts
      from note_picture
      where note_picture.bucket = wanted.bucket
        and note_picture.note_id = wanted.id
        and note_picture.alt <> ''
    ) as shown on true
    where note.state = 0
    limit 5000
    """,
    buckets="many",
)

EVERY_ID = Query(
    int,
    """
    select id
    from note
    where id > $1
      and state = 0
    order by id
    limit $2
    """,
    buckets="scatter",
    why="the operator builds an index anew from the notes of everybody",
)
