"""SQL of accounts; what stands at the door is in queries/."""

from datetime import datetime

import msgspec

from hongqiao.features.accounts.model import Age
from hongqiao.kernel.sql import Command, Query


class Credentials(msgspec.Struct, frozen=True):
    id: int
    password_hash: str
    has_second: bool
    is_suspended: bool
    is_away: bool


class PreferencesRow(msgspec.Struct, frozen=True):
    locale: str
    reads: list[str]
    interests: list[str]
    both_ways: list[str]
    age_band: str
    age_at: datetime | None
    country: str


INSERT_ACCOUNT = Command(
    """
    insert into account (
      bucket, id, handle, password_hash, locale, reads, interests, made_at, age_band, age_method,
      age_confidence, age_at
    )
    select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
    where not exists (
      select
      from spent_handle
      where bucket = $1
        and hash = $13
    )
    on conflict do nothing
    """
)

CREDENTIALS = Query(
    Credentials,
    """
    select account.id, account.password_hash, totp.account_id is not null as has_second,
      account.state = 2 as is_suspended, account.state = 3 as is_away
    from account
    left join totp on totp.bucket = account.bucket
      and totp.account_id = account.id
      and totp.confirmed_at is not null
    where account.bucket = $1
      and account.handle = $2
      and account.state in (0, 2, 3)
    """,
)

SUSPEND = Command(
    """
    update account
    set state = 2
    where bucket = $1
      and id = $2
      and state = 0
    """
)

READMIT = Command(
    """
    update account
    set state = case
        when exists (
          select
          from departure
          where departure.bucket = $1
            and departure.account_id = $2
        ) then 3
        else 0
      end
    where bucket = $1
      and id = $2
      and state = 2
    """
)

TELL = Command(
    """
    update account
    set told_at = $3
    where bucket = $1
      and id = $2
    """
)

TELL_ARCHIVE = Command(
    """
    update account
    set archive_at = $3
    where bucket = $1
      and id = $2
    """
)

SET_PASSWORD = Command(
    """
    update account
    set password_hash = $3
    where bucket = $1
      and id = $2
    """
)

SET_ROLE = Query(
    int,
    """
    update account
    set role = $3
    where bucket = $1
      and handle = $2
    returning id
    """,
)

PREFERENCES = Query(
    PreferencesRow,
    """
    select locale, reads, interests, both_ways, age_band, age_at, country
    from account
    where bucket = $1
      and id = $2
    """,
)

SET_PREFERENCES = Command(
    """
    update account
    set locale = $3, reads = $4, interests = $5, both_ways = $6, country = $7
    where bucket = $1
      and id = $2
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

FORGET_INVITES = Command(
    """
    delete from invite
    where ends_at < $1
    """,
    buckets="scatter",
    why="the worker clears what is over in every bucket",
)

GIVE_INVITE_BACK = Command(
    """
    update invite
    set uses_left = uses_left + 1
    where bucket = $1
      and code_hash = $2
    """
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

AGE = Query(
    Age,
    """
    select age_band as band, age_method as method, age_confidence as confidence, age_at as at
    from account
    where bucket = $1
      and id = $2
    """,
)

SET_AGE = Command(
    """
    update account
    set age_band = $3, age_method = $4, age_confidence = $5, age_at = $6
    where bucket = $1
      and id = $2
    """
)

SET_LIMITS = Command(
    """
    update account
    set minutes_a_day = $3, has_night_pause = $4
    where bucket = $1
      and id = $2
    """
)

ADMINS = Query(
    int,
    """
    select id
    from account
    where role = 'admin'
      and state = 0
    limit 1000
    """,
    buckets="scatter",
    why="the worker tells every administrator of a deadline",
)

ALARM = Command(
    """
    update account
    set alarmed_at = $3
    where bucket = $1
      and id = $2
    """
)

SET_REGION = Command(
    """
    update account
    set region = $3
    where bucket = $1
      and id = $2
    """
)

REGION = Query(
    str,
    """
    select region
    from account
    where bucket = $1
      and id = $2
    """,
)
