"""SQL of the lexicon: word books, by account; editions of culture cards, all in one bucket."""

from datetime import datetime

import msgspec

from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.sql import Command, Query

CARDS_BUCKET = bucket_of_name("culture cards")
"""Of all editions of cards: every process reads them together."""


class SavedWord(msgspec.Struct, frozen=True):
    """A word in somebody's word book, with the sentence in which they met it."""

    id: int
    lang: str
    word: str
    reading: str
    meaning: str
    meaning_lang: str
    sentence: str
    path: str
    made_at: datetime


class EditionRow(msgspec.Struct, frozen=True):
    """One edition of a card as it is stored; `body` is JSON."""

    edition: int
    body: str
    editor_handle: str
    made_at: datetime


class NewestCard(msgspec.Struct, frozen=True):
    """The newest edition of one card; `body` is JSON."""

    lang: str
    term: str
    body: str


SAVE_WORD = Command(
    """
    insert into saved_word (
      bucket, id, account_id, lang, word, reading, meaning, meaning_lang, sentence, path, made_at
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    on conflict (bucket, account_id, lang, word) do nothing
    """
)

WORD_COUNT = Query(
    int,
    """
    select count(*)
    from saved_word
    where bucket = $1
      and account_id = $2
    """,
)

WORDS = Query(
    SavedWord,
    """
    select id, lang, word, reading, meaning, meaning_lang, sentence, path, made_at
    from saved_word
    where bucket = $1
      and account_id = $2
      and id < $3
    order by id desc
    limit $4
    """,
)

REMOVE_WORD = Command(
    """
    delete from saved_word
    where bucket = $1
      and id = $2
      and account_id = $3
    """
)

FORGET_WORDS = Command(
    """
    delete from saved_word
    where bucket = $1
      and account_id = $2
    """
)

EDITIONS = Query(
    EditionRow,
    """
    select edition, body, editor_handle, made_at
    from card_edition
    where bucket = $1
      and lang = $2
      and term = $3
    order by edition desc
    limit 100
    """,
)

ADD_EDITION = Command(
    """
    insert into card_edition (bucket, lang, term, edition, body, editor_id, editor_handle, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (bucket, lang, term, edition) do nothing
    """
)

EDITION_COUNT = Query(
    int,
    """
    select count(*)
    from card_edition
    where bucket = $1
    """,
)

CARD_COUNT = Query(
    int,
    """
    select count(*)
    from card_edition
    where bucket = $1
      and edition = 1
    """,
)

NEWEST_CARDS = Query(
    NewestCard,
    """
    select distinct on (lang, term) lang, term, body
    from card_edition
    where bucket = $1
    order by lang, term, edition desc
    limit $2
    """,
)
