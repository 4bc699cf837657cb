"""From candidates to a page: features, predictions, value, and then the order."""

from collections.abc import Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import light, pool, spectrum, value
from hongqiao.features.recommendation.candidates import Asked
from hongqiao.features.recommendation.hot import EPOCH, TENFOLD_S
from hongqiao.features.recommendation.known import Known, affinity
from hongqiao.features.recommendation.model import CONFIG, Choice
from hongqiao.features.recommendation.stock import Floats, Indices, Stock

_PRIOR_SEEN, _PRIOR_RATE = 20.0, 0.05


class Valued(msgspec.Struct, frozen=True):
    """Candidates with what their values are made of; columns by name, all (n,)."""

    indices: Indices
    features: Mapping[str, Floats]
    terms: Mapping[str, NDArray[np.float64]]
    values: NDArray[np.float64]


def valued(asked: Asked, indices: Indices) -> Valued:
    """Values of the candidates; each depends on the note and the reader alone, never on the others."""
    features = features_of(asked, indices)
    terms = terms_of(asked, indices, features)
    if not asked.known.choice.profiled:
        return Valued(indices, features, terms, value.value({}, terms, CONFIG.open_weights))
    predictions = light.predict(matrix_of(features))
    return Valued(indices, features, terms, value.value(predictions, terms, CONFIG.weights))


def matrix_of(features: Mapping[str, Floats]) -> Floats:
    """(n, features) in the order of the light ranking; float32, as they are logged."""
    size = len(next(iter(features.values())))
    none = np.zeros(size, np.float32)
    return np.stack([features.get(name, none) for name in light.FEATURES], axis=1).astype(np.float32)


def features_of(asked: Asked, at: Indices) -> dict[str, Floats]:
    """Features by name, about 0..1."""
    stock, known = asked.stock, asked.known
    shown = stock.seen[at] + _PRIOR_SEEN
    age_s = asked.now_s - stock.made_s[at]
    lifted = stock.hot[at] - (asked.now_s - EPOCH.timestamp()) / TENFOLD_S
    found = {
        "log_likes": np.log1p(np.maximum(stock.likes[at], 0)) / 8,
        "log_saves": np.log1p(np.maximum(stock.saves[at], 0)) / 8,
        "log_comments": np.log1p(np.maximum(stock.comments[at], 0)) / 8,
        "positive_rate": (stock.positive[at] + _PRIOR_SEEN * _PRIOR_RATE) / shown,
        "negative_rate": stock.negative[at] / shown,
        "hot": 1 / (1 + np.maximum(0.0, 4.0 - lifted) / 4),
        "fresh": np.clip(1 - age_s / (CONFIG.new_hours * 3_600), 0, 1),
        "own_language": np.isin(stock.langs[at], list(known.reads)),
        "followed": np.isin(stock.authors[at], known.followed),
        "topic": _any_of(stock, at, known.choice.topics),
        "interest": _any_of(stock, at, [f"~{one}" for one in known.choice.subjects]),
        "affinity": affinity(stock.meaning[at], known, stock.version),
        "near": _nearness(asked, at),
        "seen": np.isin(stock.ids[at], list(known.seen)),
    }
    return {name: np.asarray(column, np.float32) for name, column in found.items()}


def terms_of(asked: Asked, at: Indices, features: Mapping[str, Floats]) -> dict[str, NDArray[np.float64]]:
    """Terms beside the predictions; those of activity are left out for readers who chose so."""
    stock, known = asked.stock, asked.known
    weights = CONFIG.weights if known.choice.profiled else CONFIG.open_weights
    terms = {
        **features,
        "bridge": stock.bridge[at],
        "dislike": stock.dislike[at],
        "less": _less(stock, at, known),
    }
    return {name: np.asarray(terms[name], np.float64) for name in sorted(terms) if name in weights}


def _any_of(stock: Stock, at: Indices, names: tuple[str, ...] | list[str]) -> NDArray[np.bool_]:
    places = [stock.by_topic[name] for name in names if name in stock.by_topic]
    return np.isin(at, np.concatenate(places)) if places else np.zeros(len(at), bool)


def _nearness(asked: Asked, at: Indices) -> Floats:
    """The nearest of what the reader liked of late."""
    scores = np.zeros(len(asked.stock), np.float32)
    for note_id, _ in asked.known.recent:
        for other, score in asked.near.get(note_id, ()):
            place = asked.stock.place.get(other)
            if place is not None:
                scores[place] = max(scores[place], score)
    return scores[at]


def _less(stock: Stock, at: Indices, known: Known) -> Floats:
    """What the reader asked to see less of: the strongest wish that a note falls under."""
    found = np.zeros(len(stock), np.float32)
    groups: Mapping[str, Mapping] = {"topic": stock.by_topic, "lang": stock.by_lang}
    for (kind, name), weight in known.less.items():
        if kind in groups:
            places = groups[kind].get(name)
        elif kind == "author":
            places = stock.by_author.get(int(name))
        else:
            continue
        if places is not None:
            found[places] = np.maximum(found[places], weight)
    return found[at]


def share_of(choice: Choice, *, is_newcomer: bool) -> float | None:
    """How much of a page is in languages that the reader doesn’t read; None leaves it to the notes."""
    if choice.mix is not None:
        return choice.mix / 100
    return (CONFIG.newcomer_mix if is_newcomer else CONFIG.mix) / 100


def arranged(asked: Asked, found: Valued, *, size: int, start: int, avoid: NDArray[np.int64]) -> list[int]:
    """Places in `found` in the order of the page; `avoid` are the authors just before it."""
    stock, known = asked.stock, asked.known
    at = found.indices
    if not len(at):
        return []
    low, high = float(found.values.min()), float(found.values.max())
    relevance = ((found.values - low) / max(high - low, 1e-9)).astype(np.float32)
    pages = start // size
    is_newcomer = known.is_newcomer and pages < CONFIG.newcomer_pages
    keep = np.flatnonzero(~np.isin(stock.authors[at], avoid))
    keep = keep if len(keep) >= 2 * size else np.arange(len(at))
    if is_newcomer and known.choice.mix is None:
        keep = _mixed(stock.langs[at], found.values, keep, size)
    order = spectrum.rearranged(
        relevance[keep],
        stock.spectrum[at[keep]],
        stock.authors[at[keep]],
        ~np.isin(stock.langs[at[keep]], list(known.reads)),
        size=size,
        gamma=CONFIG.gamma,
        window=CONFIG.window,
        author_gap=CONFIG.author_gap,
        foreign_share=share_of(known.choice, is_newcomer=is_newcomer),
    )
    return [int(keep[one]) for one in order]


def _mixed(langs: NDArray, values: NDArray[np.float64], keep: Indices, size: int) -> Indices:
    """The best of each language, at most half a page each, as long as others can fill the rest."""
    most, left = int(size * CONFIG.newcomer_language_share), []
    for lang in sorted(set(langs[keep].tolist())):
        own = keep[langs[keep] == lang]
        left += own[np.argsort(-values[own], kind="stable")][:most].tolist()
    return np.array(sorted(left), np.int64) if len(left) >= size else keep


def picks(
    asked: Asked, indices: Indices, *, size: int, start: int, chance: np.random.Generator, readable: NDArray
) -> list[tuple[int, int]]:
    """(place on the page, index of the stock) of new notes that get their first readers here."""
    stock = asked.stock
    shown, age_h = stock.seen[indices], (asked.now_s - stock.made_s[indices]) / 3_600
    liked = stock.positive[indices] + 1.0
    theta = pool.draw(liked, np.maximum(shown - stock.positive[indices], 0) + 19.0, chance)
    chosen = pool.picked(theta, pool.lag(shown, age_h), readable, size=size, start=start)
    return [(place, int(indices[one])) for place, one in chosen]
