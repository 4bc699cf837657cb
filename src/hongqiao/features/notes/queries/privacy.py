"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

NOTES = Query(
    int,
    """
    select id
    from note
    where bucket = $1
      and author_id = $2
    order by id
    """,
)

DRAFT_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'fields' || convert_from(held.fields, 'utf8')::jsonb)::text as row
    from draft as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_DRAFT = Command(
    """
    delete from draft
    where bucket = $1
      and account_id = $2
    """
)

NOTE_PICTURE_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from note_picture as held
    where held.bucket = $1
      and held.note_id = any($2::bigint[])
    """,
)

ERASE_NOTE_PICTURE = Command(
    """
    delete from note_picture
    where bucket = $1
      and note_id = any($2::bigint[])
    """
)

NOTE_REVISION_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from note_revision as held
    where held.bucket = $1
      and held.note_id = any($2::bigint[])
    """,
)

ERASE_NOTE_REVISION = Command(
    """
    delete from note_revision
    where bucket = $1
      and note_id = any($2::bigint[])
    """
)

NOTE_STAT_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from note_stat as held
    where held.bucket = $1
      and held.note_id = any($2::bigint[])
    """,
)

ERASE_NOTE_STAT = Command(
    """
    delete from note_stat
    where bucket = $1
      and note_id = any($2::bigint[])
    """
)

NOTE_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from note as held
    where held.bucket = $1
      and held.author_id = $2
    """,
)

ERASE_NOTE = Command(
    """
    delete from note
    where bucket = $1
      and author_id = $2
    """
)

PICTURE_KEYS = Query(
    str,
    """
    select distinct key
    from note_picture
    where bucket = $1
      and note_id = any($2::bigint[])
    """,
)
