"""SQL by which new notes of one author come in, one or many by the same statements."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class OfDraft(msgspec.Struct, frozen=True):
    """A note and the draft that it was made of."""

    draft_id: int
    note_id: int


INSERT_NOTES = Query(
    OfDraft,
    """
    insert into note (
      bucket, id, author_id, draft_id, title, body, lang, place, subject, audience, is_ai, commercial,
      cover_style, topics, picture_count, made_at, chosen_audience, replies
    )
    select $1, given.id, $2, given.draft_id, given.title, given.body, given.lang, given.place,
      given.subject, given.audience, given.is_ai, given.commercial, given.cover_style,
      string_to_array(given.topics, ' '), given.picture_count, given.made_at, given.chosen_audience,
      given.replies
    from unnest(
      $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::smallint[],
      $11::boolean[], $12::text[], $13::text[], $14::text[], $15::smallint[], $16::timestamptz[],
      $17::smallint[], $18::smallint[]
    ) as given (
      id, draft_id, title, body, lang, place, subject, audience, is_ai, commercial, cover_style, topics,
      picture_count, made_at, chosen_audience, replies
    )
    on conflict (bucket, author_id, draft_id) do nothing
    returning draft_id, id as note_id
    """,
)

NOTES_OF_DRAFTS = Query(
    OfDraft,
    """
    select draft_id, id as note_id
    from note
    where bucket = $1
      and author_id = $2
      and draft_id = any($3::bigint[])
    limit 1000
    """,
)

FIRST_REVISIONS = Command(
    """
    insert into note_revision (bucket, note_id, revision, title, body, made_at)
    select bucket, id, 1, title, body, made_at
    from note
    where bucket = $1
      and id = any($2::bigint[])
    """
)

DELETE_DRAFTS = Command(
    """
    delete from draft
    where bucket = $1
      and account_id = $2
      and id = any($3::bigint[])
    """
)
