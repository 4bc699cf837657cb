"""Words and topics that somebody would rather not read; theirs alone, nobody else learns of them."""

from collections.abc import Iterable
from datetime import timedelta

from hongqiao.features.people.matching import folded, stands_in
from hongqiao.features.people.model import Way
from hongqiao.features.people.queries import filters as rows
from hongqiao.features.people.queries.filters import WordFilter
from hongqiao.kernel.errors import Invalid, NotAllowed, mark
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.text import clean_line

__all__ = ["Way", "WordFilter", "add_filter", "drop_filter", "filters", "finds", "stands_in"]

FILTERS_AT_MOST, WORDS_LENGTH = 100, 60
DAYS = (0, 1, 7, 30)
"""How long a filter may hold; 0 is for good."""


async def filters(scope: Scope) -> list[WordFilter]:
    """The viewer's filters that hold now, last first; none for visitors. One statement."""
    if not scope.viewer.is_signed_in:
        return []
    return await rows.MINE.all(scope.db, bucket_of(scope.me), scope.me, scope.now)


async def add_filter(tx: Scope, words: str, way: Way, *, days: int = 0) -> None:
    """Keeps a filter for the viewer. Raises Invalid for the words or days, NotAllowed beyond a hundred."""
    cleaned = checked_words(words)
    if days not in DAYS:
        raise Invalid(fields={"days": mark("Choose one of the lengths of time.")})
    kept = await filters(tx)
    if any(one.words.casefold() == cleaned.casefold() for one in kept):
        raise Invalid(fields={"words": mark("You have a filter for this already.")})
    if len(kept) >= FILTERS_AT_MOST:
        raise NotAllowed(mark("You have 100 filters, which is as many as anyone can."))
    bucket = bucket_of(tx.me)
    ends_at = tx.now + timedelta(days=days) if days else None
    await rows.ADD.run(tx.db, bucket, tx.me, tx.ids.make(bucket), cleaned, int(way), ends_at, tx.now)


async def drop_filter(tx: Scope, filter_id: int) -> None:
    """Takes one of the viewer's filters away; none of that number is no error."""
    await rows.DROP.run(tx.db, bucket_of(tx.me), tx.me, filter_id)


def finds(one: WordFilter, *, texts: Iterable[str], topics: frozenset[str] = frozenset()) -> bool:
    """Whether a filter finds something: a #topic among the topics, or words in any of the texts."""
    words = one.words
    if words.startswith("#") and folded(words[1:]) in {folded(topic) for topic in topics}:
        return True
    return any(stands_in(words, text) for text in texts if text)


def checked_words(words: str) -> str:
    """The words cleaned. Raises Invalid when nothing is left, or more than 60 signs."""
    try:
        cleaned = clean_line(words)
    except ValueError as trouble:
        raise Invalid(fields={"words": str(trouble)}) from trouble
    if not cleaned.strip("#"):
        raise Invalid(fields={"words": mark("Write the word or #topic that you would rather not meet.")})
    if len(cleaned) > WORDS_LENGTH:
        raise Invalid(fields={"words": mark("A filter has at most 60 characters.")})
    return cleaned
