"""Texts as tokens: the same cut for documents and queries, of every script.

A token is a letter for its kind, a colon, and folded signs:
w a word, s its stem, b two neighbouring signs of Han, hangul, kana or Thai, u one Han sign, e an emoji;
p two pinyin syllables, q one, i two initials, r romaji. `@` begins a filter, such as @lang:ja.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import msgspec

from hongqiao.features.search import kana, pinyin
from hongqiao.features.search.folding import fold
from hongqiao.features.search.stems import stem

Script = Literal["han", "kana", "hangul", "thai", "emoji", "word"]
TITLE, LABEL, OTHER = "T", "L", "O"
"""Where a token stands, put before it: the title; a topic, place or name; a translated title."""

_PIECE = re.compile(
    r"(?P<han>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇\U00020000-\U0003ffff]+)"
    r"|(?P<kana>[\u3041-\u3096][\u3041-\u3096ー]*|[\u30a1-\u30faー]+)"
    r"|(?P<hangul>[\uac00-\ud7a3]+)"
    r"|(?P<thai>[\u0e00-\u0e7f]+)"
    r"|(?P<emoji>[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])"
    r"|(?P<word>(?:(?![\u3041-\u3096\u30a1-\u30faー\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\u0e00-\u0e7f々〇])[^\W_])+)"
)
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_LATIN = re.compile("[a-z]+")
_BODY_SIGNS, _SAID_SIGNS = 6_000, 300
"""How much of a long text is found as written: all that a note may hold, and two descriptions of pictures;
and how much of it by how it is said.
"""


class Piece(msgspec.Struct, frozen=True):
    """A run of one script in a folded text, and where it begins there."""

    script: Script
    text: str
    start: int


def pieces(folded: str) -> Iterator[Piece]:
    """The runs of a folded text in order, kana as hiragana; what is neither word nor emoji is left out."""
    for match in _PIECE.finditer(folded):
        text = match.group().translate(_HIRAGANA) if match.lastgroup == "kana" else match.group()
        yield Piece(match.lastgroup, text, match.start())  # type: ignore[arg-type]


def literal_tokens(piece: Piece) -> list[str]:
    """What the run is found by as it is written: all of them stand in a text that holds the run."""
    if piece.script == "word":
        return [f"w:{piece.text}"]
    if piece.script == "emoji":
        return [f"e:{piece.text}"]
    if len(piece.text) == 1:
        return [f"u:{piece.text}"]
    return [f"b:{pair}" for pair in _pairs(piece.text)]


def tokens_of(texts: Iterable[str]) -> list[str]:
    """What these texts are found by as they are written."""
    return [token for text in texts for piece in pieces(fold(text)) for token in literal_tokens(piece)]


def head_tokens(text: str, *, is_japanese: bool = False) -> set[str]:
    """All that a title, topic, place or name is found by: as written, by stem, and by how it is said.

    Pinyin is of every plausible reading; that of Japanese kanji is the caller's (see readings.py).
    """
    found: set[str] = set()
    former: Piece | None = None
    for piece in pieces(fold(text)):
        found.update(literal_tokens(piece), _looser(piece))
        if piece.script == "han":
            found.update(f"u:{sign}" for sign in piece.text)
            if not is_japanese:
                found |= said_tokens(piece.text, all_plausible=True)
        elif piece.script == "word" and former is not None and former.script == "word":
            as_one = former.text + piece.text  # mapotofu
            found |= {f"w:{as_one}", f"s:{stem(as_one)}"}
        former = piece
    return found


def body_tokens(text: str, *, is_japanese: bool = False) -> set[str]:
    """As head_tokens for a long text, without single signs; its beginning also by sound, in one reading."""
    found: set[str] = set()
    for piece in pieces(fold(text[:_BODY_SIGNS])):
        found.update(literal_tokens(piece), _looser(piece))
        if piece.script == "han" and not is_japanese:
            run = piece.text[: max(0, _SAID_SIGNS - piece.start)]
            found |= {one for one in said_tokens(run, all_plausible=False) if one[0] == "p"}
    return found


def said_tokens(run: str, *, all_plausible: bool) -> set[str]:
    """Pinyin of a Han run: pairs of syllables, single ones, and pairs of initials."""
    said = pinyin.readings(run, all_plausible=all_plausible)
    found = {f"q:{one}" for sign in said for one in sign}
    for first, second in pairwise(said):
        for one in first:
            for other in second:
                found |= {f"p:{one}{other}", f"i:{one[0]}{other[0]}"}
    return found


def romaji_token(reading: str) -> str:
    """The token of a Japanese word by its reading in kana or Latin letters."""
    plain = fold(reading)
    return f"r:{kana.fold_romaji(plain) if _LATIN.fullmatch(plain) else kana.romaji(hiragana(plain))}"


def hiragana(text: str) -> str:
    """Katakana as hiragana."""
    return text.translate(_HIRAGANA)


def hashed(tokens: Iterable[str]) -> list[int]:
    """Tokens as they are stored: signed 32-bit numbers, each once, in order."""
    return sorted({number_of(token) for token in tokens})


@lru_cache(maxsize=65_536)
def number_of(token: str) -> int:
    """The number of one token. Two tokens in four thousand million share one."""
    digest = hashlib.blake2b(token.encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(digest, "big", signed=True)


def _looser(piece: Piece) -> Iterator[str]:
    """What it is found by besides: a stem, the sound of kana."""
    if piece.script == "word":
        yield f"s:{stem(piece.text)}"
    elif piece.script == "kana" and len(piece.text) > 1 and (said := kana.romaji(piece.text)):
        yield f"r:{said}"


def _pairs(run: str) -> Iterator[str]:
    return (run[at : at + 2] for at in range(len(run) - 1))
