"""What archives holds of people: the rules of the data map."""

from hongqiao.features.archives.queries import privacy as sql
from hongqiao.kernel.holdings import Erase, Holding, Rows

HOLDINGS = [
    Holding(
        "archive_out",
        "Archives that somebody asked for, and the files of them.",
        ("account_id",),
        Rows(sql.ARCHIVE_OUT_OF),
        Erase(
            sql.ERASE_ARCHIVE_OUT,
            leaves="Opens to nobody from then on; the worker deletes row and file within the hour.",
        ),
        "7 days after it was made",
    ),
    Holding(
        "archive_in",
        "Archives that somebody brought, and what came of them.",
        ("account_id",),
        Rows(sql.ARCHIVE_IN_OF),
        Erase(
            sql.ERASE_ARCHIVE_IN,
            leaves="Names nobody from then on; the worker deletes row and file within the hour.",
        ),
        "the file when it was read",
    ),
    Holding(
        "brought_note",
        "Which posts of other services are notes here.",
        ("account_id",),
        Rows(sql.BROUGHT_NOTE_OF),
        Erase(sql.ERASE_BROUGHT_NOTE),
    ),
    Holding(
        "brought_row",
        "What an archive of another site tells of things that are only there.",
        ("account_id",),
        Rows(sql.BROUGHT_ROW_OF),
        Erase(sql.ERASE_BROUGHT_ROW),
    ),
    Holding(
        "brought_picture",
        "Under which name a picture travels between sites.",
        ("account_id",),
        Rows(sql.BROUGHT_PICTURE_OF),
        Erase(sql.ERASE_BROUGHT_PICTURE),
    ),
]
