"""What search holds of people: the rules of the data map."""

from hongqiao.features.search.queries import privacy as sql
from hongqiao.features.search.store import BUCKET
from hongqiao.kernel.holdings import Erase, Holding, Rows, With

HOLDINGS = [
    Holding(
        "search_history",
        "What somebody searched for.",
        ("account_id",),
        Rows(sql.SEARCH_HISTORY_OF),
        Erase(sql.ERASE_SEARCH_HISTORY),
    ),
    Holding(
        "search_choice",
        "Whether their searches are kept.",
        ("account_id",),
        Rows(sql.SEARCH_CHOICE_OF),
        Erase(sql.ERASE_SEARCH_CHOICE),
    ),
    Holding(
        "search_asked",
        ("That somebody asked something, under a keyed hash, to count distinct people."),
        ("asker",),
        "A hash that leads back to nobody; one’s own searches are in one’s history.",
        With("search_history"),
        "30 days after it was asked last",
    ),
    Holding(
        "search_name",
        "Names of people, topics and places, to be found by.",
        ("key",),
        Rows(sql.SEARCH_NAME_OF, (BUCKET, "account")),
        Erase(sql.ERASE_SEARCH_NAME, (BUCKET, "account")),
    ),
    Holding(
        "search_form",
        "How somebody may begin to type a name.",
        ("key",),
        "Made from the name.",
        Erase(sql.ERASE_SEARCH_FORM, (BUCKET, "account")),
    ),
    Holding(
        "search_word",
        "Words of titles and topics of public notes, with how many use each.",
        (),
        "A word that others use too, or goes with its last note.",
        With("search_note"),
    ),
    Holding(
        "search_vector",
        "Sentence vectors of notes.",
        ("id",),
        "Made from the note’s words.",
        With("search_note"),
    ),
    Holding(
        "search_wanting",
        "Notes whose sentence vector is still to be made.",
        ("id",),
        "A note’s number, until the worker has made its vector.",
        Erase(sql.ERASE_SEARCH_WANTING, (BUCKET, "notes")),
        "when the vector is made, within minutes",
    ),
    Holding(
        "search_note",
        "The index of notes.",
        ("id", "author_id"),
        "Made from the note’s words.",
        Erase(sql.ERASE_SEARCH_NOTE, (BUCKET, "notes")),
    ),
]
