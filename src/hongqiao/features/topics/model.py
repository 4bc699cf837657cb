"""Concepts, what people propose about them, and the rules of votes: pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.language import NAMES, UNDETERMINED, base_of
from hongqiao.kernel.text import clean_line, topic_slug

Kind = Literal["name", "merge", "split"]
State = Literal["open", "accepted", "declined", "taken-back", "undone"]
Act = Literal["proposed", "accepted", "declined", "taken-back", "undone"]

HASHTAG = "#"
"""Begins the key of a topic that no concept is known for: "#slug"."""
TRUSTED = frozenset({"moderator", "admin"})
"""Roles that decide about proposals and undo them."""
YES_NEEDED = 3
KNOWN_NEEDED = 2
"""So many on the side that wins are accounts that were no longer new."""
NO_NEEDED = 3
NAME_LANGS = tuple(tag for tag in NAMES if "-" not in tag and tag != "yue")
"""Languages in which a topic can have names; the scripts of Chinese are one."""


class Concept(msgspec.Struct, frozen=True):
    """What a topic is about: its names by language, the most usual one first."""

    id: str
    names: Mapping[str, tuple[str, ...]]

    @property
    def langs(self) -> frozenset[str]:
        """Languages in which it has a name."""
        return frozenset(self.names)


class Change(msgspec.Struct, frozen=True):
    """A proposal, or what became of one.

    name: `concept` is also called names[0] in `lang`. merge: `other` is the same as `concept`.
    split: `names`, each as "lang:name", leave `concept` and become a topic of their own.
    """

    id: int
    kind: str
    concept: str
    other: str
    lang: str
    names: list[str]
    sides: list[str]
    state: str
    person_id: int
    person_handle: str
    made_at: datetime
    applied_id: int

    @property
    def left(self) -> frozenset[str]:
        """Languages of the one side, of which each voter reads one."""
        return frozenset(self.sides[0].split())

    @property
    def right(self) -> frozenset[str]:
        """Languages of the other side."""
        return frozenset(self.sides[1].split())

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """`names` of a split as (language, name)."""
        return [pair_of(name) for name in self.names]


class Vote(msgspec.Struct, frozen=True):
    """Yes or no, by somebody whose first language is `first_lang`; `is_known`: no new account."""

    yes: bool
    first_lang: str
    is_known: bool


def pair_of(text: str) -> tuple[str, str]:
    """ "lang:name" taken apart."""
    lang, _, name = text.partition(":")
    return lang, name


def concept_of_key(key: str) -> Concept:
    """A hashtag as a concept of one name that is in no language."""
    return Concept(key, {UNDETERMINED: (key.removeprefix(HASHTAG),)})


def bases_of(reads: Sequence[str]) -> frozenset[str]:
    """The languages that somebody reads, as names are kept under them."""
    return frozenset("zh" if base_of(tag) == "yue" else base_of(tag) for tag in reads)


def sides_of(one: frozenset[str], other: frozenset[str]) -> list[str]:
    """Both sides as they are stored. A hashtag in no language is on everybody's side."""
    return [" ".join(sorted(side - {UNDETERMINED})) for side in (one, other)]


def knows_both(reads: Sequence[str], change: Change) -> bool:
    """Whether somebody can judge: they read a language of each side."""
    known = bases_of(reads)
    return all(not side or side & known for side in (change.left, change.right))


def may_vote(change: Change, person_id: int | None, reads: Sequence[str]) -> bool:
    """People who read a language of each side, except who proposed it."""
    is_other = person_id is not None and person_id != change.person_id
    return is_other and change.state == "open" and knows_both(reads, change)


def agreed(votes: Sequence[Vote], change: Change) -> Literal["open", "yes", "no"]:
    """The published rule, of votes by people who read a language of each side.

    Yes: at least three, at least twice as many as no, and among them somebody whose first language is of
    the one side and somebody whose first language is of the other. No: at least three, at least twice as
    many as yes. Either way two of the winning side are accounts that aren’t new.
    """
    yes = bases_of([vote.first_lang for vote in votes if vote.yes])
    count = sum(vote.yes for vote in votes)
    no = len(votes) - count
    heard = all(not side or side & yes for side in (change.left, change.right))
    known = Counter(vote.yes for vote in votes if vote.is_known)
    if count >= YES_NEEDED and count >= 2 * no and heard and known[True] >= KNOWN_NEEDED:
        return "yes"
    is_declined = no >= NO_NEEDED and no >= 2 * count and known[False] >= KNOWN_NEEDED
    return "no" if is_declined else "open"


def checked_name(name: str, lang: str) -> str:
    """The name as it will be kept; raises Invalid for none, a long one, or a language that we don't know."""
    if lang not in NAME_LANGS:
        raise Invalid(fields={"lang": mark("Choose a language.")})
    cleaned = clean_line(name.replace("#", " "))
    if not topic_slug(cleaned):
        raise Invalid(fields={"name": mark("Write a name: letters or signs that a hashtag can be made of.")})
    if len(cleaned) > 50:
        raise Invalid(fields={"name": mark("A name has at most 50 characters.")})
    return cleaned
