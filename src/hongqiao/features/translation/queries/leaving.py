"""SQL of what somebody's texts left in translation, found by who uses the words."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class Used(msgspec.Struct, frozen=True):
    """Words that a subject uses."""

    key: bytes
    words: str
    lang: str


class Suggested(msgspec.Struct, frozen=True):
    """A correction, and where it stands; no words."""

    key: bytes
    target: str
    id: int
    text_key: bytes
    source: str
    shared: bool
    written: list[str]


USED_BY = Query(
    Used,
    """
    select distinct used.key, coalesce(source.words, '') as words, coalesce(source.lang, '') as lang
    from translation_use as used
    left join translation_source as source on source.bucket = used.bucket
      and source.key = used.key
    where used.subject = any($1::text[])
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

DELETE_USES = Command(
    """
    delete from translation_use
    where bucket = $1
      and key = $2
      and subject = any($3::text[])
    """
)

SUGGESTED_BY = Query(
    Suggested,
    """
    select key, target, id, text_key, source, shared, written
    from correction
    where person_id = $1
    limit 200
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

DELETE_SUGGESTED = Command(
    """
    delete from correction
    where bucket = $1
      and key = $2
      and target = $3
      and id = $4
    """
)

DELETE_ITS_VOTES = Command(
    """
    delete from correction_vote
    where bucket = $1
      and key = $2
      and target = $3
      and correction_id = $4
    """
)
