"""What feeds holds of people: the rules of the data map."""

from hongqiao.kernel.holdings import nobody

HOLDINGS = [
    nobody(
        "explore_entry",
        "The order of everyone’s Explore.",
        "Ids of notes that everyone may see, arranged anew every few seconds.",
        "within minutes",
    ),
]
