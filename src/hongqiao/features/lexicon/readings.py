"""A text word by word: with readings for whoever learns, and what a word means for whoever taps it."""

import msgspec

from hongqiao.features.lexicon import chinese, japanese, jmdict, korean
from hongqiao.features.lexicon.model import Dictionary, Sense, Term
from hongqiao.features.lexicon.terms import SHIPPED, Found, Terms
from hongqiao.kernel.language import base_of

READ_LANGS = ("zh", "ja", "ko")
"""Languages whose words can be tapped."""

TEXT_AT_MOST = 6_000


class Word(msgspec.Struct, frozen=True):
    """A piece of a text. `reading` is "" for blanks, signs and other scripts: not to be tapped.

    `lemma` is the form in which dictionaries have it, where that is known to differ.
    """

    written: str
    start: int
    reading: str = ""
    latin: str = ""
    is_term: bool = False
    lemma: str = ""

    @property
    def can_be_tapped(self) -> bool:
        return bool(self.reading) or self.is_term

    @property
    def needs_ruby(self) -> bool:
        """Kana are their own reading; hangul and Han have one above them."""
        return bool(self.reading) and self.reading != self.written and not _is_kana(self.written)


class Gloss(msgspec.Struct, frozen=True):
    """What is known of one word. Senses are English; none means that no dictionary of ours knows it.

    `term` may be a part of the word, or go beyond it: `term_written` is as it stands in the text.
    """

    word: Word
    lang: str
    sentence: str
    senses: tuple[Sense, ...] = ()
    term: Term | None = None
    term_written: str = ""


def words_of(text: str, lang: str, terms: Terms = SHIPPED) -> list[Word]:
    """The whole text in words, nothing left out. Loads a dictionary at first: call it in a thread."""
    base = base_of(lang)
    text = text[:TEXT_AT_MOST]
    if base not in READ_LANGS:
        return [Word(text, 0)] if text else []
    found = {one.start: one for one in terms.occurrences(text, base)}
    pieces = {"zh": _chinese, "ja": _japanese, "ko": _korean}[base](text)
    return _with_terms(pieces, found)


def gloss(text: str, lang: str, at: int, terms: Terms = SHIPPED) -> Gloss | None:
    """What is known of the word at this place of the text; None where none begins."""
    word = next((one for one in words_of(text, lang, terms) if one.start == at and one.can_be_tapped), None)
    if word is None:
        return None
    base, end = base_of(lang), at + len(word.written)
    found = next((one for one in terms.occurrences(text[:TEXT_AT_MOST], base) if _share(one, at, end)), None)
    return Gloss(
        word,
        base,
        sentence_around(text, at),
        tuple(_senses(word, base)[:4]),
        found.term if found else None,
        found.written if found else "",
    )


def dictionary_of(lang: str) -> Dictionary | None:
    """Whose senses are shown for this language; None where there are none."""
    if base_of(lang) == "ja":
        return jmdict.DICTIONARY if jmdict.dictionary_file() else None
    return chinese.DICTIONARY if base_of(lang) == "zh" else None


def sentence_around(text: str, at: int) -> str:
    """The sentence in which a word stands, at most 200 signs."""
    ends = "\n。！？!?…"
    start = max((text.rfind(sign, 0, at) for sign in ends), default=-1) + 1
    found = [place for sign in ends if (place := text.find(sign, at)) >= 0]
    end = min(found) + 1 if found else len(text)
    return text[max(start, at - 100) : min(end, at + 100)].strip()


def _share(found: Found, start: int, end: int) -> bool:
    return found.start < end and start < found.start + len(found.written)


def _senses(word: Word, base: str) -> list[Sense]:
    if base == "zh":
        return chinese.senses(word.written, word.reading)
    return jmdict.senses(word.written, word.lemma, word.reading) if base == "ja" else []


def _chinese(text: str) -> list[Word]:
    readings, words, at = chinese.pinyin(text), [], 0
    for written in chinese.cut(text):
        said = " ".join(filter(None, readings[at : at + len(written)])) if chinese.HAN.match(written) else ""
        words.append(Word(written, at, said))
        at += len(written)
    return words


def _japanese(text: str) -> list[Word]:
    words, at = [], 0
    for written, reading, lemma in japanese.cut(text):
        words.append(Word(written, at, reading, japanese.romaji(reading) if reading else "", lemma=lemma))
        at += len(written)
    return words


def _korean(text: str) -> list[Word]:
    words, at = [], 0
    for match in korean.WORD.finditer(text):
        if match.start() > at:
            words.append(Word(text[at : match.start()], at))
        said = korean.romanised(match.group())
        words.append(Word(match.group(), match.start(), said, said))
        at = match.end()
    return [*words, Word(text[at:], at)] if at < len(text) else words


def _with_terms(pieces: list[Word], terms: dict[int, Found]) -> list[Word]:
    """The words, with those that make up a term joined; a term that begins within a word is left out."""
    joined: list[Word] = []
    end = 0
    for at, piece in enumerate(pieces):
        if piece.start < end:
            continue
        found = terms.get(piece.start)
        if found is None or not _ends_with_a_word(pieces[at:], found.start + len(found.written)):
            joined.append(piece)
            end = piece.start + len(piece.written)
            continue
        end = found.start + len(found.written)
        parts = [one for one in pieces[at:] if one.start < end]
        reading = " ".join(one.reading for one in parts if one.reading)
        latin = " ".join(one.latin for one in parts if one.latin)
        joined.append(Word(found.written, found.start, reading, latin, is_term=True))
    return joined


def _ends_with_a_word(pieces: list[Word], end: int) -> bool:
    return any(one.start + len(one.written) == end for one in pieces)


def _is_kana(written: str) -> bool:
    return all("\u3041" <= sign <= "\u30ff" for sign in written)
