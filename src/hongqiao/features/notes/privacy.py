"""What notes holds of people: the rules of the data map."""

from hongqiao.features.notes.queries import privacy as sql
from hongqiao.kernel.holdings import Erase, Holding, Rows, Trace, With

TRACES = [
    Trace("notes", sql.NOTES),
]

HOLDINGS = [
    Holding(
        "draft", "Notes that are being written.", ("account_id",), Rows(sql.DRAFT_OF), Erase(sql.ERASE_DRAFT)
    ),
    Holding(
        "note_picture",
        "Which pictures a note shows, with their descriptions.",
        ("note_id",),
        Rows(sql.NOTE_PICTURE_OF, ("bucket", "notes")),
        Erase(sql.ERASE_NOTE_PICTURE, ("bucket", "notes")),
    ),
    Holding(
        "note_revision",
        "The words of a note as they stood before each edit.",
        ("note_id",),
        Rows(sql.NOTE_REVISION_OF, ("bucket", "notes")),
        Erase(sql.ERASE_NOTE_REVISION, ("bucket", "notes")),
    ),
    Holding(
        "note_stat",
        "Sums of likes, saves and comments.",
        ("note_id",),
        Rows(sql.NOTE_STAT_OF, ("bucket", "notes")),
        Erase(sql.ERASE_NOTE_STAT, ("bucket", "notes")),
    ),
    Holding(
        "topic",
        "Topics by their slug, and how many notes are about each.",
        (),
        "A topic is what notes are about; it names nobody.",
        With("topic_note"),
    ),
    Holding(
        "topic_note",
        "Which notes are about which topic.",
        ("note_id",),
        "Each note says its topics.",
        With("note"),
    ),
    Holding(
        "note",
        "Notes: words, place, topics, audience.",
        ("author_id",),
        Rows(sql.NOTE_OF),
        Erase(sql.ERASE_NOTE),
    ),
]
