"""Countries by their two letters, named in a reader’s language and in its order."""

from functools import lru_cache

from babel.core import Locale

_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})


@lru_cache(16)
def countries(locale: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of every country, by name."""
    names = Locale.parse(locale, sep="-").territories
    known = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha()]
    return tuple(sorted((one for one in known if one[0] not in _NO_COUNTRY), key=lambda one: one[1]))
