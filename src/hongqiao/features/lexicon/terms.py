"""The glossary: terms of a text with their renderings, for an engine to use and for cards to explain."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

import msgspec
import opencc

from hongqiao.features.lexicon.hints import hints_in
from hongqiao.features.lexicon.model import VERSION, Term, stands_there
from hongqiao.features.lexicon.names import names_in
from hongqiao.kernel.language import base_of

DATA = Path(__file__).parent / "data"
TERMS = DATA / "terms"
AT_MOST = 8
"""Terms told to an engine at once: more crowd a small model's frame and cost more than they give."""

PLAIN = ("unit", "place", "travel", "platform", "study")
"""Kinds of terms that are told to engines and not insisted upon."""

LANGS = ("zh", "ja", "ko", "en", "es", "fr", "pt", "ru")

Index = dict[str, tuple[tuple[str, Term], ...]]
"""First two signs (one for terms of one sign) -> terms in lower case that begin so, longest first."""


class Found(msgspec.Struct, frozen=True):
    """A term where it stands: the signs as written, their place, and what they are."""

    written: str
    start: int
    term: Term


class Terms:
    """All terms of a site at one moment, and how they are found in a text. Never changed once made.

    `by_lang` holds the lists that differ from the shipped ones.
    """

    def __init__(self, version: str, by_lang: Mapping[str, tuple[Term, ...]]) -> None:
        self.version, self._by_lang = version, by_lang
        self._indices: dict[str, Index] = {}

    def of(self, lang: str) -> tuple[Term, ...]:
        """The terms of one language, in the order of their files: zh.jsonl, then zh-life.jsonl, …"""
        return self._by_lang[lang] if lang in self._by_lang else shipped_terms(lang)

    def named(self, lang: str, name: str) -> Term | None:
        """The term of this first form."""
        return next((one for one in self.of(lang) if one.terms[0] == name), None)

    def wide_glossary(self, text: str, source: str, target: str) -> Sequence[tuple[str, str]]:
        """As `glossary`, with more words of one sense: for texts that nobody waits for."""
        return self.glossary(text, source, target, least_signs=2)

    def glossary(
        self, text: str, source: str, target: str, *, least_signs: int = 3
    ) -> Sequence[tuple[str, str]]:
        """The terms in the text, as written, with renderings in the target language: at most eight, in order.

        Costs about 0.1 ms for a comment. Empty for languages that the lexicon doesn't have.
        """
        target = base_of(target)
        said = self._explained(text, source, target)
        known = names_in(text, base_of(source), target)
        if base_of(source) == "zh":
            known += hints_in(text, target, least_signs=least_signs)
        for written, rendering in known:
            if len(said) < AT_MOST and not any(written in term for term in said):
                said[written] = rendering
        return tuple(said.items())

    def explained(self, text: str, source: str, target: str) -> Sequence[tuple[str, str]]:
        """Those of `glossary` that word for word would say nothing.

        No names, units or words of a dictionary, nor what an engine may well say in its own way.
        """
        return tuple(self._explained(text, source, base_of(target), without=PLAIN).items())

    def _explained(
        self, text: str, source: str, target: str, *, without: Sequence[str] = ()
    ) -> dict[str, str]:
        said: dict[str, str] = {}
        for found in self.occurrences(text, source):
            rendering = found.term.said.get(target)
            if rendering and found.term.kind not in without and len(said) < AT_MOST:
                said.setdefault(found.written, rendering)
        return said

    def occurrences(self, text: str, source: str) -> list[Found]:
        """Every term in the text, from its beginning; where two could stand, the longer one."""
        index = self._index(base_of(source))
        if not index:
            return []
        lower = _lower(text)
        found, at = [], 0
        while at < len(lower):
            one = _longest(index, lower, at)
            if one is None:
                at += 1
                continue
            end = at + len(one[0])
            found.append(Found(text[at:end], at, one[1]))
            at = end
        return found

    def _index(self, lang: str) -> Index:
        """Made when first asked for: some 10 ms for Chinese."""
        if lang not in self._indices:
            self._indices[lang] = _indexed(lang, self.of(lang))
        return self._indices[lang]


@lru_cache(maxsize=len(LANGS))
def shipped_terms(lang: str) -> tuple[Term, ...]:
    """The terms of one language that came with the product."""
    if lang not in LANGS:
        return ()
    decode = msgspec.json.Decoder(Term).decode
    files = (TERMS / f"{lang}.jsonl", *sorted(TERMS.glob(f"{lang}-*.jsonl")))
    lines = (line for path in files for line in path.read_bytes().splitlines())
    return tuple(decode(line) for line in lines if line)


SHIPPED = Terms(VERSION, {})
"""The terms that came with the product."""
glossary, occurrences, terms_of = SHIPPED.glossary, SHIPPED.occurrences, SHIPPED.of


def _longest(index: Index, lower: str, at: int) -> tuple[str, Term] | None:
    for key in (lower[at : at + 2], lower[at]):
        for written, term in index.get(key, ()):
            if lower.startswith(written, at) and stands_there(term, lower, at, at + len(written)):
                return written, term
    return None


def _indexed(lang: str, terms: tuple[Term, ...]) -> Index:
    by_key: dict[str, dict[str, Term]] = {}
    for term in terms:
        for written in term.terms:
            for form in _forms(written, lang):
                lower = _lower(form)
                by_key.setdefault(lower[:2], {}).setdefault(lower, term)
    return {
        key: tuple(sorted(terms.items(), key=lambda item: -len(item[0]))) for key, terms in by_key.items()
    }


def _forms(written: str, lang: str) -> tuple[str, ...]:
    """The term, and for Chinese its traditional form, which people of Taiwan and Hong Kong write."""
    if lang != "zh" or written.isascii():
        return (written,)
    return (written, _traditional().convert(written))


@cache
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _lower(text: str) -> str:
    """Lower case, sign by sign, so that places stay what they are."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
