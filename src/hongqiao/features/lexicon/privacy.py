"""What lexicon holds of people: the rules of the data map."""

from hongqiao.features.lexicon.queries import privacy as sql
from hongqiao.features.lexicon.store import CARDS_BUCKET
from hongqiao.kernel.holdings import Erase, Holding, Rows

HOLDINGS = [
    Holding(
        "saved_word",
        ("Words that somebody keeps to learn, with the sentence in which they met them."),
        ("account_id",),
        Rows(sql.SAVED_WORD_OF),
        Erase(sql.ERASE_SAVED_WORD),
    ),
    Holding(
        "card_edition",
        "Culture cards, every edition.",
        ("editor_id", "editor_handle"),
        Rows(sql.CARD_EDITION_OF, (CARDS_BUCKET, "account")),
        Erase(
            sql.ERASE_CARD_EDITION,
            (CARDS_BUCKET, "account"),
            leaves=(
                "A card explains a word to everyone, and others wrote on from it; it stays without a name."
            ),
        ),
    ),
]
