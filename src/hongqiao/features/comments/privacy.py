"""What comments holds of people: the rules of the data map."""

from hongqiao.features.comments.queries import privacy as sql
from hongqiao.kernel.holdings import Erase, Holding, Rows, Trace, With

TRACES = [
    Trace("comments", sql.COMMENTS),
]

HOLDINGS = [
    Holding(
        "comment_pin",
        "Which comment stands first under a note.",
        ("note_id",),
        "Each note’s thread says it.",
        Erase(sql.ERASE_COMMENT_PIN, ("bucket", "notes")),
    ),
    Holding(
        "comment_stat",
        "Sums of likes and replies.",
        ("comment_id",),
        Rows(sql.COMMENT_STAT_OF, ("comments:buckets", "comments")),
        With("comment"),
    ),
    Holding(
        "comment",
        "What people say under notes.",
        ("author_id", "note_author_id"),
        Rows(sql.COMMENT_OF, ("comments:buckets", "comments")),
        Erase(sql.ERASE_COMMENT, ("bucket", "notes")),
    ),
    Holding(
        "my_comment",
        "Which comments are somebody’s.",
        ("account_id",),
        Rows(sql.MY_COMMENT_OF),
        Erase(sql.ERASE_MY_COMMENT),
    ),
    Holding(
        "held_word",
        "Words at which somebody wants to look before they stand under their notes.",
        ("account_id",),
        Rows(sql.HELD_WORD_OF),
        Erase(sql.ERASE_HELD_WORD),
    ),
]
