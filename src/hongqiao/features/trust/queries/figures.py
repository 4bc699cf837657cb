"""SQL of the transparency report: the log, counted."""

import msgspec

from hongqiao.kernel.sql import Query


class Figure(msgspec.Struct, frozen=True):
    """Decisions of one kind; the median is over those that somebody had reported, in minutes."""

    category: str
    ground: str
    action: str
    origin: str
    automation: str
    times: int
    median_min: float | None
    reversed: int


class Total(msgspec.Struct, frozen=True):
    """All decisions of a time."""

    times: int
    median_min: float | None
    reversed: int


FIGURES = Query(
    Figure,
    """
    select log_entry.body::jsonb ->> 'category' as category, log_entry.body::jsonb ->> 'ground' as ground,
      log_entry.body::jsonb ->> 'action' as action, log_entry.body::jsonb ->> 'origin' as origin,
      log_entry.body::jsonb ->> 'automation' as automation, count(*) as times,
      percentile_cont(0.5) within group (order by (log_entry.body::jsonb ->> 'took_min')::int) as median_min,
      count(later.decision_id) as reversed
    from log_entry
    left join log_entry as later on later.bucket = log_entry.bucket
      and later.reverses = log_entry.decision_id
    where log_entry.bucket = $1
      and log_entry.at >= $2
      and log_entry.at < $3
    group by 1, 2, 3, 4, 5
    order by count(*) desc, 1, 2, 3, 4, 5
    limit 2000
    """,
)

TOTAL = Query(
    Total,
    """
    select count(*) as times,
      percentile_cont(0.5) within group (order by (log_entry.body::jsonb ->> 'took_min')::int) as median_min,
      count(later.decision_id) as reversed
    from log_entry
    left join log_entry as later on later.bucket = log_entry.bucket
      and later.reverses = log_entry.decision_id
    where log_entry.bucket = $1
      and log_entry.at >= $2
      and log_entry.at < $3
    """,
)
