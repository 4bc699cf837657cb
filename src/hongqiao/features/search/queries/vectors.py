"""SQL of sentence vectors; the table is there only where the server has pgvector."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class NearRow(msgspec.Struct, frozen=True):
    """An entry near a vector."""

    id: int
    author_id: int
    lang: str
    made_at: datetime
    cosine: float


WANT = Command(
    """
    insert into search_wanting (bucket, id)
    select $1, wanted.id
    from unnest($2::bigint[]) as wanted (id)
    on conflict do nothing
    """
)

TAKE_WANTED = Query(
    int,
    """
    delete from search_wanting
    where bucket = $1
      and id in (
        select id
        from search_wanting
        where bucket = $1
        order by id desc
        limit $2
        for update skip locked
      )
    returning id
    """,
)

HAS_VECTOR = Query(
    bool,
    """
    select exists (
      select 1
      from search_vector
      where bucket = $1
        and id = $2
        and revision = $3
        and version = $4
    )
    """,
)

HAS_VECTORS = Query(
    bool,
    """
    select to_regclass('search_vector') is not null
    """,
)

PUT_VECTOR = Command(
    """
    insert into search_vector (bucket, id, version, revision, code, vector)
    values (
      $1, $2, $3, $4, binary_quantize($5::text::halfvec(512))::bit(512), $5::text::halfvec(512)
    )
    on conflict (bucket, id)
    do update set version = excluded.version, revision = excluded.revision, code = excluded.code,
      vector = excluded.vector
    """
)

TAKE_OUT_VECTOR = Command(
    """
    delete from search_vector
    where bucket = $1
      and id = any($2::bigint[])
    """
)

NEAR = Query(
    NearRow,
    """
    with close as materialized (
      select id, version, vector
      from search_vector
      where bucket = $1
      order by code <~> binary_quantize($2::text::halfvec(512))::bit(512)
      limit $3
    )
    select close.id, entry.author_id, entry.lang, entry.made_at,
      1 - (close.vector <=> $2::text::halfvec(512)) as cosine
    from close
    join search_note as entry on entry.bucket = $1
      and entry.id = close.id
    where close.version = $4
      and (
        entry.audience = 0
        or entry.author_id = $5
        or entry.audience = 1 and entry.author_id = any($7::bigint[])
      )
    order by cosine desc
    limit $6
    """,
)

LOOK_WIDELY = Command(
    """
    set local hnsw.ef_search = 400
    """
)
