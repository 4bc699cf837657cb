"""Feeds: Explore (arranged by the worker, the same for everyone) and Following (chronological, complete).

Owns tables explore_entry, following_inbox, following_inbox_note. Promises: ids only; who may see a note is
decided when the page is made; and that Following is the same with an inbox as without, once reactors ran.
"""

from hongqiao.features.feeds import inboxes
from hongqiao.features.feeds.ahead import translate_ahead
from hongqiao.features.feeds.explore import ExploreShelf, explore
from hongqiao.features.feeds.following import following_feed
from hongqiao.features.feeds.model import FORMULA, RULES
from hongqiao.features.feeds.refresh import arrange_explore, clear_editions

__all__ = [
    "FORMULA",
    "RULES",
    "ExploreShelf",
    "arrange_explore",
    "clear_editions",
    "explore",
    "following_feed",
    "inboxes",
    "translate_ahead",
]
