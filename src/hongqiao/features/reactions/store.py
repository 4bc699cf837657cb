"""SQL of likes, and of saves as they lie beside a note."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class LikesOf(msgspec.Struct, frozen=True):
    """How many likes some people gave to one subject."""

    subject_id: int
    likes: int


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

LIKES_OF = Query(
    LikesOf,
    """
    select given.subject_id, count(*) as likes
    from unnest($1::int[], $2::bigint[]) as wanted (bucket, id)
    join like_in as given on given.bucket = wanted.bucket
      and given.subject_id = wanted.id
    where given.kind = $3
      and given.account_id = any($4)
    group by given.subject_id
    """,
    buckets="many",
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
