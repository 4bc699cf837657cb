"""What Explore for one reader is made of: actions, reasons, published settings, communities. Pure rules."""

import hashlib
from collections.abc import Mapping
from enum import IntEnum, StrEnum

import msgspec

from hongqiao.features.recommendation import hot, pool, spectrum, value
from hongqiao.kernel.language import base_of

SHIPPED = "shipped"
"""The light model of a site that has too few signals yet to learn one of its own."""
VERSION = "2"
"""Of the pipeline; part of the hash of its settings."""
KEPT_DAYS = 30
MIX_AT_MOST = 50
TOPICS_AT_MOST = 50


class Action(IntEnum):
    """What a reader did with a note; the number is stored."""

    SEEN = 0
    OPENED = 1
    LIKED = 2
    SAVED = 3
    COMMENTED = 4
    FOLLOWED = 5
    HIDDEN = 6
    SEARCHED = 7


POSITIVE = (Action.LIKED, Action.SAVED, Action.COMMENTED)
TASTE_WEIGHTS: Mapping[Action, float] = {
    Action.OPENED: 0.1,
    Action.LIKED: 1.0,
    Action.SAVED: 1.0,
    Action.COMMENTED: 1.5,
    Action.HIDDEN: -1.5,
    Action.SEARCHED: 0.5,
}
"""How far an action moves a reader's vector towards the note's."""
LONG = 2
"""An opening of this degree counts as liking: half a minute and more."""
DEGREES_S = (3.0, 30.0, 120.0)
"""Seconds from which an opening is of degree 1, 2, 3."""


class Why(StrEnum):
    """How a note was found; one of them is its reason."""

    FOLLOWED = "followed"
    NEAR = "near"
    TOPIC = "topic"
    TOPIC_FOLLOWED = "topic followed"
    INTEREST = "interest"
    SEARCHED = "searched"
    TASTE = "taste"
    AROUND = "around"
    LOVED = "loved"
    FRESH = "fresh"
    POPULAR = "popular"


class Reason(msgspec.Struct, frozen=True):
    """Why a note is there. `note_id`, `names` and `action` say more where they are filled."""

    why: Why
    names: tuple[str, ...] = ()
    note_id: int = 0
    action: int = 0
    is_new_author: bool = False


WEIGHTS: Mapping[str, float] = {
    **{name: weight for name, weight in value.WEIGHTS.items() if name != "explore"},
    "hot": 1.0,
    "near": 0.6,
    "followed": 0.15,
    "topic": 0.6,
    "searched": 0.4,
    "own_language": 0.1,
    "seen": -1.0,
}
"""What predictions and terms are worth in Explore."""

OPEN_WEIGHTS: Mapping[str, float] = {
    name: WEIGHTS[name]
    for name in ("hot", "bridge", "common", "dislike", "fresh", "followed", "topic", "interest", "less")
}
"""The terms of the feed that uses no activity: what everybody can see of a note, and what a reader chose."""


class FeedConfig(msgspec.Struct, frozen=True):
    """Every published number that decides the order. Change one, and the hash tells."""

    version: str = VERSION
    model: str = SHIPPED
    weights: Mapping[str, float] = msgspec.field(default_factory=lambda: dict(WEIGHTS))
    open_weights: Mapping[str, float] = msgspec.field(default_factory=lambda: dict(OPEN_WEIGHTS))
    action_points: Mapping[str, float] = msgspec.field(
        default_factory=lambda: {name: hot.WEIGHTS[name] for name in hot.COUNTED}
    )
    gamma: float = spectrum.GAMMA
    window: int = spectrum.WINDOW
    author_gap: int = spectrum.AUTHOR_GAP
    new_share: float = 1 / pool.EVERY
    new_impressions: int = 100
    new_hours: int = 48
    mix: int = 15
    newcomer_mix: int = 50
    language_share: float = 0.5
    newcomer_pages: int = 5
    candidates: int = 500

    @property
    def hash(self) -> str:
        """Twelve hex digits that change with any number here."""
        packed = msgspec.json.encode(self, order="sorted")
        return hashlib.blake2b(packed, digest_size=6).hexdigest()


CONFIG = FeedConfig()


def config_with(model: bytes | None) -> FeedConfig:
    """The settings with the site's own light model, which is named by its digest; None: the shipped one."""
    if not model:
        return CONFIG
    digest = hashlib.blake2b(model, digest_size=6).hexdigest()
    return msgspec.structs.replace(CONFIG, model=digest)


class Choice(msgspec.Struct, frozen=True):
    """What a reader chose. `mix`: percent of Explore in languages that they don’t read; None lets it be."""

    profiled: bool
    mix: int | None = None
    topics: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


def community_of(reads: tuple[str, ...]) -> str:
    """The community of readers that somebody belongs to: the language and region that they read first."""
    return reads[0] if reads else "und"


def bases_of(reads: tuple[str, ...]) -> frozenset[str]:
    """The languages that somebody reads, without scripts and regions."""
    return frozenset(base_of(tag) for tag in reads)


def degree_of(seconds: float) -> int:
    """How long an opening lasted, as one of four degrees."""
    return sum(seconds >= bound for bound in DEGREES_S)


def stance_of(done: Mapping[int, int]) -> int | None:
    """How a reader stands to a note, by {action: degree}: 1 likes, 0 saw, -1 hid it, None never saw it."""
    if not done:
        return None
    if Action.HIDDEN in done:
        return -1
    likes = any(action in done for action in POSITIVE) or done.get(Action.OPENED, 0) >= LONG
    return int(likes)
