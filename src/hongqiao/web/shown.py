"""People's text for one reader: as written, in the other script of Chinese, in its author's own version,
translated, or waiting.
"""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby

import msgspec

from hongqiao.features import lexicon, translation
from hongqiao.features.lexicon import SHIPPED, Measured, Terms
from hongqiao.features.translation import Text, Translated
from hongqiao.kernel.errors import mark
from hongqiao.kernel.language import NAMES, UNDETERMINED, base_of, chinese_of, is_read, is_read_twice
from hongqiao.kernel.rates import Rates
from hongqiao.web.chinese import chinese_tag, in_chinese
from hongqiao.web.people_lines import PersonLine, met_lines
from hongqiao.web.prices import prices_for
from hongqiao.web.request import Here
from hongqiao.web.varieties import in_variety

_FOUND_FOR_S, _ABSENT_FOR_S = 60.0, 5.0
_TERMS_AT_MOST = 3
_EXPLAINED = ("meme", "custom", "slang", "pet", "platform", "place", "food", "study", "shopping")
"""Kinds of term worth a card under a text, those first that foreigners know least."""
FAILED = Translated("", "", "", "engine", "", "", "doubtful", (), datetime.min.replace(tzinfo=UTC))
"""Stands for a text that no engine could translate of late."""
ENGINE_NAMES = {
    "local-llm": mark("local model"),
    "nmt": mark("local translator"),
    "phrasebook": mark("phrasebook"),
    "memory": mark("readers’ translations"),
}


class Shown(msgspec.Struct, frozen=True):
    """A text as the reader gets it. `state`: original, converted, author, translated, doubtful, waiting or
    failed. `both` asks for the original beside it, `rewritten` says that its script was converted.

    `by` are handles of those whose corrections are in it; `improves` is the language into which this reader,
    who knows both, may suggest a better translation ("" for others). `prices` are amounts of the original, as
    written and about in the reader's own money, by `rates`. `cards` are the terms that have one.
    """

    ref: str
    words: str
    lang: str
    state: str = "original"
    source: str = ""
    original: str = ""
    engine: str = ""
    target: str = ""
    both: bool = False
    rewritten: bool = False
    by: tuple[str, ...] = ()
    improves: str = ""
    prices: tuple[tuple[str, str], ...] = ()
    rates: Rates | None = None
    cards: Terms = SHIPPED

    @property
    def named(self) -> str:
        """The original's language as this reader calls it: the script matters only where it was converted."""
        source = self.source or self.lang
        return source if self.state == "converted" else base_of(source)

    @property
    def can_be_learnt(self) -> bool:
        """Whether the original has a learner's view, for somebody to whom it is foreign."""
        return bool(self.original) and base_of(self.source) in lexicon.READ_LANGS

    @property
    def terms(self) -> list[tuple[str, str]]:
        """Terms of the original that a card explains: language and first form, each once, at most three."""
        return list(_terms(self.original, self.source, self.cards)) if self.original else []

    @property
    def measures(self) -> list[tuple[str, list[Measured]]]:
        """Measures of the original that people elsewhere don't use: as written, and in metric."""
        return [(written, list(told)) for written, told in _measures(self.original, self.source)]

    @property
    def stamp(self) -> int:
        """Changes whenever what the reader sees changes: part of the key of cached pieces."""
        return hash((self.state, self.words, self.lang, self.source, self.both))


NOTHING = Shown("", "", "und")
"""Stands where there are no words."""


def _strangeness(term: lexicon.Term) -> int:
    return _EXPLAINED.index(term.kind)


@lru_cache(2048)
def _terms(words: str, lang: str, terms: Terms) -> tuple[tuple[str, str], ...]:
    found = terms.occurrences(words, lang)
    told = sorted((one.term for one in found if one.term.kind in _EXPLAINED), key=_strangeness)
    names = dict.fromkeys(term.terms[0] for term in told)
    return tuple((base_of(lang), name) for name in list(names)[:_TERMS_AT_MOST])


@lru_cache(2048)
def _measures(words: str, lang: str) -> tuple[tuple[str, tuple[Measured, ...]], ...]:
    found = lexicon.measures(words, lang) if words else ()
    return tuple((written, tuple(told)) for written, told in groupby(found, lambda one: one.written))


async def show(at: Here, texts: Sequence[Text]) -> Mapping[str, Shown]:
    """All texts of a page, by ref: at most one statement, and none for what was just looked up."""
    reads = at.reader.reads
    foreign = [text for text in texts if text.words and not is_read(text.lang, reads)]
    if foreign:
        await at.site.cards.look(at.scope)
    found = await _translated(at, foreign, reads[0])
    names = await met_lines(at, {id_ for made in found.values() for id_ in made.people})
    return {text.ref: _shown(at, text, found.get(text.ref), names) for text in texts}


async def show_one(at: Here, text: Text) -> Shown:
    """One text."""
    return (await show(at, [text]))[text.ref]


def in_form_of(words: str, target: str) -> str:
    """What an engine wrote, in the script and with the words of the target's region.

    Engines write one form of each language, Simplified for Chinese, and that is what is stored.
    """
    form = chinese_of((target,))
    return in_chinese(words, "zh-Hans", form) if form else in_variety(words, target)


def _shown(at: Here, text: Text, made: Translated | None, names: Mapping[int, PersonLine]) -> Shown:
    reads, lang = at.reader.reads, chinese_tag(text.words, text.lang) if text.lang == "zh" else text.lang
    if not text.words or is_read(lang, reads):
        return _as_read(at, text, lang)
    if made is None or made is FAILED:
        state = "waiting" if made is None else "failed"
        return Shown(
            text.ref,
            text.words,
            lang,
            state,
            lang,
            text.words,
            "",
            reads[0],
            prices=prices_for(at, text),
            rates=at.site.settings.rates,
            cards=at.site.cards.terms,
        )
    state = (
        "author" if made.origin == "author" else "doubtful" if made.quality == "doubtful" else "translated"
    )
    engine = ENGINE_NAMES.get(made.engine, made.engine)
    return Shown(
        text.ref,
        made.words,
        made.target,
        state,
        lang,
        text.words,
        at.say(engine) if made.origin == "engine" else "",
        made.target,
        is_read_twice(lang, at.reader.both),
        made.target.startswith("zh-"),
        tuple(names[id_].handle for id_ in made.people if id_ in names),
        prices=prices_for(at, text),
        rates=at.site.settings.rates,
        cards=at.site.cards.terms,
    )


def _as_read(at: Here, text: Text, lang: str) -> Shown:
    """What needs no translation: as written, or Chinese in the script of somebody who reads only one."""
    form = chinese_of(at.reader.reads) if base_of(lang) == "zh" else ""
    if not form or lang.startswith(form[:7]):
        return Shown(text.ref, text.words, lang, improves=_improves(at, lang))
    key = ("in script", text.ref, form, text.words)
    words = at.site.translations.get(key)
    if words is None:
        words = in_chinese(text.words, lang, form)
        at.site.translations.put(key, words, 400 + 8 * len(words))
    if words == text.words:
        return Shown(text.ref, words, lang, improves=_improves(at, lang))
    twice = is_read_twice(lang, at.reader.both)
    return Shown(text.ref, words, form, "converted", lang, text.words, "", form, twice, True)


def _improves(at: Here, lang: str) -> str:
    """The first other language that they read, of somebody signed in who reads this text as written."""
    reads = at.reader.reads
    if len(reads) < 2 or lang == UNDETERMINED or not at.reader.is_signed_in:
        return ""
    return next((tag for tag in reads if base_of(tag) != base_of(lang)), "")


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
        stored = await translation.stored(at.scope, unknown, target)
        looked_up: dict[str, Translated | None] = {ref: _in_form(one, target) for ref, one in stored.items()}
        absent = [text for text in unknown if text.ref not in looked_up]
        if absent:
            looked_up.update(
                dict.fromkeys(await translation.memory.failed_among(at.scope, absent, target), FAILED)
            )
        for text in unknown:
            made = looked_up.get(text.ref)
            until = now + (_FOUND_FOR_S if made else _ABSENT_FOR_S)
            size = 400 + 4 * len(text.words) + (4 * len(made.words) if made else 0)
            at.site.translations.put((text.ref, target, text.words), (made, until), size)
        found.update(looked_up)
    return found


def _in_form(made: Translated, target: str) -> Translated:
    """What people wrote keeps its words; only the script of Chinese, told by its signs, changes."""
    if made.origin == "engine":
        words = in_form_of(made.words, target)
    else:
        words = in_chinese(made.words, "zh", chinese_of((target,)))
    if words == made.words:
        return made
    return msgspec.structs.replace(made, words=words, target=chinese_of((target,)) or target)


def forget_held(at: Here, text: Text, target: str) -> None:
    """Drops what is held of a text whose translation just arrived."""
    at.site.translations.put((text.ref, target, text.words), (None, 0.0), 0)


def forget_held_everywhere(at: Here, text: Text, target: str) -> None:
    """The same for every way in which readers here may name the language."""
    for tag in NAMES:
        if base_of(tag) == base_of(target):
            forget_held(at, text, tag)
