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


class Received(msgspec.Struct, frozen=True):
    """Reports of one kind; `form` is "law" for notices of illegal content."""

    form: str
    category: str
    times: int


class Notices(msgspec.Struct, frozen=True):
    """Notices of illegal content under one category of the templates, or "TOTAL"; medians in hours."""

    category: str
    notices: int
    flagged: int
    items: int
    flagged_items: int
    median_h: float | None
    flagged_median_h: float | None
    by_law: int
    flagged_by_law: int
    by_terms: int
    flagged_by_terms: int


class Contested(msgspec.Struct, frozen=True):
    """Appeals that were made, and what came of them; the median is of answered ones, in minutes."""

    times: int
    upheld: int
    taken_back: int
    median_min: float | None


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

RECEIVED = Query(
    Received,
    """
    select form, category, count(*) as times
    from report
    where bucket = $1
      and form <> 'machine'
      and made_at >= $2
      and made_at < $3
    group by form, category
    order by count(*) desc, form, category
    limit 100
    """,
)

NOTICES = Query(
    Notices,
    """
    with told as (
      select coalesce(named.template, $6) as template, report.case_id,
        flagger.account_id is not null as is_flagged, entry.decision_id,
        entry.body::jsonb ->> 'ground' as ground,
        extract(epoch from entry.at - report.made_at) / 3600 as hours
      from report
      left join unnest($4::text[], $5::text[]) as named (category, template)
        on named.category = report.category
      left join moderation_case as held on held.bucket = report.bucket
        and held.id = report.case_id
      left join log_entry as entry on entry.bucket = held.bucket
        and entry.decision_id = held.decision_id
      left join trusted_flagger as flagger on flagger.bucket = report.bucket
        and flagger.account_id = report.reporter_id
      where report.bucket = $1
        and report.form = 'law'
        and report.made_at >= $2
        and report.made_at < $3
    )
    select coalesce(template, 'TOTAL') as category, count(*) as notices,
      count(*) filter (where is_flagged) as flagged, count(distinct case_id) as items,
      count(distinct case_id) filter (where is_flagged) as flagged_items,
      (percentile_cont(0.5) within group (order by hours))::float8 as median_h,
      (percentile_cont(0.5) within group (order by hours) filter (where is_flagged))::float8
        as flagged_median_h,
      count(distinct decision_id) filter (where ground like 'law%') as by_law,
      count(distinct decision_id) filter (where ground like 'law%' and is_flagged) as flagged_by_law,
      count(distinct decision_id) filter (where ground like 'terms%') as by_terms,
      count(distinct decision_id) filter (where ground like 'terms%' and is_flagged) as flagged_by_terms
    from told
    group by grouping sets ((template), ())
    limit 100
    """,
)

CONTESTED = Query(
    Contested,
    """
    select count(*) as times, count(*) filter (where outcome = 'upheld') as upheld,
      count(*) filter (where outcome = 'reversed') as taken_back,
      percentile_cont(0.5) within group (order by extract(epoch from answered_at - made_at) / 60)::float8
        as median_min
    from appeal
    where bucket = $1
      and made_at >= $2
      and made_at < $3
    """,
)
