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

LIST_UNDER = Command(
    """
    with listed as (
      insert into topic_note (bucket, slug, note_id)
      values ($1, $2, $4)
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
