"""How somebody reads, as a browser tells it: in the cookie of who has no account, else in its own languages;
and as the forms of languages say it.
"""

from functools import lru_cache
from urllib.parse import quote, unquote

import msgspec
from babel import negotiate_locale

from hongqiao.features import accounts
from hongqiao.kernel.language import (
    READABLE,
    TARGETS,
    base_of,
    both_besides,
    known_as,
    readable_of,
    without_repeats,
)
from hongqiao.web.request import Fields

_INTERFACE_OF = {"yue": "zh-Hant"}
"""Languages without an interface of their own whose readers know another one by its script."""

LEAVE, BOTH, TRANSLATE = "leave", "both", "translate"


class Reading(msgspec.Struct, frozen=True):
    """`locale` is the interface; text in `reads` stays as written, in `both` it is shown both ways."""

    locale: str
    reads: tuple[str, ...]
    both: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()

    def as_cookie(self) -> str:
        """For the cookie of somebody without an account."""
        parts = (self.locale, ".".join(self.reads), ".".join(self.interests), ".".join(self.both))
        return quote("~".join(parts), safe="~.-")


@lru_cache(maxsize=4_096)
def how_they_read(cookie: str, accepted: str, locales: tuple[str, ...]) -> Reading:
    """Of somebody without an account, from their cookie or else from the browser's languages."""
    chosen, read, liked, twice = [*unquote(cookie).split("~", 3), "", "", "", ""][:4]
    reads = without_repeats(read.split("."))
    if chosen in locales and reads:
        interests = tuple(tag for tag in liked.split(".") if tag in accounts.INTERESTS)
        return Reading(chosen, reads, both_besides(twice.split("."), reads), interests)
    tags = [part.split(";")[0].strip() for part in accepted.split(",")][:10]
    known = without_repeats(known_as(tag) for tag in tags if not _is_fallback(tag, tags))
    wanted = known or ("en",)
    locale = negotiate_locale(
        [_INTERFACE_OF.get(tag, readable_of(tag)).replace("-", "_") for tag in wanted],
        [tag.replace("-", "_") for tag in locales],
    )
    by_base = next((tag for want in wanted for tag in locales if base_of(tag) == base_of(want)), locales[0])
    return Reading((locale or by_base).replace("_", "-"), known or (locales[0],))


def _is_fallback(tag: str, tags: list[str]) -> bool:
    """The bare "zh" that browsers add after zh-TW claims no other script."""
    return any(one != tag and base_of(one) == tag.lower() for one in tags[: tags.index(tag)])


def languages_in(
    form: Fields, reads: tuple[str, ...], both: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(reads, both) as a form says them; it may say them in one of two ways.

    The full form has a field `into` and, for each language, one `way:<tag>`. The short one has `reads`
    several times, first the language to translate into, and says nothing of what is shown both ways.
    """
    into = form.text("into")
    if into not in TARGETS:
        read = without_repeats(form.texts("reads")) or reads
        return read, both_besides(both, read)
    ways = {tag: form.text(f"way:{tag}") for tag in READABLE}
    read = without_repeats([into, *(tag for tag, way in ways.items() if way == LEAVE)])
    return read, both_besides([tag for tag, way in ways.items() if way == BOTH], read)


def ways_of(reads: tuple[str, ...], both: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """(tag, name, way) of every language of texts, for the full form."""
    read = {readable_of(tag) for tag in reads}
    return [
        (tag, name, LEAVE if tag in read else BOTH if tag in both else TRANSLATE)
        for tag, name in READABLE.items()
    ]
