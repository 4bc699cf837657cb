"""SQL of likes, and of saves as they lie beside a note."""

from datetime import datetime

from hongqiao.kernel.sql import Command, Query

LIKE = Command(
    """
    insert into like_out (bucket, account_id, kind, subject_id, made_at)
    values ($1, $2, $3, $4, $5)
    on conflict do nothing
    """
)

UNLIKE = Command(
    """
    delete from like_out
    where bucket = $1
      and account_id = $2
      and kind = $3
      and subject_id = $4
    """
)

LIKED_AMONG = Query(
    int,
    """
    select subject_id
    from like_out
    where bucket = $1
      and account_id = $2
      and kind = $3
      and subject_id = any($4)
    """,
)

LIKED_SINCE = Query(
    datetime,
    """
    select made_at
    from like_out
    where bucket = $1
      and account_id = $2
      and kind = $3
      and subject_id = $4
    """,
)

ADD_LIKE = Command(
    """
    insert into like_in (bucket, subject_id, kind, account_id, made_at)
    values ($1, $2, $3, $4, $5)
    on conflict do nothing
    """
)

REMOVE_LIKE = Command(
    """
    delete from like_in
    where bucket = $1
      and subject_id = $2
      and kind = $3
      and account_id = $4
    """
)

ADD_SAVE = Command(
    """
    insert into save_in (bucket, note_id, account_id, made_at)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """
)

REMOVE_SAVE = Command(
    """
    delete from save_in
    where bucket = $1
      and note_id = $2
      and account_id = $3
    """
)
