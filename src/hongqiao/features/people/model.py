"""What a person may be called and say of themselves, and how many they may follow."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import IntEnum

import msgspec

from hongqiao.features.translation import Text
from hongqiao.kernel.bounds import declare_bound
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import AccountId, bucket_of_name
from hongqiao.kernel.language import guess_lang
from hongqiao.kernel.text import clean_block, clean_line

NAME_LENGTH = declare_bound("name", 30)
BIO_LENGTH = declare_bound("bio", 200)
PLACE_LENGTH = declare_bound("place", 60)
MAY_FOLLOW = 5_000
_HANDLE = re.compile(r"[a-z0-9_]{1,20}")
TONES = 6


class Kind(IntEnum):
    """A boundary between two people, on the side of one of them."""

    BLOCKS = 1
    BLOCKED_BY = 2
    MUTES = 3


class Way(IntEnum):
    """What a word filter does with what it finds."""

    HIDE = 1
    FOLD = 2


class Boundaries(msgspec.Struct, frozen=True):
    """Of some people: those parted from the viewer, and those whom the viewer muted."""

    parted: frozenset[int] = frozenset()
    muted: frozenset[int] = frozenset()


class Person(msgspec.Struct, frozen=True):
    """Somebody as they stand beside what they made."""

    id: AccountId
    handle: str
    name: str
    tone: int
    lang: str
    is_private: bool


class Profile(Person, frozen=True):
    """Somebody on their own page. Counts follow within seconds; `likes` are those that their notes got."""

    bio: str
    bio_lang: str
    place: str
    made_at: datetime
    followers: int
    following: int
    likes: int
    notes: int

    @property
    def bio_text(self) -> Text:
        """What they say of themselves, as a text to translate; perhaps without words."""
        return Text(f"{subject_of(self.handle)}:bio", self.bio, self.bio_lang)

    @property
    def place_text(self) -> Text:
        """Where they say they are, as a text to translate; perhaps without words."""
        return place_text(self.handle, self.place, self.lang, is_private=self.is_private)


class ProfileWords(msgspec.Struct, frozen=True):
    """What somebody writes about themselves, cleaned."""

    name: str
    bio: str
    place: str


def checked_words(*, name: str, bio: str, place: str, handle: str) -> ProfileWords:
    """The words cleaned; an empty name becomes the handle. Raises Invalid with a message a field."""
    wrong: dict[str, str] = {}
    too_long = {
        "name": mark("A name has at most 30 characters."),
        "bio": mark("A bio has at most 200 characters."),
        "place": mark("A place has at most 60 characters."),
    }
    words = ProfileWords(
        name=_checked("name", name, clean_line, NAME_LENGTH, too_long, wrong) or handle,
        bio=_checked("bio", bio, clean_block, BIO_LENGTH, too_long, wrong),
        place=_checked("place", place, clean_line, PLACE_LENGTH, too_long, wrong),
    )
    if wrong:
        raise Invalid(fields=wrong)
    return words


def _checked(
    field: str,
    text: str,
    clean: Callable[[str], str],
    longest: int,
    too_long: Mapping[str, str],
    wrong: dict[str, str],
) -> str:
    try:
        cleaned = clean(text)
    except ValueError as trouble:
        wrong[field] = str(trouble)
        return ""
    if len(cleaned) > longest:
        wrong[field] = too_long[field]
    return cleaned


def plain_handle(written: str) -> str | None:
    """The handle as it is stored, whatever its case and with or without @; None for what cannot be one."""
    plain = written.removeprefix("@").lower()
    return plain if _HANDLE.fullmatch(plain) else None


def place_text(handle: str, place: str, own_lang: str, *, is_private: bool) -> Text:
    """A place as a text to translate, in the language that its script tells, else in the person's own.

    That of a private account is for its followers, so it is shared with no other text.
    """
    subject, lang = subject_of(handle), guess_lang(place, author_lang=own_lang)
    return Text(f"{subject}:place", place, lang, not is_private, subject if is_private else "")


def subject_of(handle: str) -> str:
    """The opaque name under which lower features know a person."""
    return f"person:{handle}"


def tone_of(handle: str) -> int:
    """The colour (1..6) of somebody's initial where they have no picture; it never changes."""
    return 1 + bucket_of_name(handle) % TONES
