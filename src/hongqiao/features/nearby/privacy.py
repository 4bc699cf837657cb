"""What nearby holds of people: the rules of the data map."""

from hongqiao.features.nearby.queries import privacy as sql
from hongqiao.kernel.holdings import Erase, Holding, Rows, With

HOLDINGS = [
    Holding(
        "nearby_reader",
        "In which cell of two kilometres somebody reads, if they asked for it.",
        ("account_id",),
        Rows(sql.NEARBY_READER_OF),
        Erase(sql.ERASE_NEARBY_READER),
        "when they take it back",
    ),
    Holding(
        "note_cell",
        "In which cell somebody’s note is.",
        ("note_id", "account_id"),
        Rows(sql.NOTE_CELL_OF),
        Erase(sql.ERASE_NOTE_CELL),
        "when they take it back",
    ),
    Holding(
        "nearby_note",
        "Notes by their tile.",
        ("note_id",),
        "The cell of each note says its tile.",
        With("note_cell"),
    ),
]
