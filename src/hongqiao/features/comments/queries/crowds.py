"""SQL of crowds: who came to a note within a short time."""

from hongqiao.kernel.sql import Query

NEW_UNDER = Query(
    int,
    """
    select distinct author_id
    from comment
    where bucket = $1
      and note_id = $2
      and made_at > $3
      and author_id > $4
      and state in (0, 2)
    limit $5
    """,
)
"""Authors of comments of late whose accounts are young: an id tells when it was made."""
