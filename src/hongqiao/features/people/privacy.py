"""What people holds of people: the rules of the data map."""

from hongqiao.features.people.queries import privacy as sql
from hongqiao.kernel.holdings import Erase, Holding, Rows

HOLDINGS = [
    Holding(
        "follow_out",
        "Whom somebody follows.",
        ("account_id", "target_id"),
        Rows(sql.FOLLOW_OUT_OF),
        Erase(sql.ERASE_FOLLOW_OUT),
    ),
    Holding(
        "follow_in",
        "Who follows somebody.",
        ("account_id", "follower_id"),
        Rows(sql.FOLLOW_IN_OF),
        Erase(sql.ERASE_FOLLOW_IN),
    ),
    Holding(
        "boundary",
        "Whom somebody blocks or mutes, and who blocks them.",
        ("account_id", "other_id"),
        Rows(sql.BOUNDARY_OF),
        Erase(sql.ERASE_BOUNDARY, ("account",)),
    ),
    Holding(
        "follow_wish",
        "Whom somebody asked to follow.",
        ("account_id", "target_id"),
        Rows(sql.FOLLOW_WISH_OF),
        Erase(sql.ERASE_FOLLOW_WISH, ("account",)),
        "when it is answered",
    ),
    Holding(
        "follow_request",
        "Who asks to follow somebody whose account is private.",
        ("account_id", "asker_id"),
        Rows(sql.FOLLOW_REQUEST_OF),
        Erase(sql.ERASE_FOLLOW_REQUEST, ("account",)),
        "when it is answered",
    ),
    Holding(
        "word_filter",
        "Words and topics that somebody would rather not read.",
        ("account_id",),
        Rows(sql.WORD_FILTER_OF),
        Erase(sql.ERASE_WORD_FILTER),
    ),
    Holding(
        "counted_note",
        "Which notes stand in somebody’s count.",
        ("account_id",),
        Rows(sql.COUNTED_NOTE_OF),
        Erase(sql.ERASE_COUNTED_NOTE),
    ),
    Holding(
        "people_count",
        "Sums of followers, follows, likes and notes.",
        ("account_id",),
        Rows(sql.PEOPLE_COUNT_OF),
        Erase(sql.ERASE_PEOPLE_COUNT),
    ),
    Holding(
        "profile",
        "Name, handle, words about oneself and place.",
        ("account_id", "handle"),
        Rows(sql.PROFILE_OF),
        Erase(sql.ERASE_PROFILE),
    ),
]
