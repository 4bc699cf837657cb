"""SQL of the search index of notes. Everything lies in one bucket: one node answers, see decision 0014."""

import msgspec

from hongqiao.features.search.model import Candidate
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.sql import Command, Query

BUCKET = bucket_of_name("search")


class Former(msgspec.Struct, frozen=True):
    """What an entry counted before, and of which state of the note it is."""

    id: int
    revision: int
    words: list[str]
    labels: list[str]


class Held(msgspec.Struct, frozen=True):
    """Of which state of a note an entry is."""

    revision: int
    lang: str
    audience: int
    analysis: int


class Share(msgspec.Struct, frozen=True):
    """What part of the entries holds a token."""

    token: int
    share: float


HELD = Query(
    Held,
    """
    select revision, lang, audience, analysis
    from search_note
    where bucket = $1
      and id = $2
    """,
)

TAKE_PLACES = Command(
    """
    insert into search_note (
      bucket, id, author_id, audience, revision, lang, made_at, words, labels, tokens, analysis
    )
    select $1, new.id, 0, 3, -1, '', $3, '{}', '{}', '{}', 0
    from unnest($2::bigint[]) as new (id)
    order by new.id
    on conflict do nothing
    """
)

FORMER = Query(
    Former,
    """
    select id, revision, words, labels
    from search_note
    where bucket = $1
      and id = any($2::bigint[])
    order by id
    limit 5000
    for update
    """,
)

PUT = Command(
    """
    insert into search_note (
      bucket, id, author_id, audience, revision, lang, made_at, words, labels, tokens, analysis
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    on conflict (bucket, id)
    do update set author_id = excluded.author_id, made_at = excluded.made_at, audience = excluded.audience,
      revision = excluded.revision, lang = excluded.lang,
      words = excluded.words, labels = excluded.labels, tokens = excluded.tokens, analysis = excluded.analysis
    where search_note.revision <= excluded.revision
    """
)

TAKE_OUT = Command(
    """
    delete from search_note
    where bucket = $1
      and id = any($2::bigint[])
    """
)

ENTRY_IDS = Query(
    int,
    """
    select id
    from search_note
    where bucket = $1
      and id > $2
    order by id
    limit $3
    """,
)

COUNT_WORDS = Command(
    """
    insert into search_word (bucket, word, notes)
    select $1, counted.word, counted.notes
    from unnest($2::text[], $3::int[]) as counted (word, notes)
    on conflict (bucket, word)
    do update set notes = search_word.notes + excluded.notes
    """
)

DROP_WORDS = Command(
    """
    delete from search_word
    where bucket = $1
      and word = any($2::text[])
      and notes <= 0
    """
)

IN_ERAS = Query(
    Candidate,
    """
    select entry.id, entry.author_id, entry.lang, entry.made_at, entry.tokens
    from (
      select distinct found.id
      from unnest($2::text[]) as wanted (need)
      cross join lateral (
        select held.id
        from search_note as held
        where held.bucket = $1
          and held.tokens @> wanted.need::int[]
          and held.tokens && $3::int[]
          and not held.tokens && $4::int[]
          and (
            held.audience = 0
            or held.author_id = $5
            or held.audience = 1 and held.author_id = any($8::bigint[])
          )
          and held.made_at >= $6
        order by held.made_at desc
        limit $7
      ) as found
    ) as met
    join search_note as entry on entry.bucket = $1
      and entry.id = met.id
    """,
)

ANYWHERE = Query(
    Candidate,
    """
    select entry.id, entry.author_id, entry.lang, entry.made_at, entry.tokens
    from (
      select distinct found.id
      from unnest($2::text[]) as wanted (need)
      cross join lateral (
        select held.id
        from search_note as held
        where held.bucket = $1
          and held.tokens @> wanted.need::int[]
          and not held.tokens && $3::int[]
          and (
            held.audience = 0
            or held.author_id = $4
            or held.audience = 1 and held.author_id = any($7::bigint[])
          )
          and held.made_at >= $5
        order by held.made_at desc
        limit $6
      ) as found
    ) as met
    join search_note as entry on entry.bucket = $1
      and entry.id = met.id
    """,
)

ENTRIES_OF = Query(
    Candidate,
    """
    select id, author_id, lang, made_at, tokens
    from search_note
    where bucket = $1
      and id = any($2::bigint[])
      and (audience = 0 or author_id = $3 or audience = 1 and author_id = any($4::bigint[]))
    limit 1000
    """,
)

LABELS_OF = Query(
    str,
    """
    select label.slug
    from search_note as entry
    cross join lateral unnest(entry.labels) as label (slug)
    where entry.bucket = $1
      and entry.id = any($2::bigint[])
    limit 1000
    """,
)

SHARES = Query(
    Share,
    """
    select common.token, common.share::float8 as share
    from pg_stats
    cross join lateral unnest(most_common_elems::text::int[], most_common_elem_freqs) as common (token, share)
    where tablename = 'search_note'
      and attname = 'tokens'
      and schemaname = current_schema()
    limit 20000
    """,
)

HOW_MANY = Query(
    float,
    """
    select reltuples::float8
    from pg_class
    where oid = to_regclass('search_note')
    """,
)

LIKE_WORDS = Query(
    str,
    """
    select word
    from search_word
    where bucket = $1
      and word % $2
      and notes > 0
    order by similarity(word, $2) desc, notes desc
    limit $3
    """,
)

KNOWN_WORDS = Query(
    str,
    """
    select word
    from search_word
    where bucket = $1
      and word = any($2::text[])
      and notes > 0
    limit 100
    """,
)

GATHER_STATISTICS = Command(
    """
    analyze search_note
    """
)
