"""What translation speaks of: texts, results, outcomes; and the rules that need no engine."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from hongqiao.features.translation.normalise import normalise
from hongqiao.kernel.language import UNDETERMINED, base_of

Origin = Literal["author", "engine", "person"]
Quality = Literal["good", "doubtful"]
Glossary = Callable[[str, str, str], Sequence[tuple[str, str]]]
"""(words, source, target) -> the terms that occur in the words, with their renderings."""


class Lore(msgspec.Struct, frozen=True):
    """What is known of words before any engine: how terms are rendered, and whole common phrases.

    `terms` are those of the glossary that people explained, without names and words of dictionaries.
    `wide_glossary` tells more, for a second wording that nobody waits for. `phrase` is (words, source,
    target) -> the words in the target language, None when it is no common phrase.
    """

    glossary: Glossary
    wide_glossary: Glossary
    terms: Glossary
    phrase: Callable[[str, str, str], str | None]
    version: str


FAILURE_STANDS = timedelta(days=30)
"""A text that no engine could translate is not tried again for so long."""

CUT_STANDS = timedelta(hours=1)
"""As FAILURE_STANDS, where the time ran out: the machine was slow, which says nothing of the text."""


class Text(msgspec.Struct, frozen=True):
    """Words somewhere in the product. `ref` is the asker's own name for them, e.g. "note:tYXa:title".

    Shared words have one translation wherever they stand. Words that few may read are kept apart by
    `owner_salt`, so that nobody learns from a ready translation that someone else wrote the same.
    """

    ref: str
    words: str
    lang: str
    shared: bool = True
    owner_salt: str = ""


class Translated(msgspec.Struct, frozen=True):
    """A translation that may be shown; "doubtful" asks for the mark that it may be inaccurate.

    `people` are the accounts whose corrections are in it.
    """

    words: str
    source: str
    target: str
    origin: Origin
    engine: str
    version: str
    quality: Quality
    checks: tuple[str, ...]
    made_at: datetime
    people: tuple[int, ...] = ()


class Outcome(msgspec.Struct, frozen=True):
    """What the pipeline made of a text. "refused" has no words: the original stays, `reason` says why.

    `estimate`, 0 to 1, says how good it probably is; `meaning` (cosine of both sides), `confidence` (mean
    token log-probability) and `checks` are its parts, of the weakest segment, None where it cannot be told.
    """

    words: str
    quality: Literal["good", "doubtful", "refused"]
    engine: str = ""
    version: str = ""
    checks: tuple[str, ...] = ()
    reason: str = ""
    confidence: float | None = None
    meaning: float | None = None
    estimate: float | None = None


Guard = Callable[[str, str], bool]
"""Whether a rendering may be shown, told from the original and from it."""


def key_of(text: Text) -> bytes:
    """32 bytes that name the words, their language, and whose they are unless they are shared."""
    whose = "" if text.shared else text.owner_salt
    return _hash(normalise(text.words), base_of(text.lang), whose)


def own_key_of(text: Text) -> bytes:
    """The key of the author's own version: bound to this place, so that no one speaks for another.

    It leaves the language out, which the worker may yet see otherwise than the author's page did.
    """
    return _hash(normalise(text.words), text.owner_salt, text.ref, "own")


def topic_of(key: bytes, target: str) -> str:
    """Bus topic on which the parts of this translation arrive while it is made."""
    return f"translation:{key.hex()[:32]}:{base_of(target)}"


def is_translatable(lang: str, target: str) -> bool:
    """Whether there is anything to do: a known language, and another one than the target.

    Scripts of one language are converted, never translated.
    """
    return lang != UNDETERMINED and base_of(lang) != base_of(target)


def _hash(*parts: str) -> bytes:
    return hashlib.sha256("\x00".join(parts).encode()).digest()
