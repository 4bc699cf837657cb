"""SQL of accounts."""

from datetime import datetime

import msgspec

from hongqiao.features.accounts.model import Login
from hongqiao.kernel.sql import Command, Query


class Credentials(msgspec.Struct, frozen=True):
    id: int
    password_hash: str


class ViewerRow(msgspec.Struct, frozen=True):
    token_hash: bytes
    seen_at: datetime
    handle: str
    role: str
    locale: str
    reads: list[str]
    both_ways: list[str]


class PreferencesRow(msgspec.Struct, frozen=True):
    locale: str
    reads: list[str]
    interests: list[str]
    both_ways: list[str]
    birth_band: str


INSERT_ACCOUNT = Command(
    """
    insert into account (bucket, id, handle, password_hash, birth_band, locale, reads, interests, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict do nothing
    """
)

CREDENTIALS = Query(
    Credentials,
    """
    select id, password_hash
    from account
    where bucket = $1
      and handle = $2
      and state = 0
    """,
)

SET_PASSWORD = Command(
    """
    update account
    set password_hash = $3
    where bucket = $1
      and id = $2
    """
)

SET_ROLE = Command(
    """
    update account
    set role = $3
    where bucket = $1
      and handle = $2
    """
)

PREFERENCES = Query(
    PreferencesRow,
    """
    select locale, reads, interests, both_ways, birth_band
    from account
    where bucket = $1
      and id = $2
    """,
)

SET_PREFERENCES = Command(
    """
    update account
    set locale = $3, reads = $4, interests = $5, both_ways = $6
    where bucket = $1
      and id = $2
    """
)

INSERT_LOGIN = Command(
    """
    insert into login (bucket, id, account_id, token_hash, device, made_at, seen_at)
    values ($1, $2, $3, $4, $5, $6, $6)
    """
)

VIEWER = Query(
    ViewerRow,
    """
    select login.token_hash, login.seen_at, account.handle, account.role, account.locale, account.reads,
      account.both_ways
    from login
    join account on account.bucket = login.bucket
      and account.id = login.account_id
    where login.bucket = $1
      and login.id = $2
      and login.account_id = $3
      and account.state = 0
    """,
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
    select id, device, made_at, seen_at, false as is_current
    from login
    where bucket = $1
      and account_id = $2
      and seen_at >= $3
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

INSERT_INVITE = Command(
    """
    insert into invite (bucket, code_hash, uses_left, made_by, made_at, ends_at)
    values ($1, $2, $3, $4, $5, $6)
    """
)

SPEND_INVITE = Command(
    """
    update invite
    set uses_left = uses_left - 1
    where bucket = $1
      and code_hash = $2
      and uses_left > 0
      and ends_at > $3
    """
)

GIVE_INVITE_BACK = Command(
    """
    update invite
    set uses_left = uses_left + 1
    where bucket = $1
      and code_hash = $2
    """
)

FORGET_LOGINS = Command(
    """
    delete from login
    where seen_at < $1
    """,
    buckets="scatter",
    why="the worker clears what is over in every bucket",
)

LANGUAGES_SINCE = Query(
    str,
    """
    select account.reads[1] as lang
    from login
    join account on account.bucket = login.bucket
      and account.id = login.account_id
    where login.seen_at > $1
      and account.state = 0
    group by account.reads[1]
    order by count(distinct account.id) desc, account.reads[1]
    limit 20
    """,
    buckets="scatter",
    why="the worker counts the readers of every bucket",
)
