"""The stock: public notes that Explore can show now, as arrays that a process searches in one go."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import hot, signals
from hongqiao.features.recommendation.meaning import DIMENSIONS
from hongqiao.kernel.ids import made_at_ms

STOCK, NEAR, LIGHT, ACROSS = "stock", "near", "light", "across"
"""Kinds of what the worker lays ready."""


def former(digest: str) -> str:
    """The kind of a light model of the site that another one replaced."""
    return f"{LIGHT}:{digest}"


LANG_DIMENSIONS = 8
_USUAL = {"click": 0.12, "like": 0.04, "save": 0.02, "comment": 0.01, "hide": 0.005}
"""Rates a view, until the site has its own."""
_USUAL_VIEWS = 1_000.0
_LANG_PULL = 0.5

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]


COLUMN = {name: at for at, name in enumerate(signals.FEATURES)}
"""Where a feature of the light ranking stands."""


class StockedNote(msgspec.Struct, frozen=True, array_like=True):
    """One note of the stock, as it is laid ready; `loved` are communities that like it more than most,
    `common` its rank by common ground (0: not judged yet).
    """

    id: int
    author_id: int
    lang: str
    subject: str
    topics: list[str]
    likes: int
    saves: int
    comments: int
    seen: int
    positive: int
    negative: int
    bridge: float = 0.0
    dislike: float = 0.0
    loved: list[str] = []
    common: float = 0.0
    opened: int = 0
    followers: int = 0
    pictures: int = 0
    title_length: int = 0
    body_length: int = 0
    has_place: bool = False


class Laid(msgspec.Struct, frozen=True):
    """The stock on its way from the worker to the pages; `vectors` are float16, 64 a note."""

    version: str
    notes: list[StockedNote]
    vectors: bytes


class Stock:
    """Arrays by index: what is column here is the same note at the same place."""

    def __init__(self, edition: int, laid: Laid) -> None:
        self.edition, self.version, self.notes = edition, laid.version, laid.notes
        self.ids = np.array([note.id for note in laid.notes], np.int64)
        self.authors = np.array([note.author_id for note in laid.notes], np.int64)
        self.langs = np.array([note.lang for note in laid.notes], object)
        self.likes, self.saves, self.comments, self.seen, self.positive, self.negative, self.opened = (
            np.array([getattr(note, name) for note in laid.notes], np.float32)
            for name in ("likes", "saves", "comments", "seen", "positive", "negative", "opened")
        )
        self.bridge = np.array([note.bridge for note in laid.notes], np.float32)
        self.common = np.array([note.common for note in laid.notes], np.float32)
        self.dislike = np.array([note.dislike for note in laid.notes], np.float32)
        self.made_s = np.array([made_at_ms(note.id) / 1000 for note in laid.notes], np.float64)
        held = np.frombuffer(laid.vectors, "<f2").astype(np.float32)
        self.meaning = held.reshape(len(laid.notes), DIMENSIONS)
        counts = dict(zip(hot.COUNTED, (self.likes, self.saves, self.comments, self.negative), strict=True))
        self.hot = hot.hot(hot.weighted_sum(counts), self.made_s)
        self.held_rising: tuple[int, dict[str, list[str]]] | None = None
        self.held_about: tuple[object, dict[str, Indices]] = (None, {})
        self.by_hot = np.argsort(-self.hot, kind="stable")
        self.newest = np.argsort(-self.made_s, kind="stable")

    def __len__(self) -> int:
        return len(self.notes)

    @cached_property
    def place(self) -> Mapping[int, int]:
        """Index by note id."""
        return {note.id: at for at, note in enumerate(self.notes)}

    def among(self, ids: Collection[int]) -> Indices:
        """Indices of those of these notes that are in stock, in any order."""
        if not len(self) or not ids:
            return np.zeros(0, np.int64)
        wanted = np.fromiter(ids, np.int64, len(ids))
        at = np.minimum(np.searchsorted(self.ids, wanted, sorter=self._rising), len(self) - 1)
        places = self._rising[at]
        return places[self.ids[places] == wanted]

    @cached_property
    def _rising(self) -> Indices:
        return np.argsort(self.ids, kind="stable")

    @cached_property
    def by_lang(self) -> Mapping[str, Indices]:
        """Indices of each language, the hottest first."""
        return self._grouped([[note.lang] for note in self.notes])

    @cached_property
    def by_topic(self) -> Mapping[str, Indices]:
        """Indices of each #topic and, under "~food", of each subject, the hottest first."""
        return self._grouped(
            [[*note.topics, *([f"~{note.subject}"] if note.subject else [])] for note in self.notes]
        )

    @cached_property
    def by_author(self) -> Mapping[int, Indices]:
        """Indices of each author, the hottest first."""
        return self._grouped([[note.author_id] for note in self.notes])

    @cached_property
    def topic_of(self) -> Sequence[str]:
        """The subject that the author chose, else the first #topic."""
        return [note.subject or (note.topics[0] if note.topics else "") for note in self.notes]

    @cached_property
    def spectrum(self) -> Floats:
        """(n, 72) unit vectors for the order of a page: meaning, and the language at their end."""
        langs = sorted(set(self.langs.tolist()))
        row = {lang: at % LANG_DIMENSIONS for at, lang in enumerate(langs)}
        tail = np.zeros((len(self), LANG_DIMENSIONS), np.float32)
        tail[np.arange(len(self)), [row[lang] for lang in self.langs]] = _LANG_PULL
        whole = np.concatenate([self.meaning, tail], axis=1)
        return whole / np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-9)

    @cached_property
    def traits(self) -> Floats:
        """(n, features) what the light ranking sees of the notes themselves; columns of readers are 0."""
        found = np.zeros((len(self), len(signals.FEATURES)), np.float32)
        counts = {"click": self.opened, "like": self.likes, "save": self.saves, "comment": self.comments}
        counts["hide"] = self.negative
        views = np.maximum.reduce([self.seen, *counts.values()])
        authors = np.unique(self.authors, return_inverse=True)[1]
        topics = np.unique(np.array(self.topic_of, object), return_inverse=True)[1] if len(self) else authors
        columns = {"impressions": np.log1p(self.seen), "bridge": self.bridge}
        columns["author_notes"] = np.log1p(np.bincount(authors)[authors] if len(self) else authors)
        columns["author_followers"] = np.log1p([note.followers for note in self.notes])
        columns["topics"] = np.log1p([len(note.topics) for note in self.notes])
        for name in ("pictures", "title_length", "body_length"):
            columns[name] = np.log1p([getattr(note, name) for note in self.notes])
        columns["has_place"] = np.array([note.has_place for note in self.notes], np.float32)
        columns["is_text_card"] = np.array([not note.pictures for note in self.notes], np.float32)
        for name, count in counts.items():
            usual = (count.sum() + _USUAL_VIEWS * _USUAL[name]) / (views.sum() + _USUAL_VIEWS)
            columns[f"note_{name}"] = signals.log_lift(count, views, usual)
            for whose, groups in (("author", authors), ("topic", topics)):
                together = np.bincount(groups, count)[groups], np.bincount(groups, views)[groups]
                columns[f"{whose}_{name}"] = signals.log_lift(*together, usual)
        for name, column in columns.items():
            if name in COLUMN:
                found[:, COLUMN[name]] = column
        return found

    def _grouped(self, names: Sequence[Sequence]) -> dict:
        found: dict = {}
        for at in self.by_hot.tolist():
            for name in names[at]:
                found.setdefault(name, []).append(at)
        return {name: np.array(places, np.int64) for name, places in found.items()}


EMPTY = Stock(0, Laid("", [], b""))
"""Before the worker laid anything ready."""
