"""What people's searches tell the rest of the product, recorded in the searcher's bucket."""

from hongqiao.kernel.events import Event


class SearchAsked(Event, frozen=True, kw_only=True):
    """Somebody whose history is kept searched for something that was found; `at_micros` in Unix time."""

    account_id: int
    words: str
    at_micros: int


class SearchesCleared(Event, frozen=True, kw_only=True):
    """Somebody had all their searches until that moment forgotten."""

    account_id: int
    at_micros: int
