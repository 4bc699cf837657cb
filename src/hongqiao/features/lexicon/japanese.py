"""Words of a Japanese text with their readings, by Janome and the dictionary it carries; Hepburn by table."""

import re
from functools import cache
from typing import Any

_KANA = {
    "あいうえお": "a i u e o",
    "かきくけこ": "ka ki ku ke ko",
    "さしすせそ": "sa shi su se so",
    "たちつてと": "ta chi tsu te to",
    "なにぬねの": "na ni nu ne no",
    "はひふへほ": "ha hi fu he ho",
    "まみむめも": "ma mi mu me mo",
    "やゆよ": "ya yu yo",
    "らりるれろ": "ra ri ru re ro",
    "わゐゑをん": "wa i e o n",
    "がぎぐげご": "ga gi gu ge go",
    "ざじずぜぞ": "za ji zu ze zo",
    "だぢづでど": "da ji zu de do",
    "ばびぶべぼ": "ba bi bu be bo",
    "ぱぴぷぺぽ": "pa pi pu pe po",
    "ぁぃぅぇぉゔ": "a i u e o vu",
}
_ROMAJI = {sign: said for signs, row in _KANA.items() for sign, said in zip(signs, row.split(), strict=True)}
_GLIDES = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
_SMALL_VOWELS = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_KANJI = re.compile(r"[\u3400-\u4DBF\u4E00-\u9FFF々]")
_JAPANESE = re.compile(r"[\u3041-\u30FF\u3400-\u4DBF\u4E00-\u9FFF々]")
_SAID_OTHERWISE = {"は": "わ", "へ": "え", "を": "お"}


def cut(text: str) -> list[tuple[str, str, str]]:
    """Words, readings in hiragana, dictionary forms; "" for what isn't Japanese or isn't known."""
    found: list[tuple[str, str, str]] = []
    at = 0
    for token in _tokenizer().tokenize(text):
        start = text.find(token.surface, at)
        if start > at:
            found.append((text[at:start], "", ""))
        found.append((token.surface, _reading(token), token.base_form if token.base_form != "*" else ""))
        at = start + len(token.surface)
    return [*found, (text[at:], "", "")] if at < len(text) else found


def has_kanji(word: str) -> bool:
    """Whether the word needs a reading above it."""
    return _KANJI.search(word) is not None


def romaji(kana: str) -> str:
    """Hepburn romanisation of kana."""
    said = ""
    for sign in hiragana(kana):
        if sign in _GLIDES:
            said = said[:-1] + (_GLIDES[sign][1:] if said.endswith(("shi", "chi", "ji")) else _GLIDES[sign])
        elif sign in _SMALL_VOWELS and said[-1:] in ("u", "e", "i", "o") and len(said) > 1:
            said = said[:-1] + ("w" if said.endswith("ku") else "") + _SMALL_VOWELS[sign]
        elif sign == "ー":
            said += said[-1:]
        elif sign == "っ":
            said += "~"
        else:
            said += _ROMAJI.get(sign, sign)
    return re.sub("~(.?)", lambda match: ("t" if match[1] == "c" else match[1]) + match[1], said)


def hiragana(kana: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヴ" else sign for sign in kana)


def _reading(token: Any) -> str:
    if not _JAPANESE.search(token.surface):
        return ""
    if token.part_of_speech.startswith("助詞") and token.surface in _SAID_OTHERWISE:
        return _SAID_OTHERWISE[token.surface]
    if not has_kanji(token.surface):
        return hiragana(token.surface)
    return hiragana(token.reading) if token.reading != "*" else ""


@cache
def _tokenizer() -> Any:
    from janome.tokenizer import Tokenizer  # half a second and 75 MB that few processes need

    return Tokenizer()
