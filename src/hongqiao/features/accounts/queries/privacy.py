"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

LOGIN_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'token_hash')::text as row
    from login as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_LOGIN = Command(
    """
    delete from login
    where bucket = $1
      and account_id = $2
    """
)

HALF_LOGIN_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'token_hash')::text as row
    from half_login as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_HALF_LOGIN = Command(
    """
    delete from half_login
    where bucket = $1
      and account_id = $2
    """
)

TRUSTED_DEVICE_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'token_hash')::text as row
    from trusted_device as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_TRUSTED_DEVICE = Command(
    """
    delete from trusted_device
    where bucket = $1
      and account_id = $2
    """
)

TOTP_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'sealed')::text as row
    from totp as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_TOTP = Command(
    """
    delete from totp
    where bucket = $1
      and account_id = $2
    """
)

RECOVERY_CODE_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'hash')::text as row
    from recovery_code as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_RECOVERY_CODE = Command(
    """
    delete from recovery_code
    where bucket = $1
      and account_id = $2
    """
)

PASSKEY_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from passkey as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_PASSKEY = Command(
    """
    delete from passkey
    where bucket = $1
      and account_id = $2
    """
)

DOOR_NOTICE_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from door_notice as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_DOOR_NOTICE = Command(
    """
    delete from door_notice
    where bucket = $1
      and account_id = $2
    """
)

INVITE_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'code_hash')::text as row
    from invite as held
    where held.made_by = $1
    """,
    buckets="scatter",
    why="made for one person’s copy, by the worker",
)

ERASE_INVITE = Command(
    """
    update invite
    set made_by = ''
    where made_by = $1
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

ACCOUNT_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'password_hash')::text as row
    from account as held
    where held.bucket = $1
      and held.id = $2
    """,
)

ERASE_ACCOUNT = Command(
    """
    delete from account
    where bucket = $1
      and id = $2
    """
)

DEPARTURE_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'key_hash')::text as row
    from departure as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_DEPARTURE = Command(
    """
    delete from departure
    where bucket = $1
      and account_id = $2
    """
)

ERASE_ERASURE_RECEIPT = Command(
    """
    delete from erasure_receipt
    where bucket = $1
      and account_id = $2
    """
)

GUARDIAN_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from guardian as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_GUARDIAN = Command(
    """
    delete from guardian
    where $1 in (account_id, guardian_id)
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

WARD_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from ward as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_WARD = Command(
    """
    delete from ward
    where $1 in (account_id, ward_id)
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

DAY_USE_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from day_use as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_DAY_USE = Command(
    """
    delete from day_use
    where bucket = $1
      and account_id = $2
    """
)
