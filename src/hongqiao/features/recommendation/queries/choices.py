"""SQL of what readers chose, of what they were served, and of what is laid ready for the pages."""

from datetime import datetime

import msgspec

from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.sql import Command, Query

BUCKET = bucket_of_name("feed stock")


class ChoiceRow(msgspec.Struct, frozen=True):
    profiled: bool | None
    mix: int | None
    topics: list[str]


class Weight(msgspec.Struct, frozen=True):
    """What a reader asked to see less of: kind is "topic", "author", "lang" or "note"."""

    kind: str
    name: str
    weight: float


class ServedRow(msgspec.Struct, frozen=True):
    """A page as it was served; `body` is msgpack."""

    page: int
    config: str
    body: bytes


class ServedTo(msgspec.Struct, frozen=True):
    """A page that somebody was served."""

    account_id: int
    body: bytes


class Stocked(msgspec.Struct, frozen=True):
    edition: int
    body: bytes


class ConfigRow(msgspec.Struct, frozen=True):
    hash: str
    body: bytes
    at: datetime


CHOICE = Query(
    ChoiceRow,
    """
    select profiled, mix, topics
    from feed_choice
    where bucket = $1
      and account_id = $2
    """,
)

SET_MIX = Command(
    """
    insert into feed_choice (bucket, account_id, mix)
    values ($1, $2, $3)
    on conflict (bucket, account_id)
    do update set mix = excluded.mix
    """
)

SET_TOPICS = Command(
    """
    insert into feed_choice (bucket, account_id, topics)
    values ($1, $2, $3)
    on conflict (bucket, account_id)
    do update set topics = excluded.topics
    """
)

WEIGHTS = Query(
    Weight,
    """
    select kind, name, weight
    from feed_weight
    where bucket = $1
      and account_id = $2
    order by at desc
    limit 1000
    """,
)

ADD_WEIGHT = Command(
    """
    insert into feed_weight (bucket, account_id, kind, name, weight, at)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (bucket, account_id, kind, name)
    do update set weight = least(1, feed_weight.weight + excluded.weight), at = excluded.at
    """
)

DELETE_WEIGHT = Command(
    """
    delete from feed_weight
    where bucket = $1
      and account_id = $2
      and kind = $3
      and name = $4
    """
)

INSERT_SERVED = Command(
    """
    insert into feed_served (bucket, account_id, session, page, config, body, at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict do nothing
    """
)

SERVED = Query(
    ServedRow,
    """
    select page, config, body
    from feed_served
    where bucket = $1
      and account_id = $2
      and session = $3
    order by page
    limit 200
    """,
)

FORGET_SERVED = Command(
    """
    delete from feed_served
    where at < $1
    """,
    buckets="scatter",
    why="the worker forgets everywhere what was served 30 days ago",
)

FORGET_OWN_SERVED = Command(
    """
    delete from feed_served
    where bucket = $1
      and account_id = $2
    """
)

STOCK_EDITION = Query(
    int,
    """
    select edition
    from feed_stock
    where bucket = $1
      and kind = $2
    """,
)

STOCK = Query(
    Stocked,
    """
    select edition, body
    from feed_stock
    where bucket = $1
      and kind = $2
    """,
)

SET_STOCK = Command(
    """
    insert into feed_stock (bucket, kind, edition, body)
    values ($1, $2, $3, $4)
    on conflict (bucket, kind)
    do update set edition = excluded.edition, body = excluded.body
    """
)

ADD_CONFIG = Command(
    """
    insert into feed_config (bucket, hash, body, at)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """
)

CONFIGS = Query(
    ConfigRow,
    """
    select hash, body, at
    from feed_config
    where bucket = $1
    order by at desc
    limit 10
    """,
)

CONFIG_OF = Query(
    ConfigRow,
    """
    select hash, body, at
    from feed_config
    where bucket = $1
      and hash = $2
    """,
)

FORGET_FORMER = Command(
    """
    delete from feed_stock
    where bucket = $1
      and starts_with(kind, $2)
      and edition < $3
    """
)

SERVED_LATELY = Query(
    ServedTo,
    """
    select account_id, body
    from feed_served
    where at > $1
    order by at desc
    limit $2
    """,
    buckets="scatter",
    why="the worker learns from what was served everywhere",
)
