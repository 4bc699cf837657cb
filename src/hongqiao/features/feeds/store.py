"""SQL of feeds."""

from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.sql import Command, Query

BUCKET = bucket_of_name("explore")

LATEST_EDITION = Query(
    int,
    """
    select edition
    from explore_entry
    where bucket = $1
    order by edition desc
    limit 1
    """,
)

ENTRIES = Query(
    int,
    """
    select note_id
    from explore_entry
    where bucket = $1
      and edition = $2
    order by position
    limit 2000
    """,
)

INSERT_ENTRY = Command(
    """
    insert into explore_entry (bucket, edition, position, note_id)
    values ($1, $2, $3, $4)
    """
)

CLEAR_EDITIONS = Command(
    """
    delete from explore_entry
    where bucket = $1
      and edition < (
        select min(kept.edition)
        from (
          select distinct edition
          from explore_entry
          where bucket = $1
          order by edition desc
          limit $2
        ) as kept
      )
    """
)
