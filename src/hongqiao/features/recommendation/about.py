"""Notes of the stock about a topic under all its names, in every language; false friends kept apart."""

import numpy as np

from hongqiao.features import topics
from hongqiao.features.recommendation.stock import Indices, Stock
from hongqiao.kernel.language import UNDETERMINED

_NONE = np.zeros(0, np.int64)


def key_of(slug: str, lang: str = UNDETERMINED) -> str:
    """The topic that a slug means to whoever writes that language."""
    return topics.atlas().key_of(slug, lang)


def slug_for_all(slug: str, lang: str) -> str:
    """A slug that means to everybody what this one means to whoever writes that language; itself for want."""
    key = key_of(slug, lang)
    same = [slug, *(one.slug for one in topics.listings_of(key))]
    return next((one for one in same if key_of(one) == key), slug)


def about(stock: Stock, key: str) -> Indices:
    """Indices of the notes about a topic, the hottest first. Reckoned once a stock and topic."""
    atlas = topics.atlas()
    if stock.held_about[0] is not atlas:
        stock.held_about = (atlas, {})
    held = stock.held_about[1]
    if key not in held:
        held[key] = _about(stock, key)
    return held[key]


def _about(stock: Stock, key: str) -> Indices:
    found = [_NONE]
    for slug, lang in topics.listings_of(key):
        places = stock.by_topic.get(slug, _NONE)
        if lang and len(places):
            is_so = [topics.lang_of_name(one) == lang for one in stock.langs[places]]
            places = places[np.array(is_so, bool)]
        found.append(places)
    every = np.unique(np.concatenate(found))
    return every[np.argsort(-stock.hot[every], kind="stable")]
