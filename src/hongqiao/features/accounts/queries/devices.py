"""SQL of devices: logins, logins that wait for their second step, trusted devices."""

from datetime import datetime

import msgspec

from hongqiao.features.accounts.model import Band, Login, TrustedDevice
from hongqiao.kernel.sql import Command, Query


class ViewerRow(msgspec.Struct, frozen=True):
    """Who holds a login, and what their session needs."""

    token_hash: bytes
    made_at: datetime
    seen_at: datetime
    proven_at: datetime
    is_warned: bool
    is_told: bool
    handle: str
    role: str
    locale: str
    reads: list[str]
    both_ways: list[str]
    age_band: Band
    age_at: datetime | None
    minutes_a_day: int | None
    has_night_pause: bool
    has_guardian: bool
    is_alarmed: bool
    country: str
    has_archive: bool


class HalfLoginRow(msgspec.Struct, frozen=True):
    """A login that waits for its second step."""

    token_hash: bytes
    device: str
    place: str


class EndedRow(msgspec.Struct, frozen=True):
    """A login that was ended to make room for another."""

    device: str
    place: str


INSERT_LOGIN = Command(
    """
    insert into login
      (bucket, id, account_id, token_hash, device, place, made_at, seen_at, proven_at, noticed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $7, $7, $7)
    """
)

RENEW_LOGIN = Command(
    """
    update login
    set id = $4, token_hash = $5, proven_at = $6, seen_at = $6
    where bucket = $1
      and id = $2
      and account_id = $3
    """
)

VIEWER = Query(
    ViewerRow,
    """
    select login.token_hash, login.made_at, login.seen_at,
      coalesce(login.proven_at, login.made_at) as proven_at,
      coalesce(account.warned_at > coalesce(login.noticed_at, login.made_at), false) as is_warned,
      account.told_at is not null as is_told, account.handle, account.role, account.locale, account.reads,
      account.both_ways, account.age_band, account.age_at, account.minutes_a_day, account.has_night_pause,
      guardian.account_id is not null as has_guardian, account.alarmed_at is not null as is_alarmed,
      account.country, account.archive_at is not null as has_archive
    from login
    join account on account.bucket = login.bucket
      and account.id = login.account_id
    left join guardian on guardian.bucket = account.bucket
      and guardian.account_id = account.id
    where login.bucket = $1
      and login.id = $2
      and login.account_id = $3
      and account.state = $4
    """,
)

HOLDING = Query(
    int,
    """
    select login.id
    from unnest($1::int[], $2::bigint[]) as asked (bucket, id)
    join login on login.bucket = asked.bucket
      and login.id = asked.id
    join account on account.bucket = login.bucket
      and account.id = login.account_id
    where account.state = 0
    """,
    buckets="many",
)

SEE_LOGIN = Command(
    """
    update login
    set seen_at = $3
    where bucket = $1
      and id = $2
    """
)

LOGINS = Query(
    Login,
    """
    select id, device, place, made_at, seen_at, false as is_current
    from login
    where bucket = $1
      and account_id = $2
      and seen_at >= $3
      and made_at >= $4
    order by seen_at desc
    limit 100
    """,
)

END_LOGIN = Command(
    """
    delete from login
    where bucket = $1
      and id = $2
      and account_id = $3
    """
)

END_LOGINS = Command(
    """
    delete from login
    where bucket = $1
      and account_id = $2
      and id <> $3
    """
)

END_UNUSED = Query(
    EndedRow,
    """
    delete from login
    where bucket = $1
      and account_id = $2
      and id not in (
        select id
        from login
        where bucket = $1
          and account_id = $2
        order by seen_at desc, id desc
        limit $3
      )
    returning device, place
    """,
)

FORGET_LOGINS = Command(
    """
    delete from login
    where seen_at < $1
      or made_at < $2
    """,
    buckets="scatter",
    why="the worker clears what is over in every bucket",
)

INSERT_HALF = Command(
    """
    insert into half_login (bucket, id, account_id, token_hash, device, place, made_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """
)

HALF = Query(
    HalfLoginRow,
    """
    select half_login.token_hash, half_login.device, half_login.place
    from half_login
    join account on account.bucket = half_login.bucket
      and account.id = half_login.account_id
    where half_login.bucket = $1
      and half_login.id = $2
      and half_login.account_id = $3
      and half_login.made_at > $4
      and account.state in (0, 2, 3)
    """,
)

END_HALF = Command(
    """
    delete from half_login
    where bucket = $1
      and id = $2
      and account_id = $3
    """
)

END_HALVES = Command(
    """
    delete from half_login
    where bucket = $1
      and account_id = $2
    """
)

FORGET_HALVES = Command(
    """
    delete from half_login
    where made_at < $1
    """,
    buckets="scatter",
    why="the worker clears what is over in every bucket",
)

INSERT_TRUSTED = Command(
    """
    insert into trusted_device (bucket, id, account_id, token_hash, device, made_at, ends_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """
)

TRUSTED_HASH = Query(
    bytes,
    """
    select token_hash
    from trusted_device
    where bucket = $1
      and id = $2
      and account_id = $3
      and ends_at > $4
    """,
)

TRUSTED = Query(
    TrustedDevice,
    """
    select id, device, made_at, ends_at
    from trusted_device
    where bucket = $1
      and account_id = $2
      and ends_at > $3
    order by made_at desc
    limit 50
    """,
)

END_TRUSTED = Command(
    """
    delete from trusted_device
    where bucket = $1
      and account_id = $2
      and id = $3
    """
)

END_ALL_TRUSTED = Command(
    """
    delete from trusted_device
    where bucket = $1
      and account_id = $2
    """
)

FORGET_TRUSTED = Command(
    """
    delete from trusted_device
    where ends_at < $1
    """,
    buckets="scatter",
    why="the worker clears what is over in every bucket",
)
