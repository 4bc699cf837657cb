"""SQL that asks what is known of many texts at once."""

from hongqiao.kernel.sql import Query

WITH_ANY = Query(
    bytes,
    """
    select asked.key
    from unnest($1::int[], $2::bytea[]) as asked (bucket, key)
    where exists (
      select 1
      from translation t
      where t.bucket = asked.bucket
        and t.key = asked.key
    )
    limit 10000
    """,
    buckets="many",
)
