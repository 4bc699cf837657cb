"""What reports and cases are, how urgent one is, and who may decide or contest what: pure rules."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from hongqiao.features.translation import Text
from hongqiao.features.trust.records import SubjectKind
from hongqiao.kernel.bounds import declare_bound
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.text import clean_block, clean_line

OPEN, DECIDED, APPEALED, CLOSED = 0, 1, 2, 3
"""States of a case: to be decided, decided, contested, and decided for the second time."""

WORDS_LENGTH = declare_bound("report", 2_000)
CONTACT_LENGTH = 120
MOST_URGENT = 4
MANY_REPORTS = 3
STAFF = ("moderator", "admin")
Form = Literal["house", "law"]
"""Whether a report says that the house’s rules are broken, or that something is against the law."""

URGENCY = {
    "minor-safety": 4,
    "intimate-image": 4,
    "self-harm": 4,
    "violence": 3,
    "hate": 3,
    "harassment": 3,
    "scam": 3,
    "adult-content": 2,
    "copied-work": 2,
    "misleading": 1,
    "undeclared-ad": 1,
    "spam": 1,
    "other": 1,
}
"""Every category, and how urgent one report of it is, 1 to 4. Order of the form. Our own choice."""

CLAUSES = {
    "minor-safety": "1.1",
    "intimate-image": "1.2",
    "self-harm": "1.3",
    "violence": "1.4",
    "hate": "2.1",
    "harassment": "2.2",
    "adult-content": "2.3",
    "scam": "3.1",
    "undeclared-ad": "3.2",
    "spam": "3.3",
    "copied-work": "4.1",
    "misleading": "4.2",
    "other": "5.1",
}
"""The clause of the house’s rules that each category falls under."""

TERMS_VERSION = "2026.1"
ACTIONS: dict[str, tuple[str, ...]] = {
    "note": ("none", "label", "warn", "age-gate", "demote", "hide", "remove"),
    "comment": ("none", "hide", "remove"),
    "account": ("none", "pause-reports", "restrict", "hide", "suspend", "terminate"),
}
"""What can be decided about each kind of subject, mildest first."""

NEEDS_TWO = frozenset({"terminate"})
"""What one moderator proposes and another decides."""

SEVERE = frozenset({"minor-safety", "intimate-image", "self-harm", "violence"})
"""Categories whose words are folded and whose cases are counted, for the sake of those who look at them."""

SEVERE_A_DAY = 12
"""Severe cases after which a break is suggested, where a moderator chose no other number. Our own choice."""

DAYS = (1, 3, 7, 30, 180)
"""How long a restriction can last, where it is not without end."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A subject as it was when it was reported. `parties` are those who cannot be impartial about it."""

    subject: str  # "note:tYXa"
    kind: SubjectKind
    person_id: int
    handle: str
    parties: tuple[int, ...]
    path: str
    version: str
    texts: tuple[Text, ...]
    pictures: tuple[str, ...] = ()


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a report says. A name and an address are asked of those who report by law without an account."""

    category: str
    words: str = ""
    lang: str = "und"
    form: Form = "house"
    name: str = ""
    email: str = ""
    is_sure: bool = False


class Case(msgspec.Struct, frozen=True):
    """A subject that somebody reported, and how it stands."""

    id: int
    subject: str
    subject_kind: SubjectKind
    person_id: int
    parties: list[int]
    category: str
    priority: int
    reports: int
    state: int
    claimed_by: int | None
    decision_id: int | None
    outcome: str
    reported_at: datetime
    decided_at: datetime | None
    asked_by: int | None = None
    is_flagged: bool = False

    @property
    def is_severe(self) -> bool:
        return self.category in SEVERE


class Progress(msgspec.Struct, frozen=True):
    """How a report stands, for whoever made it. `outcome` is an action, "none", or empty until decided."""

    id: int
    category: str
    words: str
    lang: str
    made_at: datetime
    subject_kind: str
    is_open: bool
    is_contested: bool
    outcome: str
    decided_at: datetime | None


def checked_report(told: Told) -> Told:
    """The report with its words cleaned. Raises Invalid with a message for each field that is wrong."""
    wrong: dict[str, str] = {}
    words = _cleaned("words", told.words, WORDS_LENGTH, wrong)
    name, email = _line("name", told.name, wrong), _line("email", told.email, wrong)
    if told.category not in URGENCY:
        wrong["category"] = mark("Say what is wrong with it.")
    if told.form == "law":
        if len(words) < 20 and "words" not in wrong:
            wrong["words"] = mark("Explain in a sentence or two why this is against the law, and where.")
        if not told.is_sure:
            wrong["is_sure"] = mark("Confirm that what you say is right and complete as far as you know.")
    if email and ("@" not in email or " " in email):
        wrong["email"] = mark("This doesn’t look like an email address.")
    if wrong:
        raise Invalid(fields=wrong)
    return msgspec.structs.replace(told, words=words, name=name, email=email)


def checked_words(words: str, name: str = "words") -> str:
    """What somebody says in a case, cleaned. Raises Invalid when nothing is left or it is too long."""
    wrong: dict[str, str] = {}
    cleaned = _cleaned(name, words, WORDS_LENGTH, wrong)
    if not cleaned and not wrong:
        wrong[name] = mark("Write something first.")
    if wrong:
        raise Invalid(fields=wrong)
    return cleaned


def priority_of(category: str, *, reports: int, is_by_law: bool, is_flagged: bool = False) -> int:
    """How urgent a case is, 1 to 4: its category, many reports, a notice that points to a law, and a trusted
    flagger.
    """
    return min(MOST_URGENT, URGENCY[category] + (reports >= MANY_REPORTS) + is_by_law + is_flagged)


def is_party(account_id: int | None, case: Case, reporters: Sequence[int]) -> bool:
    """Whether somebody has a stake: made it, stands near it, or reported it."""
    return account_id in (case.person_id, *case.parties, *reporters)


def may_decide(account_id: int | None, role: str, case: Case, reporters: Sequence[int]) -> bool:
    """Staff without a stake decide."""
    return role in STAFF and not is_party(account_id, case, reporters)


def may_answer_appeal(
    account_id: int | None, role: str, case: Case, reporters: Sequence[int], *, decided_by: int
) -> bool:
    """As may_decide, and never whoever took the decision."""
    return may_decide(account_id, role, case, reporters) and account_id != decided_by


def _cleaned(name: str, words: str, limit: int, wrong: dict[str, str]) -> str:
    try:
        cleaned = clean_block(words)
    except ValueError as unusable:
        wrong[name] = str(unusable)
        return ""
    if len(cleaned) > limit:
        wrong[name] = mark("This is too long.")
    return cleaned


def _line(name: str, words: str, wrong: dict[str, str]) -> str:
    try:
        cleaned = clean_line(words)
    except ValueError as unusable:
        wrong[name] = str(unusable)
        return ""
    if len(cleaned) > CONTACT_LENGTH:
        wrong[name] = mark("This is too long.")
    return cleaned
