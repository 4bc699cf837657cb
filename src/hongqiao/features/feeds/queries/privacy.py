"""SQL of somebody’s own rows: their end."""

from hongqiao.kernel.sql import Command

ERASE_INBOX = Command(
    """
    delete from following_inbox
    where bucket = $1
      and account_id = $2
    """
)

ERASE_INBOX_NOTES = Command(
    """
    delete from following_inbox_note
    where bucket = $1
      and account_id = $2
    """
)
