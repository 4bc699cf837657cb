"""SQL of media."""

from hongqiao.features.media.model import Picture
from hongqiao.kernel.sql import Command, Query

TAKE = Command(
    """
    insert into media_object (
      bucket, key, width, height, thumbhash, colour, ratio, widths, size_bytes, taken_at, state, due_at, pdq,
      pdq_mirrored
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'loose', $11, $12::text::bit(256), $13::text::bit(256))
    on conflict (bucket, key)
    do update set
      thumbhash = excluded.thumbhash,
      colour = excluded.colour,
      ratio = excluded.ratio,
      widths = excluded.widths,
      size_bytes = excluded.size_bytes,
      taken_at = excluded.taken_at,
      pdq = excluded.pdq,
      pdq_mirrored = excluded.pdq_mirrored,
      state = case
        when media_object.state in ('kept', 'quarantined') then media_object.state
        else 'loose'
      end,
      due_at = case when media_object.state in ('kept', 'quarantined') then null else excluded.due_at end
    """
)

PICTURES = Query(
    Picture,
    """
    select picture.key, picture.width, picture.height, picture.thumbhash, picture.colour, picture.ratio,
      picture.widths
    from unnest($1::int[], $2::text[]) as wanted (bucket, key)
    join media_object as picture on picture.bucket = wanted.bucket
      and picture.key = wanted.key
    where picture.state = 'kept'
      or picture.state not in ('going', 'quarantined')
      and picture.due_at > $3
    limit 1000
    """,
    buckets="many",
)

KNOWN = Query(
    str,
    """
    select picture.key
    from unnest($1::int[], $2::text[]) as wanted (bucket, key)
    join media_object as picture on picture.bucket = wanted.bucket
      and picture.key = wanted.key
    """,
    buckets="many",
)

IS_SERVED = Query(
    int,
    """
    select 1
    from media_object
    where bucket = $1
      and key = $2
      and widths @> array[$3::int]
      and (
        state = 'loose'
        or state = 'kept'
        and exists (
          select
          from media_use
          where bucket = $1
            and key = $2
            and is_shown
        )
      )
    """,
)

IS_OPEN = Query(
    bool,
    """
    select state = 'loose'
      or exists (
        select
        from media_use
        where bucket = $1
          and key = $2
          and is_shown
          and is_open
      )
    from media_object
    where bucket = $1
      and key = $2
      and widths @> array[$3::int]
      and state in ('loose', 'kept')
    """,
)

SHOWN_BY = Query(
    str,
    """
    select subject
    from media_use
    where bucket = $1
      and key = $2
      and is_shown
    order by kept_at
    limit 100
    """,
)

IS_KEPT_FOR = Query(
    int,
    """
    select 1
    from media_use
    where bucket = $1
      and key = $2
      and subject = $3
    """,
)

SHOW_USE = Command(
    """
    update media_use
    set is_shown = $4, is_open = $5
    where bucket = $1
      and key = $2
      and subject = $3
      and (is_shown <> $4 or is_open <> $5)
    """
)

USERS = Query(
    str,
    """
    select subject
    from media_use
    where bucket = $1
      and key = $2
    order by kept_at
    limit 1000
    """,
)

LOCK = Query(
    str,
    """
    select key
    from media_object
    where bucket = $1
      and key = $2
    for update
    """,
)

KEEP = Command(
    """
    update media_object
    set state = case when state = 'quarantined' then state else 'kept' end,
      due_at = null
    where bucket = $1
      and key = $2
      and state <> 'going'
    """
)

ADD_USE = Command(
    """
    insert into media_use (bucket, key, subject, kept_at, is_shown)
    values ($1, $2, $3, $4, $5)
    on conflict do nothing
    """
)

REMOVE_USE = Command(
    """
    delete from media_use
    where bucket = $1
      and key = $2
      and subject = $3
    """
)

LEAVE = Command(
    """
    update media_object
    set state = 'left',
      due_at = $3
    where bucket = $1
      and key = $2
      and state <> 'quarantined'
      and not exists (
        select
        from media_use
        where bucket = $1
          and key = $2
      )
    """
)

DUE = Query(
    str,
    """
    select key
    from media_object
    where due_at <= $1
      and state <> 'going'
    order by due_at
    limit $2
    """,
    buckets="scatter",
    why="the worker finds what nobody keeps in every bucket",
)

GIVE_UP = Command(
    """
    update media_object
    set state = 'going'
    where bucket = $1
      and key = $2
      and due_at <= $3
    """
)

GIVE_UP_UNUSED = Command(
    """
    update media_object
    set state = 'going',
      due_at = $3
    where bucket = $1
      and key = $2
      and not exists (
        select
        from media_use
        where bucket = $1
          and key = $2
      )
    """
)

GOING = Query(
    str,
    """
    select key
    from media_object
    where due_at is not null
      and state = 'going'
    order by due_at
    limit $1
    """,
    buckets="scatter",
    why="the worker deletes what an earlier sweep gave up in every bucket",
)

LOCK_GOING = Query(
    str,
    """
    select key
    from media_object
    where bucket = $1
      and key = $2
      and state = 'going'
    for update
    """,
)

DELETE = Command(
    """
    delete from media_object
    where bucket = $1
      and key = $2
    """
)
