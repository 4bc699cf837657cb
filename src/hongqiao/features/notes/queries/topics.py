"""SQL of topics."""

from hongqiao.features.notes.model import Topic
from hongqiao.kernel.sql import Command, Query

TOPIC = Query(
    Topic,
    """
    select slug, name, notes, lang
    from topic
    where bucket = $1
      and slug = $2
    """,
)

TOPICS = Query(
    Topic,
    """
    select topic.slug, topic.name, topic.notes, topic.lang
    from unnest($1::int[], $2::text[]) as wanted (bucket, slug)
    join topic on topic.bucket = wanted.bucket and topic.slug = wanted.slug
    """,
    buckets="many",
)

LIST_UNDER = Command(
    """
    with listed as (
      insert into topic_note (bucket, slug, note_id, lang)
      values ($1, $2, $4, $5)
      on conflict do nothing
      returning 1
    )
    insert into topic (bucket, slug, name, notes, lang)
    select $1, $2, $3, count(*), $5
    from listed
    on conflict (bucket, slug)
    do update set notes = topic.notes + excluded.notes,
      lang = case topic.lang when 'und' then excluded.lang else topic.lang end
    """
)

SAY_LANG = Command(
    """
    update topic_note
    set lang = $4
    where bucket = $1
      and slug = $2
      and note_id = $3
      and lang <> $4
    """
)

UNLIST_FROM = Command(
    """
    with unlisted as (
      delete from topic_note
      where bucket = $1
        and slug = $2
        and note_id = $3
      returning 1
    )
    update topic
    set notes = notes - (select count(*) from unlisted)
    where bucket = $1
      and slug = $2
    """
)

DROP_EMPTY = Command(
    """
    delete from topic
    where bucket = $1
      and slug = $2
      and notes <= 0
      and not exists (
        select
        from topic_note
        where topic_note.bucket = $1
          and topic_note.slug = $2
      )
    """
)

NOTES_ABOUT = Query(
    int,
    """
    select note_id
    from topic_note
    where bucket = $1
      and slug = $2
      and note_id < $3
    order by note_id desc
    limit $4
    """,
)

NOTES_ABOUT_ANY = Query(
    int,
    """
    select distinct about.note_id
    from unnest($1::int[], $2::text[], $3::text[]) as wanted (bucket, slug, lang)
    cross join lateral (
      select topic_note.note_id
      from topic_note
      where topic_note.bucket = wanted.bucket
        and topic_note.slug = wanted.slug
        and topic_note.note_id < $4
        and (wanted.lang = '' or topic_note.lang = wanted.lang)
      order by topic_note.note_id desc
      limit $5
    ) as about
    order by about.note_id desc
    limit $5
    """,
    buckets="many",
)
