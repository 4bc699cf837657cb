"""What site holds of people: the rules of the data map."""

from hongqiao.kernel.holdings import nobody

HOLDINGS = [
    nobody("api_key", "Keys of the API, under names that the operator gave.", "The operator’s own programs."),
    nobody(
        "attempt",
        "Counts of tries within a window, under keyed hashes.",
        "The keys are hashes that nothing leads back from.",
        "with their window, within a day",
    ),
]
