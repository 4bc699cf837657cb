"""What recommendation holds of people: the rules of the data map."""

from hongqiao.features.recommendation.queries import privacy as sql
from hongqiao.kernel.holdings import Erase, Holding, Rows, nobody

HOLDINGS = [
    Holding(
        "feed_event",
        "What a reader saw, opened, liked, hid.",
        ("account_id",),
        Rows(sql.FEED_EVENT_OF),
        Erase(sql.ERASE_FEED_EVENT),
        "30 days after it happened",
    ),
    Holding(
        "note_reader",
        "How a reader took a note, beside the note.",
        ("account_id",),
        Rows(sql.NOTE_READER_OF, ("account",)),
        Erase(sql.ERASE_NOTE_READER, ("account", "bucket", "notes")),
        "30 days after it happened",
    ),
    Holding(
        "note_audience",
        "Sums of how communities took a note.",
        ("note_id",),
        "Sums over readers; they name nobody.",
        Erase(sql.ERASE_NOTE_AUDIENCE, ("bucket", "notes")),
    ),
    Holding(
        "note_vector",
        "Vectors of notes.",
        ("note_id",),
        Rows(sql.NOTE_VECTOR_OF, ("bucket", "notes")),
        Erase(sql.ERASE_NOTE_VECTOR, ("bucket", "notes")),
    ),
    Holding(
        "reader_taste",
        "A reader’s taste, one vector.",
        ("account_id",),
        Rows(sql.READER_TASTE_OF),
        Erase(sql.ERASE_READER_TASTE),
        "30 days after the last of what it was made of",
    ),
    Holding(
        "reader_search",
        "What a reader’s last searches were about, as vectors.",
        ("account_id",),
        Rows(sql.READER_SEARCH_OF),
        Erase(sql.ERASE_READER_SEARCH),
        "30 days after it happened",
    ),
    Holding(
        "feed_choice",
        "What a reader chose for their Explore.",
        ("account_id",),
        Rows(sql.FEED_CHOICE_OF),
        Erase(sql.ERASE_FEED_CHOICE),
    ),
    Holding(
        "feed_weight",
        "What a reader wants more or less of.",
        ("account_id",),
        Rows(sql.FEED_WEIGHT_OF),
        Erase(sql.ERASE_FEED_WEIGHT),
    ),
    Holding(
        "feed_served",
        "Which notes a reader was served, and why.",
        ("account_id",),
        Rows(sql.FEED_SERVED_OF),
        Erase(sql.ERASE_FEED_SERVED),
        "30 days after it happened",
    ),
    nobody(
        "feed_stock",
        "Notes that Explore can show now, laid ready; models of ranking, for 30 days after the next.",
        "Laid anew every few seconds from notes that everyone may see; models are weights of features.",
        "within seconds; models 30 days",
    ),
    nobody("feed_config", "The published settings of ranking.", "Settings; they name nobody."),
]
