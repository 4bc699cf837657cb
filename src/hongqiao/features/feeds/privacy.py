"""What feeds holds of people: the rules of the data map."""

from hongqiao.features.feeds.queries import privacy as sql
from hongqiao.kernel.holdings import Erase, Holding, nobody

_WORKED_OUT = "Worked out from whom they follow and what those publish."

HOLDINGS = [
    nobody(
        "explore_entry",
        "The order of everyone’s Explore.",
        "Ids of notes that everyone may see, arranged anew every few seconds.",
        "within minutes",
    ),
    Holding(
        "following_inbox",
        "That somebody follows many, and from which note on their inbox is complete.",
        ("account_id",),
        _WORKED_OUT,
        Erase(sql.ERASE_INBOX),
        "when they follow fewer",
    ),
    Holding(
        "following_inbox_note",
        "Ids of notes laid ready for who follows many; what they may see is asked when they read.",
        ("account_id",),
        _WORKED_OUT,
        Erase(sql.ERASE_INBOX_NOTES),
        "after 90 days, or when they follow fewer",
    ),
]
