"""What topics holds of people: the rules of the data map."""

from hongqiao.features.topics.held import BUCKET
from hongqiao.features.topics.queries import privacy as sql
from hongqiao.kernel.holdings import Erase, Holding, Rows

HOLDINGS = [
    Holding(
        "topic_change",
        "What people propose about names of topics.",
        ("person_id", "person_handle"),
        Rows(sql.TOPIC_CHANGE_OF, (BUCKET, "account")),
        Erase(
            sql.ERASE_TOPIC_CHANGE,
            (BUCKET, "account"),
            leaves=(
                "What readers agreed on about a word belongs to all languages’ readers; "
                "it stays without a name."
            ),
        ),
    ),
    Holding(
        "topic_vote",
        "How people voted on it.",
        ("person_id",),
        Rows(sql.TOPIC_VOTE_OF, (BUCKET, "account")),
        Erase(sql.ERASE_TOPIC_VOTE, (BUCKET, "account")),
    ),
    Holding(
        "topic_log",
        "Who accepted or undid what.",
        ("person_id", "person_handle"),
        Rows(sql.TOPIC_LOG_OF, (BUCKET, "account")),
        Erase(
            sql.ERASE_TOPIC_LOG,
            (BUCKET, "account"),
            leaves=(
                "What readers agreed on about a word belongs to all languages’ readers; "
                "it stays without a name."
            ),
        ),
    ),
    Holding(
        "topic_follow",
        "Which topics somebody follows.",
        ("account_id",),
        Rows(sql.TOPIC_FOLLOW_OF),
        Erase(sql.ERASE_TOPIC_FOLLOW),
    ),
]
