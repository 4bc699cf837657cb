"""SQL of names: people, topics, places, popular queries, and the forms by which they are offered."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class Name(msgspec.Struct, frozen=True):
    """A name; `kind` is person, topic, place or query, `key` an account, a slug or folded words."""

    kind: str
    key: str
    shown: str
    notes: int


PUT_NAMES = Command(
    """
    insert into search_name (bucket, kind, key, shown, notes, tokens)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (bucket, kind, key)
    do update set notes = search_name.notes + excluded.notes
    """
)

SET_NAME = Command(
    """
    insert into search_name (bucket, kind, key, shown, notes, tokens)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (bucket, kind, key)
    do update set shown = excluded.shown, notes = excluded.notes, tokens = excluded.tokens
    """
)

DROP_NAMES = Command(
    """
    delete from search_name
    where bucket = $1
      and kind = $2
      and key = any($3::text[])
      and notes <= 0
    """
)

KEYS_OF = Query(
    str,
    """
    select key
    from search_name
    where bucket = $1
      and kind = $2
      and key > $3
    order by key
    limit $4
    """,
)

FORGET_NAMES = Command(
    """
    delete from search_name
    where bucket = $1
      and kind = $2
      and key = any($3::text[])
    """
)

DROP_ORPHANS = Command(
    """
    delete from search_form
    where bucket = $1
      and kind = $2
      and key = any($3::text[])
      and not exists (
        select
        from search_name
        where search_name.bucket = $1
          and search_name.kind = search_form.kind
          and search_name.key = search_form.key
      )
    """
)

PUT_FORM = Command(
    """
    insert into search_form (bucket, form, kind, key)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """
)

DROP_FORMS = Command(
    """
    delete from search_form
    where bucket = $1
      and kind = $2
      and key = $3
    """
)

BEGINNING_WITH = Query(
    Name,
    """
    select distinct name.kind, name.key, name.shown, name.notes
    from (
      select kind, key
      from search_form
      where bucket = $1
        and form >= $2
        and form < $3
      order by form
      limit 400
    ) as met
    join search_name as name on name.bucket = $1
      and name.kind = met.kind
      and name.key = met.key
    where name.notes > 0
    order by name.notes desc, name.key
    limit $4
    """,
)

HOLDING = Query(
    Name,
    """
    select distinct name.kind, name.key, name.shown, name.notes
    from unnest($3::text[]) as wanted (need)
    join search_name as name on name.bucket = $1
      and name.tokens @> wanted.need::int[]
    where name.kind = $2
      and name.notes > 0
    order by name.notes desc, name.key
    limit $4
    """,
)
