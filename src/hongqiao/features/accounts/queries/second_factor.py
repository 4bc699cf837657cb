"""SQL of the second factor: secrets of authenticator apps, recovery codes."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class TotpRow(msgspec.Struct, frozen=True):
    """The sealed secret of an authenticator app; `confirmed_at` is empty until its first code was right."""

    sealed: bytes
    last_step: int
    confirmed_at: datetime | None


class SealedRow(msgspec.Struct, frozen=True):
    """A sealed secret and whose it is."""

    account_id: int
    sealed: bytes


PREPARE = Command(
    """
    insert into totp (bucket, account_id, sealed, made_at)
    values ($1, $2, $3, $4)
    on conflict (bucket, account_id) do update
    set sealed = excluded.sealed, made_at = excluded.made_at, last_step = 0
    where totp.confirmed_at is null
    """
)

TOTP = Query(
    TotpRow,
    """
    select sealed, last_step, confirmed_at
    from totp
    where bucket = $1
      and account_id = $2
    """,
)

USE_STEP = Command(
    """
    update totp
    set last_step = $3
    where bucket = $1
      and account_id = $2
      and last_step < $3
    """
)

CONFIRM = Command(
    """
    update totp
    set confirmed_at = $3
    where bucket = $1
      and account_id = $2
      and confirmed_at is null
    """
)

REMOVE = Command(
    """
    delete from totp
    where bucket = $1
      and account_id = $2
      and confirmed_at is not null
    """
)

TOTPS_AFTER = Query(
    SealedRow,
    """
    select account_id, sealed
    from totp
    where account_id > $1
    order by account_id
    limit $2
    """,
    buckets="scatter",
    why="the worker seals anew what an older secret sealed, in every bucket",
)

SEAL_ANEW = Command(
    """
    update totp
    set sealed = $4
    where bucket = $1
      and account_id = $2
      and sealed = $3
    """
)

INSERT_CODE = Command(
    """
    insert into recovery_code (bucket, account_id, hash, made_at)
    values ($1, $2, $3, $4)
    """
)

USE_CODE = Command(
    """
    delete from recovery_code
    where bucket = $1
      and account_id = $2
      and hash = $3
    """
)

CODES_LEFT = Query(
    int,
    """
    select count(*)
    from recovery_code
    where bucket = $1
      and account_id = $2
    """,
)

END_CODES = Command(
    """
    delete from recovery_code
    where bucket = $1
      and account_id = $2
    """
)
