"""What screening finds in words and pictures, and what follows from it: pure values."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from hongqiao.kernel.errors import mark

Outcome = Literal["allow", "warn", "label", "hold", "refuse"]
"""Mildest first. `warn` asks before posting, `label` blurs a picture, `hold` waits for a person with a case,
`refuse` says no with a sentence. Nothing is ever dropped without a word.
"""

OUTCOMES: tuple[Outcome, ...] = ("allow", "warn", "label", "hold", "refuse")
VERSION = "screening-1"
"""Stands in statements of reasons; changes with every change of the rules."""

REASONS = {
    "contact-selling": mark("It offers something for sale and leads people to a private contact."),
    "scam": mark("It promises money or prizes in the way that swindles do."),
    "threat": mark("It reads like a threat, or like telling somebody to hurt themselves."),
    "sexual-offer": mark("It offers sexual services."),
    "drug-offer": mark("It offers drugs or forged papers for sale."),
    "many-links": mark("It has more links than a note needs."),
    "look-alike-link": mark(
        "A link in it is spelt with letters that only look like those of another address."
    ),
    "short-link": mark("A shortened link in it doesn’t show where it leads."),
    "repeated": mark("It repeats the same signs or lines over and over."),
    "flood": mark("Almost the same words were posted several times within a short time."),
    "many-accounts": mark("Almost the same words came from several accounts within a short time."),
    "new-crowd": mark("Many new accounts turned to the same note within an hour."),
    "phone": mark("a phone number"),
    "email": mark("an email address"),
    "id-number": mark("a number of an identity document"),
    "bank-account": mark("a bank account"),
    "card": mark("the number of a payment card"),
    "nudity": mark("Software thinks that a picture in it shows nakedness."),
    "known-picture": mark(
        "A picture in it is the same as one on a list of pictures that must not be spread."
    ),
    "translation": mark("Its translation says what the original doesn’t, or what the rules forbid."),
    "house-word": mark("It has words that this site looks at before they are shown."),
}
"""What is said to people about each finding; those about personal data are parts of a sentence."""

PERSONAL = frozenset({"phone", "email", "id-number", "bank-account", "card"})
CATEGORIES = {
    "contact-selling": "spam", "scam": "scam", "threat": "violence", "sexual-offer": "adult-content",
    "drug-offer": "other", "nudity": "adult-content", "known-picture": "other", "new-crowd": "harassment",
}  # fmt: skip
"""The category of the case; anything else is spam."""


class Finding(msgspec.Struct, frozen=True):
    """One thing that was found: the rule, what follows by itself, and where it stands."""

    reason: str
    outcome: Outcome
    rule: str = ""
    where: str = ""
    listed_as: str = ""

    @property
    def category(self) -> str:
        return self.listed_as or CATEGORIES.get(self.reason, "spam")


def worst(findings: Iterable[Finding]) -> Outcome:
    """The strongest of what follows; `allow` for nothing."""
    return max((one.outcome for one in findings), key=OUTCOMES.index, default="allow")


def of_outcome(findings: Iterable[Finding], outcome: Outcome) -> tuple[Finding, ...]:
    """The findings with this outcome, one a reason."""
    return tuple({one.reason: one for one in findings if one.outcome == outcome}.values())
