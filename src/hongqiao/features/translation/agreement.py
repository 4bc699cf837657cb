"""Rules of corrections: who may suggest and vote, when readers agree, and what no suggestion may do."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from hongqiao.features.translation import checks
from hongqiao.features.translation.protect import pieces_of
from hongqiao.kernel.errors import mark
from hongqiao.kernel.language import base_of

State = Literal["open", "here", "everywhere", "declined", "refused", "taken-back", "reverted"]
"""open: asked of readers. here: the author took it for this place. everywhere: readers agreed on it.
declined: readers said no. refused: the author said no. taken-back: by who suggested it. reverted: undone."""

SHOWN = frozenset({"here", "everywhere"})
OPEN_TO_VOTES = frozenset({"open", "here"})
YES_NEEDED = 3
NO_NEEDED = 3
KNOWN_NEEDED = 2
"""So many on the side that wins are accounts that were no longer new: three new ones take three minutes."""

_SAME_ON_BOTH_SIDES = frozenset(
    {"url", "email", "mention", "topic", "placeholder", "phone", "code", "handle"}
)
_VALUED = frozenset({"price", "measure"})
_REFUSALS = {
    "empty": mark("A part is empty. Every part needs its words."),
    "same": mark("A part is still the original, not a translation."),
    "script": mark("A part isn’t in the language you’re translating into."),
    "numbers": mark("A number differs from the original. Keep its value."),
    "currency": mark("A currency differs from the original. Leave prices as they were written."),
    "entities": mark("Links, mentions, topics and code stay as they are: one is missing, new or different."),
    "values": mark("A price or measure differs from the original. Leave it as it was written."),
    "length": mark(
        "A part is much longer or shorter than the original. Say what it says, no more and no less."
    ),
}
_NO_TRANSLATION = mark("This doesn’t read as a translation of that part.")


class Correction(msgspec.Struct, frozen=True):
    """A suggestion for a text at one place (`ref`); `written` and `said` are the segments it changes."""

    key: bytes
    target: str
    id: int
    ref: str
    text_key: bytes
    source: str
    shared: bool
    person_id: int
    words: str
    written: list[str]
    said: list[str]
    checks: list[str]
    state: str
    settled_by: int | None
    made_at: datetime
    settled_at: datetime | None


class Vote(msgspec.Struct, frozen=True):
    """Yes or no, by somebody whose first language is `first_lang`; `is_known`: no new account."""

    yes: bool
    first_lang: str
    is_known: bool


def knows_both(reads: Sequence[str], source: str, target: str) -> bool:
    """Whether somebody with these languages can judge a translation of this pair."""
    bases = {base_of(tag) for tag in reads}
    return base_of(source) != base_of(target) and {base_of(source), base_of(target)} <= bases


def agreed(votes: Sequence[Vote], source: str, target: str) -> Literal["open", "everywhere", "declined"]:
    """The published rule, of votes by people who read both languages.

    Accepted: at least three yes, at least twice as many yes as no, and among the yes somebody whose first
    language is the source and somebody whose first language is the target. Declined: at least three no,
    and at least twice as many no as yes. Either way two of the winning side are accounts that aren’t new.
    """
    yes = [base_of(vote.first_lang) for vote in votes if vote.yes]
    no = len(votes) - len(yes)
    known = Counter(vote.yes for vote in votes if vote.is_known)
    both = {base_of(source), base_of(target)} <= set(yes)
    if len(yes) >= YES_NEEDED and len(yes) >= 2 * no and both and known[True] >= KNOWN_NEEDED:
        return "everywhere"
    if no >= NO_NEEDED and no >= 2 * len(yes) and known[False] >= KNOWN_NEEDED:
        return "declined"
    return "open"


def may_vote(correction: Correction, person_id: int | None, author_id: int, reads: Sequence[str]) -> bool:
    """Readers of both languages, except who suggested it and who wrote the text."""
    return (
        person_id is not None
        and person_id not in (correction.person_id, author_id)
        and correction.state in OPEN_TO_VOTES
        and knows_both(reads, correction.source, correction.target)
    )


def may_accept(correction: Correction, person_id: int | None, author_id: int, reads: Sequence[str]) -> bool:
    """The author of the text, of what is open, when they read the language that it is in."""
    bases = {base_of(tag) for tag in reads}
    return person_id == author_id and correction.state == "open" and correction.target in bases


def may_refuse(correction: Correction, person_id: int | None, author_id: int) -> bool:
    """The author of the text, at any time while it is open or shown."""
    return person_id == author_id and correction.state in OPEN_TO_VOTES | SHOWN


def may_take_back(correction: Correction, person_id: int | None) -> bool:
    """Who suggested it, at any time while it is open or shown."""
    return person_id == correction.person_id and correction.state in OPEN_TO_VOTES | SHOWN


def may_revert(correction: Correction, role: str) -> bool:
    """Moderators undo what is shown, and what is open."""
    return role in ("moderator", "admin") and correction.state in OPEN_TO_VOTES | SHOWN


def trouble_with(written: str, said: str, source: str, target: str) -> str:
    """Why these words cannot stand for the segment, as a marked message; "" when they can.

    The checks that engines go through, and stricter ones where people have no excuse: every link, mention
    and topic on both sides, and prices and measures to the digit.
    """
    found = checks.findings(written, said, source=source, target=target)
    if "empty" in found:
        return _REFUSALS["empty"]
    if _entities(written) != _entities(said):
        return _REFUSALS["entities"]
    if "same" in found:
        return _REFUSALS["same"]
    if _values(written) != _values(said):
        return _REFUSALS["values"]
    for name in ("currency", "numbers", "script", "length"):
        if name in found:
            return _REFUSALS[name]
    return _NO_TRANSLATION if checks.refuses(found) else ""


def warnings_of(written: Sequence[str], said: Sequence[str], source: str, target: str) -> tuple[str, ...]:
    """What the checks noticed and people may know better: kept beside the correction, never refusing it."""
    found = (
        name
        for one, other in zip(written, said, strict=True)
        for name in checks.findings(one, other, source=source, target=target)
    )
    return tuple(dict.fromkeys(found))


def _entities(text: str) -> Counter[str]:
    return _of_kinds(text, _SAME_ON_BOTH_SIDES)


def _values(text: str) -> Counter[str]:
    """Digits of prices and measures, whatever sign or blank stands beside them."""
    digits = Counter[str]()
    for words, times in _of_kinds(text, _VALUED).items():
        digits["".join(sign for sign in words if sign.isdecimal())] += times
    return digits


def _of_kinds(text: str, kinds: frozenset[str]) -> Counter[str]:
    entities = (piece.entity for piece in pieces_of(text, target="") if piece.entity is not None)
    return Counter(entity.written.rstrip() for entity in entities if entity.kind in kinds)
