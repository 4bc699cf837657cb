"""SQL of comments that decisions hide in some countries."""

from hongqiao.kernel.sql import Command, Query

BAR = Command(
    """
    update comment
    set barred = $3
    where bucket = $1
      and id = $2
      and barred <> $3
    """
)

IS_ANY_BARRED = Query(
    bool,
    """
    select true
    from comment
    where bucket = $1
      and note_id = $2
      and barred <> '{}'
    limit 1
    """,
)
