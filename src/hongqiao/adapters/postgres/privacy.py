"""What the outbox holds of people: the rule of the data map."""

from hongqiao.kernel.holdings import nobody

HOLDINGS = [
    nobody(
        "outbox",
        "Events on their way to their reactors.",
        "Ids, and words that are to be cleared away; a relay empties it within seconds.",
        "within seconds",
    ),
]
