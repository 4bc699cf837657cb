"""What media holds of people: the rules of the data map."""

from hongqiao.kernel.holdings import Holding, With

HOLDINGS = [
    Holding(
        "media_object",
        "Pictures: sizes, colours, and when one that nothing shows is deleted.",
        ("key",),
        "Each note says its pictures.",
        With("note_picture"),
        ("48 hours after it was taken, when nothing showed it; an hour after the last use ended"),
    ),
    Holding(
        "media_use",
        "Which subject shows a picture.",
        ("subject",),
        "Each note says its pictures.",
        With("note_picture"),
    ),
]
