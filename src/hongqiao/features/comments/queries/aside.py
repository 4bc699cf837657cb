"""SQL of comments that few see, and of the words that make them wait."""

import msgspec

from hongqiao.features.comments.store import Held
from hongqiao.kernel.sql import Command, Query


class HeldWord(msgspec.Struct, frozen=True):
    """A word, or several that stand together, that somebody wants to look at first."""

    id: int
    words: str


WORDS = Query(
    HeldWord,
    """
    select id, words
    from held_word
    where bucket = $1
      and account_id = $2
    order by id desc
    limit 200
    """,
)

ADD_WORD = Command(
    """
    insert into held_word (bucket, account_id, id, words, made_at)
    values ($1, $2, $3, $4, $5)
    """
)

DROP_WORD = Command(
    """
    delete from held_word
    where bucket = $1
      and account_id = $2
      and id = $3
    """
)

LET_IN = Query(
    Held,
    """
    update comment
    set state = 0
    where bucket = $1
      and id = $2
      and state = 3
    returning id, note_id, parent_id, author_id
    """,
)

PUT_ASIDE = Query(
    Held,
    """
    update comment
    set state = 4, reason = $3, once_key = null
    where bucket = $1
      and id = $2
      and state in (0, 3)
    returning id, note_id, parent_id, author_id
    """,
)

TAKE_BACK = Command(
    """
    update comment
    set state = 1, once_key = null
    where bucket = $1
      and id = $2
      and state in (3, 4)
    """
)
