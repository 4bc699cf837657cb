"""SQL of all words under a note, in the order in which they were said."""

import msgspec

from hongqiao.kernel.sql import Query


class SaidUnder(msgspec.Struct, frozen=True):
    """A comment’s words, and whose they are."""

    id: int
    author_id: int
    words: str
    lang: str


SAID_UNDER = Query(
    SaidUnder,
    """
    select id, author_id, words, lang
    from comment
    where bucket = $1
      and note_id = $2
      and id > $3
      and state <> 1
    order by id
    limit $4
    """,
)
