"""People's text for one reader: as written, in its author's own version, translated, or waiting."""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from hongqiao.features import lexicon, translation
from hongqiao.features.translation import Text, Translated
from hongqiao.kernel.errors import mark
from hongqiao.kernel.language import base_of, is_read
from hongqiao.web.request import Here

_FOUND_FOR_S, _ABSENT_FOR_S = 60.0, 5.0
_TERMS_AT_MOST = 3
_EXPLAINED = frozenset({"slang", "meme", "custom", "pet", "food", "place", "study", "shopping"})
"""Kinds of term worth a card under a text: the rest translates well enough."""
FAILED = Translated("", "", "", "engine", "", "", "doubtful", (), datetime.min.replace(tzinfo=UTC))
"""Stands for a text that no engine could translate of late."""
ENGINE_NAMES = {"local-llm": mark("local model"), "nmt": mark("local translator")}


class Shown(msgspec.Struct, frozen=True):
    """A text as the reader gets it. `state`: original, author, translated, doubtful, waiting or failed."""

    ref: str
    words: str
    lang: str
    state: str = "original"
    source: str = ""
    original: str = ""
    engine: str = ""
    target: str = ""

    @property
    def can_be_learnt(self) -> bool:
        """Whether the original has a learner's view, for somebody to whom it is foreign."""
        return bool(self.original) and base_of(self.source) in lexicon.READ_LANGS

    @property
    def terms(self) -> list[tuple[str, str]]:
        """Terms of the original that a card explains: language and first form, each once, at most three."""
        if not self.original:
            return []
        found = lexicon.occurrences(self.original, self.source)
        names = dict.fromkeys(one.term.terms[0] for one in found if one.term.kind in _EXPLAINED)
        return [(base_of(self.source), name) for name in list(names)[:_TERMS_AT_MOST]]

    @property
    def measures(self) -> list[tuple[str, str]]:
        """Measures of the original that people elsewhere don't use: as written, and in metric."""
        found = lexicon.measures(self.original, self.source) if self.original else []
        return [(one.written, f"{one.number:g} {one.unit}") for one in found]

    @property
    def stamp(self) -> int:
        """Changes whenever what the reader sees changes: part of the key of cached pieces."""
        return hash((self.state, self.words, self.lang, self.source))


async def show(at: Here, texts: Sequence[Text]) -> Mapping[str, Shown]:
    """All texts of a page, by ref: at most one statement, and none for what was just looked up."""
    reads = at.reader.reads
    foreign = [text for text in texts if text.words and not is_read(text.lang, reads)]
    found = await _translated(at, foreign, reads[0])
    return {text.ref: _shown(at, text, found.get(text.ref), reads) for text in texts}


async def show_one(at: Here, text: Text) -> Shown:
    """One text."""
    return (await show(at, [text]))[text.ref]


def _shown(at: Here, text: Text, made: Translated | None, reads: tuple[str, ...]) -> Shown:
    if not text.words or is_read(text.lang, reads):
        return Shown(text.ref, text.words, text.lang)
    if made is None:
        return Shown(text.ref, text.words, text.lang, "waiting", text.lang, text.words, "", reads[0])
    if made is FAILED:
        return Shown(text.ref, text.words, text.lang, "failed", text.lang, text.words, "", reads[0])
    state = (
        "author" if made.origin == "author" else "doubtful" if made.quality == "doubtful" else "translated"
    )
    engine = ENGINE_NAMES.get(made.engine, made.engine)
    return Shown(
        text.ref,
        made.words,
        made.target,
        state,
        text.lang,
        text.words,
        at.say(engine) if made.origin == "engine" else "",
        made.target,
    )


async def _translated(at: Here, texts: Sequence[Text], target: str) -> dict[str, Translated]:
    """Translations by ref, through a small cache: found ones stay a minute, absent ones five seconds."""
    now, found, unknown = time.monotonic(), {}, []
    for text in texts:
        held = at.site.translations.get((text.ref, target, text.words))
        if held is None or held[1] < now:
            unknown.append(text)
        elif held[0] is not None:
            found[text.ref] = held[0]
    if unknown:
        looked_up: dict[str, Translated | None] = dict(await translation.stored(at.scope, unknown, target))
        absent = [text for text in unknown if text.ref not in looked_up]
        if absent:
            looked_up.update(dict.fromkeys(await translation.failed_among(at.scope, absent, target), FAILED))
        for text in unknown:
            made = looked_up.get(text.ref)
            until = now + (_FOUND_FOR_S if made else _ABSENT_FOR_S)
            size = 400 + 4 * len(text.words) + (4 * len(made.words) if made else 0)
            at.site.translations.put((text.ref, target, text.words), (made, until), size)
        found.update(looked_up)
    return found


def forget_held(at: Here, text: Text, target: str) -> None:
    """Drops what is held of a text whose translation just arrived."""
    at.site.translations.put((text.ref, target, text.words), (None, 0.0), 0)
