"""From candidates to a page: features, predictions, value, and then the order."""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import light, pool, spectrum, value
from hongqiao.features.recommendation.about import about, key_of
from hongqiao.features.recommendation.candidates import Asked
from hongqiao.features.recommendation.hot import EPOCH, TENFOLD_S
from hongqiao.features.recommendation.known import Known, affinity, nearness
from hongqiao.features.recommendation.model import CONFIG, Choice
from hongqiao.features.recommendation.stock import COLUMN, Floats, Indices, Stock


class Valued(msgspec.Struct, frozen=True):
    """Candidates with what their values are made of: features (n, f) as the light ranking sees them, terms by
    name (n,), values (n,).
    """

    indices: Indices
    features: Floats
    terms: Mapping[str, NDArray[np.float64]]
    values: NDArray[np.float64]


def valued(asked: Asked, indices: Indices) -> Valued:
    """Values of the candidates; each depends on the note and the reader alone, never on the others."""
    seen = reading_of(asked, indices)
    features, is_profiled = features_of(asked, indices, seen), asked.known.choice.profiled
    weights = CONFIG.weights if is_profiled else CONFIG.open_weights
    terms = {name: np.asarray(seen[name], np.float64) for name in sorted(seen) if name in weights}
    predictions = light.predict(asked.model, features) if is_profiled else {}
    return Valued(indices, features, terms, value.value(predictions, terms, weights))


def features_of(asked: Asked, at: Indices, seen: Mapping[str, NDArray]) -> Floats:
    """(n, f) float32: what the stock says of the notes, and the reader's columns filled in."""
    found = asked.stock.traits[at].copy()
    age_h = (asked.now_s - asked.stock.made_s[at]) / 3_600
    columns = {
        "age_h": np.log1p(np.maximum(age_h, 0)),
        "hot": seen["hot"],
        "similarity": seen["affinity"],
        "item_to_item": seen["near"],
        "topic_interest": np.maximum(seen["topic"], seen["interest"]),
        "topic_disliked": seen["less"],
        "author_followed": seen["followed"],
        "own_language": seen["own_language"],
        "searched": seen["searched"],
    }
    for name, column in columns.items():
        found[:, COLUMN[name]] = column
    return found


def reading_of(asked: Asked, at: Indices) -> dict[str, NDArray]:
    """What the note is to this reader now, each (n,) in 0..1."""
    stock, known = asked.stock, asked.known
    age_s = asked.now_s - stock.made_s[at]
    lifted = stock.hot[at] - (asked.now_s - EPOCH.timestamp()) / TENFOLD_S
    return {
        "hot": 1 / (1 + np.maximum(0.0, 4.0 - lifted) / 4),
        "fresh": np.clip(1 - age_s / (CONFIG.new_hours * 3_600), 0, 1),
        "bridge": stock.bridge[at],
        "common": stock.common[at],
        "dislike": stock.dislike[at],
        "own_language": _is_in(stock.langs[at], known.reads),
        "followed": np.isin(stock.authors[at], known.followed).astype(np.float32),
        "topic": _about_any(stock, at, known),
        "searched": nearness(stock.meaning[at], known, stock.version),
        "interest": _any_of(stock, at, [f"~{one}" for one in known.choice.subjects]),
        "affinity": affinity(stock.meaning[at], known, stock.version),
        "near": _nearness(asked, at),
        "seen": _seen(stock, at, known),
        "less": _less(stock, at, known),
    }


def _seen(stock: Stock, at: Indices, known: Known) -> Floats:
    was_seen = np.zeros(len(stock), np.float32)
    was_seen[stock.among(known.seen)] = 1
    return was_seen[at]


def _is_in(langs: NDArray, reads: frozenset[str]) -> Floats:
    return np.array([lang in reads for lang in langs], np.float32)


def _any_of(stock: Stock, at: Indices, names: Sequence[str]) -> Floats:
    is_about = np.zeros(len(stock), np.float32)
    for name in names:
        if name in stock.by_topic:
            is_about[stock.by_topic[name]] = 1
    return is_about[at]


def _about_any(stock: Stock, at: Indices, known: Known) -> Floats:
    """Whether it is about a topic that the reader listed or follows, under any of its names."""
    is_about = np.zeros(len(stock), np.float32)
    for key in [*(key_of(slug, known.community) for slug in known.choice.topics), *known.topics]:
        is_about[about(stock, key)] = 1
    return is_about[at]


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
    groups: Mapping[str, Mapping] = {"lang": stock.by_lang}
    for (kind, name), weight in known.less.items():
        if kind in groups:
            places = groups[kind].get(name)
        elif kind == "topic":
            places = about(stock, key_of(name))
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


def arranged(
    asked: Asked,
    found: Valued,
    new: Sequence[tuple[int, int]],
    *,
    size: int,
    spare: int,
    start: int,
    avoid: NDArray[np.int64],
) -> list[int]:
    """Indices of the stock in the order of the page, and some to spare.

    `new` are (place, index) of notes that are tried, which count for the mix of languages; `avoid` are the
    authors just before the page.
    """
    tried = [index for _, index in new]
    rest = ~np.isin(found.indices, tried)
    at, values = found.indices[rest], found.values[rest]
    order = _arranged(asked, at, values, tried, size=size, spare=spare, start=start, avoid=avoid)
    for place, index in new:
        order.insert(min(place, len(order)), index)
    return order


def _arranged(
    asked: Asked,
    at: Indices,
    values: NDArray[np.float64],
    tried: Sequence[int],
    *,
    size: int,
    spare: int,
    start: int,
    avoid: NDArray[np.int64],
) -> list[int]:
    stock, known = asked.stock, asked.known
    if not len(at):
        return []
    low, high = float(values.min()), float(values.max())
    relevance = ((values - low) / max(high - low, 1e-9)).astype(np.float32)
    is_newcomer = _begins(asked, start, size)
    keep = np.flatnonzero(~np.isin(stock.authors[at], avoid))
    keep = keep if len(keep) >= 2 * size else np.arange(len(at))
    free = frozenset() if is_newcomer and known.choice.mix is None else known.reads
    share, foreign = (
        share_of(known.choice, is_newcomer=is_newcomer),
        _is_in(stock.langs[at], known.reads) == 0,
    )
    if share is not None and tried:
        others = int((_is_in(stock.langs[tried], known.reads) == 0).sum())
        share = spectrum.share_left(share, size=size, placed=len(tried), placed_foreign=others)
    order = spectrum.rearranged(
        relevance[keep],
        stock.spectrum[at[keep]],
        stock.authors[at[keep]],
        foreign[keep],
        size=size + spare,
        gamma=CONFIG.gamma,
        window=CONFIG.window,
        author_gap=CONFIG.author_gap,
        foreign_share=share,
        crowds=_crowds(stock.langs[at[keep]], stock.langs[list(tried)], free, size),
    )
    return [int(at[keep[one]]) for one in order]


def authors_before(stock: Stock, given: Sequence[int]) -> NDArray[np.int64]:
    """Authors of the notes just before a page, by the ids that were given so far."""
    before = [stock.place[id_] for id_ in given[-CONFIG.author_gap :] if id_ in stock.place]
    return stock.authors[np.array(before, np.int64)]


def _begins(asked: Asked, start: int, size: int) -> bool:
    """Whether these are the first pages of somebody new."""
    return asked.known.is_newcomer and start // size < CONFIG.newcomer_pages


def _crowds(langs: NDArray, placed: NDArray, free: frozenset[str], size: int) -> spectrum.Crowds:
    """Each language that is not `free` may have half a page, of which some is `placed` already.

    So none fills the pages of those who don’t read it, not even when they have seen all that is in theirs.
    """
    names, of = np.unique(langs, return_inverse=True)
    most = int(size * CONFIG.language_share)
    left = np.array([most - int((placed == name).sum()) for name in names], np.int64)
    return spectrum.Crowds(np.where(_is_in(names, free)[of] == 1, -1, of), left)


def picks(
    asked: Asked, indices: Indices, *, size: int, start: int, chance: np.random.Generator, readable: NDArray
) -> list[tuple[int, int]]:
    """(place on the page, index of the stock) of new notes that get their first readers here."""
    stock = asked.stock
    shown, age_h = stock.seen[indices], (asked.now_s - stock.made_s[indices]) / 3_600
    liked = stock.positive[indices] + 1.0
    theta = pool.draw(liked, np.maximum(shown - stock.positive[indices], 0) + 19.0, chance)
    share = share_of(asked.known.choice, is_newcomer=_begins(asked, start, size))
    chosen = pool.picked(
        theta,
        pool.lag(shown, age_h),
        readable,
        size=size,
        start=start,
        foreign=_is_in(stock.langs[indices], asked.known.reads) == 0,
        foreign_at_most=None if share is None else round(share * size),
    )
    return [(place, int(indices[one])) for place, one in chosen]
