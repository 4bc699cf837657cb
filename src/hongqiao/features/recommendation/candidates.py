"""Candidates: where notes for one page come from. Each generator gives indices of the stock and says why."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import light
from hongqiao.features.recommendation.about import about, key_of
from hongqiao.features.recommendation.known import Known, affinity, nearness
from hongqiao.features.recommendation.model import CONFIG, FeedConfig, Reason, Why
from hongqiao.features.recommendation.stock import Indices, Stock
from hongqiao.kernel.ids import made_at_ms

EACH, OWN_LANGUAGE, OTHER_LANGUAGE, OF_AN_AUTHOR = 80, 60, 20, 8
COMMON_FROM, COMMON_COUNTS = 0.5, 0.5
"""Loved across is what both scorers say: of notes judged by common ground the better half, and it counts half
of what the bridge score counts.
"""
NEW_ACCOUNT_S = 30 * 86_400
NONE = np.zeros(0, np.int64)

Near = Mapping[int, Sequence[tuple[int, float]]]
"""Note -> (note that the same people like, score 0..1), the nearest first."""


class Asked(msgspec.Struct, frozen=True):
    """For whom candidates are looked for, among what, at which moment (Unix seconds).

    `may` (n,) bool: notes that this reader can be shown still.
    """

    stock: Stock
    near: Near
    known: Known
    now_s: float
    may: NDArray[np.bool_]
    model: light.Light = light.DEFAULT
    config: FeedConfig = CONFIG

    def first(self, places: Indices, many: int) -> Indices:
        """The first of these places that may be shown."""
        return places[self.may[places]][:many]


class Found(msgspec.Struct, frozen=True):
    """What one generator found, best first; `reason` says why, for one index."""

    why: Why
    indices: Indices
    reason: Callable[[int], Reason]


def followed(asked: Asked) -> list[Found]:
    """The newest notes of those whom the reader follows."""
    stock, places = asked.stock, [NONE]
    places += [stock.by_author[id_] for id_ in asked.known.followed if id_ in stock.by_author]
    found = np.concatenate(places)
    newest = asked.first(found[np.argsort(-stock.made_s[found], kind="stable")], EACH)
    return [Found(Why.FOLLOWED, newest, lambda _: Reason(Why.FOLLOWED))]


def popular(asked: Asked) -> list[Found]:
    """The hottest notes of each language, most in the reader's own."""
    found = []
    for lang, places in asked.stock.by_lang.items():
        many = OWN_LANGUAGE if lang in asked.known.reads else OTHER_LANGUAGE
        found.append(Found(Why.POPULAR, asked.first(places, many), _popular_in(lang)))
    hottest = asked.first(asked.stock.by_hot, 2 * EACH)
    langs = asked.stock.langs
    return [*found, Found(Why.POPULAR, hottest, lambda at: Reason(Why.POPULAR, (langs[at],)))]


def _popular_in(lang: str) -> Callable[[int], Reason]:
    return lambda _: Reason(Why.POPULAR, (lang,))


def near(asked: Asked) -> list[Found]:
    """What people like who like what the reader liked of late."""
    place, because, scores = asked.stock.place, {}, {}
    for note_id, action in asked.known.recent:
        for other, score in asked.near.get(note_id, ()):
            at = place.get(other)
            if at is not None and asked.may[at] and score > scores.get(at, 0.0):
                scores[at], because[at] = score, Reason(Why.NEAR, (), note_id, action)
    ranked = sorted(scores, key=lambda at: -scores[at])[:EACH]
    return [Found(Why.NEAR, np.array(ranked, np.int64), because.__getitem__)]


def taste(asked: Asked) -> list[Found]:
    """What lies nearest to the reader's vector."""
    likeness = affinity(asked.stock.meaning, asked.known, asked.stock.version)
    best = asked.first(_ranked(likeness, above=0.1), EACH)
    return [Found(Why.TASTE, best, lambda _: Reason(Why.TASTE))]


def searched(asked: Asked) -> list[Found]:
    """What lies near to one of the reader's last searches."""
    likeness = nearness(asked.stock.meaning, asked.known, asked.stock.version)
    best = asked.first(_ranked(likeness, above=0.0), EACH // 2)
    return [Found(Why.SEARCHED, best, lambda _: Reason(Why.SEARCHED))]


def _ranked(likeness: NDArray[np.float32], *, above: float) -> Indices:
    """Places by likeness, highest first, of those above a bound: the others need no order."""
    places = np.flatnonzero(likeness > above)
    return places[np.argsort(-likeness[places], kind="stable")]


def chosen(asked: Asked) -> list[Found]:
    """Topics and subjects that the reader listed, and topics that they follow, under all names."""
    found, choice = [], asked.known.choice
    for topic in choice.topics:
        places = asked.first(about(asked.stock, key_of(topic, asked.known.community)), EACH // 2)
        found.append(Found(Why.TOPIC, places, _named(Why.TOPIC, topic)))
    for key in asked.known.topics:
        places = asked.first(about(asked.stock, key), EACH // 2)
        found.append(Found(Why.TOPIC_FOLLOWED, places, _named(Why.TOPIC_FOLLOWED, key)))
    for subject in choice.subjects:
        places = asked.first(asked.stock.by_topic.get(f"~{subject}", NONE), EACH // 2)
        found.append(Found(Why.INTEREST, places, _named(Why.INTEREST, subject)))
    return found


def _named(why: Why, name: str) -> Callable[[int], Reason]:
    return lambda _: Reason(why, (name,))


def around(asked: Asked) -> list[Found]:
    """Notes from around a reader who asked for that, the hottest first."""
    stock, within = asked.stock, asked.known.around
    places = stock.among(within)
    hottest = asked.first(places[np.argsort(-stock.hot[places], kind="stable")], EACH // 2)
    told = {int(at): str(within[int(stock.ids[at])]) for at in hottest}
    return [Found(Why.AROUND, hottest, lambda at: Reason(Why.AROUND, (told[at],)))]


def loved(asked: Asked) -> list[Found]:
    """What several communities of readers like alike, unless it lacks common ground."""
    stock = asked.stock
    is_parted = (stock.common > 0) & (stock.common < COMMON_FROM)
    both = np.where(is_parted, 0.0, stock.bridge + COMMON_COUNTS * stock.common)
    best = asked.first(np.argsort(-both, kind="stable"), EACH)
    best = best[(stock.bridge[best] > 0) & ~is_parted[best]]
    return [Found(Why.LOVED, best, lambda at: Reason(Why.LOVED, tuple(stock.notes[at].loved[:2])))]


def fresh(asked: Asked) -> list[Found]:
    """New notes that few have seen."""
    stock, config = asked.stock, CONFIG
    newest = asked.first(stock.newest, 4 * EACH)
    is_new = asked.now_s - stock.made_s[newest] < config.new_hours * 3_600
    unseen = newest[is_new & (stock.seen[newest] < config.new_impressions)]
    return [Found(Why.FRESH, unseen[:EACH], lambda at: newly(stock, at))]


def newly(stock: Stock, at: int) -> Reason:
    """That a note is new; and its author too, by the age of the account when it was written."""
    from_account_s = stock.made_s[at] - made_at_ms(int(stock.authors[at])) / 1000
    return Reason(Why.FRESH, is_new_author=from_account_s < NEW_ACCOUNT_S)


GENERATORS: Mapping[str, Callable[[Asked], list[Found]]] = {
    "followed": followed,
    "near": near,
    "chosen": chosen,
    "searched": searched,
    "taste": taste,
    "around": around,
    "loved": loved,
    "fresh": fresh,
    "popular": popular,
}
"""By name, in the order in which their reasons are told: the nearest to the reader first."""

BY_ACTIVITY = frozenset({"near", "searched", "taste"})
"""Those that a feed without activity does without."""


def merged(found: Sequence[Found], stock: Stock, *, at_most: int) -> Indices:
    """Indices of all that was found, each once, at most eight an author; those found first stay."""
    every = np.concatenate([NONE, *(one.indices for one in found)])
    first = every[np.sort(np.unique(every, return_index=True)[1])]
    authors = stock.authors[first]
    order = np.argsort(authors, kind="stable")
    starts = np.r_[True, authors[order][1:] != authors[order][:-1]] if len(first) else np.zeros(0, bool)
    run = np.arange(len(first)) - np.maximum.accumulate(np.where(starts, np.arange(len(first)), 0))
    rank = np.empty(len(first), np.int64)
    rank[order] = run
    return first[rank < OF_AN_AUTHOR][:at_most]


def to_try(found: Sequence[Found], candidates: Indices) -> Indices:
    """The new notes among the candidates, for the places of the pool."""
    new = np.concatenate([NONE, *(one.indices for one in found if one.why == Why.FRESH)])
    return new[np.isin(new, candidates)]
