"""SQL of lists of notes across authors."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class PublicRow(msgspec.Struct, frozen=True):
    """A public note as a feed's arrangement needs it."""

    id: int
    author_id: int
    lang: str
    topic: str
    likes: int
    saves: int
    comments: int
    subject: str
    topics: list[str]
    pictures: int
    title_length: int
    body_length: int
    has_place: bool


COUNT_BY = Query(
    int,
    """
    select count(*)
    from (
      select
      from note
      where bucket = $1
        and author_id = $2
        and state = 0
        and audience <= $3
        and (
          author_id = $4
          or (barred = '{}' or $5 <> '' and $5 <> all(barred))
          and ($6 or 'age-gate' <> all(marks))
        )
      limit 10000
    ) as seen
    """,
)

REPLIES_TO = Query(
    int,
    """
    select replies
    from note
    where bucket = $1
      and id = $2
      and state = 0
    """,
)

LIMIT_REPLIES = Command(
    """
    update note
    set replies = $3
    where bucket = $1
      and id = $2
    """
)


class Standing(msgspec.Struct, frozen=True):
    """A note that stands, for everyone or for followers, and whose it is."""

    id: int
    author_id: int


# Each author is probed once. No more than `limit` of them can have a place on the page, those whose newest
# note is newest, and nothing older than the oldest of these newest notes can, where there are so many.
NEWEST_BY = Query(
    int,
    """
    with latest as materialized (
      select author.bucket, author.id as author_id, one.id as note_id
      from unnest($1::int[], $2::bigint[]) as author (bucket, id)
      cross join lateral (
        select note.id
        from note
        where note.bucket = author.bucket
          and note.author_id = author.id
          and note.id < $3
          and note.state = 0
          and note.audience <= 1
        order by note.id desc
        limit 1
      ) as one
      order by one.id desc
      limit $4
    ),
    edge as materialized (
      select case when count(*) < $4 then 0 else min(note_id) end as note_id
      from latest
    )
    select newest.id
    from latest
    cross join edge
    cross join lateral (
      select note.id
      from note
      where note.bucket = latest.bucket
        and note.author_id = latest.author_id
        and note.id <= latest.note_id
        and note.id >= edge.note_id
        and note.state = 0
        and note.audience <= 1
      order by note.id desc
      limit $4
    ) as newest
    order by newest.id desc
    limit $4
    """,
    buckets="many",
)

STANDING_AMONG = Query(
    Standing,
    """
    select note.id, note.author_id
    from unnest($1::int[], $2::bigint[]) as wanted (bucket, id)
    join note on note.bucket = wanted.bucket
      and note.id = wanted.id
    where note.state = 0
      and note.audience <= 1
    order by note.id desc
    limit 10000
    """,
    buckets="many",
)

NEWEST_PUBLIC = Query(
    PublicRow,
    """
    with newest as materialized (
      select bucket, id, author_id, lang, subject, topics, picture_count, char_length(title) as title_length,
        char_length(body) as body_length, place <> '' as has_place
      from note
      where state = 0
        and audience = 0
        and not ('demote' = any(marks))
      order by id desc
      limit $1
    )
    select newest.id, newest.author_id, newest.lang,
      coalesce(nullif(newest.subject, ''), newest.topics[1], '') as topic,
      coalesce(stat.likes, 0)::int as likes, coalesce(stat.saves, 0)::int as saves,
      coalesce(stat.comments, 0)::int as comments, newest.subject, newest.topics,
      newest.picture_count as pictures, newest.title_length, newest.body_length, newest.has_place
    from newest
    left join lateral (
      select sum(note_stat.likes) as likes, sum(note_stat.saves) as saves, sum(note_stat.comments) as comments
      from note_stat
      where note_stat.bucket = newest.bucket
        and note_stat.note_id = newest.id
    ) as stat on true
    """,
    buckets="scatter",
    why="the worker arranges Explore from the newest notes of everybody",
)

PUBLIC_AMONG = Query(
    PublicRow,
    """
    select note.id, note.author_id, note.lang,
      coalesce(nullif(note.subject, ''), note.topics[1], '') as topic,
      coalesce(stat.likes, 0)::int as likes, coalesce(stat.saves, 0)::int as saves,
      coalesce(stat.comments, 0)::int as comments, note.subject, note.topics, note.picture_count as pictures,
      char_length(note.title) as title_length, char_length(note.body) as body_length,
      note.place <> '' as has_place
    from unnest($1::int[], $2::bigint[]) as wanted (bucket, id)
    join note on note.bucket = wanted.bucket
      and note.id = wanted.id
    left join lateral (
      select sum(note_stat.likes) as likes, sum(note_stat.saves) as saves, sum(note_stat.comments) as comments
      from note_stat
      where note_stat.bucket = wanted.bucket
        and note_stat.note_id = wanted.id
    ) as stat on true
    where note.state = 0
      and note.audience = 0
      and not ('demote' = any(note.marks))
    limit 10000
    """,
    buckets="many",
)
