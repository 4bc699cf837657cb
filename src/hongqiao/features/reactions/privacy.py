"""What reactions holds of people: the rules of the data map."""

from hongqiao.features.reactions.queries import privacy as sql
from hongqiao.kernel.holdings import Erase, Holding, Rows, Trace

TRACES = [
    Trace("boards", sql.BOARDS),
]

HOLDINGS = [
    Holding(
        "like_out", "What somebody likes.", ("account_id",), Rows(sql.LIKE_OUT_OF), Erase(sql.ERASE_LIKE_OUT)
    ),
    Holding(
        "like_in",
        "Who likes a note or a comment.",
        ("account_id",),
        ("The likes that somebody gave are in their own list; who liked them is those people’s."),
        Erase(sql.ERASE_LIKE_IN, ("bucket", "notes")),
    ),
    Holding(
        "save_in",
        "Who saved a note.",
        ("account_id",),
        ("The notes that somebody saved are on their boards; who saved theirs is those people’s."),
        Erase(sql.ERASE_SAVE_IN, ("bucket", "notes")),
    ),
    Holding(
        "board_note",
        "Which notes stand on somebody’s boards.",
        ("owner_id",),
        Rows(sql.BOARD_NOTE_OF),
        Erase(sql.ERASE_BOARD_NOTE),
    ),
    Holding(
        "board",
        "Boards: their names, open or private.",
        ("owner_id",),
        Rows(sql.BOARD_OF),
        Erase(sql.ERASE_BOARD),
    ),
]
