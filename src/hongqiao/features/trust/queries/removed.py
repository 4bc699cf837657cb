"""SQL of pictures that decisions removed: their prints."""

from hongqiao.kernel.sql import Command

ADD_REMOVED = Command(
    """
    insert into removed_picture (bucket, decision_id, pdq, category, added_at)
    values ($1, $2, $3::text::bit(256), $4, $5)
    on conflict do nothing
    """
)

DROP_REMOVED = Command(
    """
    delete from removed_picture
    where bucket = $1
      and decision_id = $2
    """
)
