"""What is brought and taken along: limits, posts from elsewhere, the receipt. Pure rules."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, get_args

import msgspec

from hongqiao.kernel.errors import mark
from hongqiao.kernel.ids import EPOCH_MS
from hongqiao.kernel.settings import MEBIBYTE

Source = Literal["mastodon", "pixelfed", "instagram"]
SOURCES: tuple[str, ...] = get_args(Source)

UPLOAD_BYTES = 200 * MEBIBYTE
"""The largest archive that the page takes; the command line takes what a zip may hold here."""

PUBLIC_A_DAY = 60
"""How many notes of an archive may become public in a day: what somebody may publish by hand in an hour."""

KEPT_FOR = timedelta(days=7)
"""How long a finished archive waits to be fetched."""

TITLE, BODY, ALT = 100, 5_000, 500
_DAY_MS = 86_400_000

WHY: Mapping[str, str] = {
    "boost": mark("Posts of others that you passed on"),
    "answer": mark("Answers to other people"),
    "direct": mark("Messages to single people"),
    "poll": mark("Polls"),
    "empty": mark("Posts without words and without a picture that could be taken"),
    "video": mark("Videos and sounds: only pictures are taken"),
    "missing": mark("Pictures that the archive names but does not hold"),
    "refused": mark("Pictures that could not be read"),
    "many": mark("Pictures beyond the eighteenth of a post"),
    "unreadable": mark("Entries that could not be read"),
    "declined": mark("Posts that the rules of this site do not let in"),
    "kept-private": mark("Posts that came in for you alone, since so many are not published in one day"),
}
"""What is said about everything that was left out or changed, by its reason."""


class BroughtPicture(msgspec.Struct, frozen=True):
    """A picture of a post: where it lies in the archive, and its description."""

    name: str
    alt: str = ""


class Brought(msgspec.Struct, frozen=True):
    """A post of an archive. `ref` is its name there; `is_open`: everybody could see it there."""

    ref: str
    at: datetime
    words: str
    title: str = ""
    lang: str = ""
    is_open: bool = True
    pictures: tuple[BroughtPicture, ...] = ()
    dropped: tuple[str, ...] = ()  # reasons, one for each attachment that cannot be taken


class LeftOut(msgspec.Struct, frozen=True):
    """Something of an archive that will not become a note, and why (a key of WHY)."""

    why: str


class Receipt(msgspec.Struct, frozen=True):
    """What came of an archive: notes that are new, notes that were there, pictures, what was left out."""

    taken: int = 0
    there: int = 0
    pictures: int = 0
    left: dict[str, int] = {}
    trouble: str = ""
    """Why the whole archive was refused, as a marked message; empty when it was read."""


def titled(brought: Brought) -> tuple[str, str]:
    """Title and body of the note: a post without a title begins with its first line."""
    words = brought.words.strip()
    first, _, rest = words.partition("\n")
    if brought.title.strip():
        return _cut(brought.title.strip(), TITLE), _cut(words, BODY)
    if not words:
        return brought.at.date().isoformat(), ""
    if len(first) <= TITLE:
        return first.strip(), _cut(rest.strip(), BODY)
    return _cut(first, TITLE), _cut(words, BODY)


def _cut(words: str, at_most: int) -> str:
    """Cut at a blank when there is one near the end, with an ellipsis."""
    if len(words) <= at_most:
        return words
    whole = words[: at_most - 1]
    blank = whole.rfind(" ")
    return (whole[:blank] if blank > at_most * 3 // 4 else whole).rstrip() + "…"


def ref_hash(source: str, ref: str) -> bytes:
    """Under what it is remembered that a post was taken in."""
    return hashlib.sha256(f"{source}\0{ref}".encode("utf-8", "replace")).digest()


def id_ms(moment: datetime) -> int:
    """The moment an id is made of, in Unix ms: ids begin with 2024; what is older shares their first day."""
    at_ms = max(0, int(moment.timestamp() * 1000))
    return at_ms if at_ms >= EPOCH_MS else EPOCH_MS + at_ms * _DAY_MS // EPOCH_MS
