"""SQL of what somebody said anywhere, by the list beside their account."""

from hongqiao.kernel.sql import Query

EVERY_ID_BY = Query(
    int,
    """
    select comment_id
    from my_comment
    where bucket = $1
      and account_id = $2
      and comment_id > $3
    order by comment_id
    limit 500
    """,
)
