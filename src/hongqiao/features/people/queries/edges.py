"""SQL of who follows whom, asked about many people at once."""

from hongqiao.kernel.sql import Query

FOLLOWING_COUNT = Query(
    int,
    """
    select following
    from people_count
    where bucket = $1
      and account_id = $2
      and slot = 0
    """,
)

FOLLOW_MORE_THAN = Query(
    int,
    """
    select account_id
    from people_count
    where slot = 0
      and following > $1
      and account_id > $2
    order by account_id
    limit $3
    """,
    buckets="scatter",
    why="the worker looks for those who follow many, once a day",
)

WHO_FOLLOW = Query(
    int,
    """
    select edge.account_id
    from unnest($1::int[], $2::bigint[]) as asked (bucket, account_id)
    join follow_out as edge on edge.bucket = asked.bucket
      and edge.account_id = asked.account_id
      and edge.target_id = $3
    limit 10000
    """,
    buckets="many",
)
