"""What translation holds of people: the rules of the data map."""

from hongqiao.features.translation.queries import privacy as sql
from hongqiao.kernel.holdings import Erase, Holding, Rows, With, nobody

HOLDINGS = [
    Holding(
        "translation_source",
        "Words that are translated, under a hash of them.",
        ("words",),
        "The words are where they were written.",
        With("translation_use"),
        "a day after it was asked for, when nothing uses it",
    ),
    Holding(
        "translation_use",
        "Which text uses the words.",
        ("subject", "ref"),
        "The words are where they were written.",
        With("note"),
    ),
    Holding(
        "translation",
        "Results of translation, by the hash of the words; who corrected one.",
        ("people",),
        "Results belong to the words.",
        Erase(
            sql.ERASE_TRANSLATION,
            ("account",),
            leaves=("A result belongs to words that others may use too; it stays without a name."),
        ),
    ),
    nobody(
        "translation_wish",
        "Who waits for which translation, under a keyed digest.",
        "The digest leads back to nobody.",
        "when the wait is over, within minutes",
    ),
    nobody(
        "translation_loan",
        "Texts that came through the API.",
        "Texts of a program, not of an account.",
        "after an hour",
    ),
    nobody("engine_spending", "What each engine took in a day.", "Sums; they name nobody."),
    Holding(
        "correction",
        "Better words that somebody suggested for a translation.",
        ("person_id", "settled_by"),
        Rows(sql.CORRECTION_OF, ("account",)),
        Erase(sql.ERASE_CORRECTION, ("account",)),
    ),
    Holding(
        "correction_vote",
        "How readers voted on it.",
        ("person_id",),
        Rows(sql.CORRECTION_VOTE_OF, ("account",)),
        Erase(sql.ERASE_CORRECTION_VOTE, ("account",)),
    ),
    Holding(
        "my_correction",
        "Which corrections are somebody’s.",
        ("account_id",),
        Rows(sql.MY_CORRECTION_OF),
        Erase(sql.ERASE_MY_CORRECTION),
    ),
    Holding(
        "segment_memory",
        "Segments that readers agreed on.",
        ("person_id",),
        "The same words as the correction.",
        Erase(sql.ERASE_SEGMENT_MEMORY, ("account",)),
    ),
    Holding(
        "segment_pattern",
        "The same without numbers and names.",
        ("person_id",),
        "The same words as the correction.",
        Erase(sql.ERASE_SEGMENT_PATTERN, ("account",)),
    ),
    Holding(
        "segment_use",
        "Which texts have a segment; hashes only.",
        (),
        "Hashes of words; they name nobody.",
        With("translation_source"),
    ),
]
