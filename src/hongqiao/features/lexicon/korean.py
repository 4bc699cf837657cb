"""Korean in Latin letters by the Revised Romanization of 2000, as spoken: sounds change at the seams."""

import re

WORD = re.compile(r"[\uAC00-\uD7A3]+")
_FIRST = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "-", "j", "jj", "ch", "k", "t", "p", "h"]
_VOWEL = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
_LAST = [
    "-",
    "k",
    "k",
    "ks",
    "n",
    "nj",
    "nh",
    "t",
    "l",
    "lk",
    "lm",
    "lb",
    "ls",
    "lt",
    "lp",
    "lh",
    "m",
    "p",
    "ps",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "h",
]
_MOVED = [
    "-",
    "g",
    "kk",
    "gs",
    "n",
    "nj",
    "n",
    "d",
    "r",
    "lg",
    "lm",
    "lb",
    "ls",
    "lt",
    "lp",
    "r",
    "m",
    "b",
    "ps",
    "s",
    "ss",
    "ng",
    "j",
    "ch",
    "k",
    "t",
    "p",
    "-",
]
"""What a final consonant becomes at the beginning of the next syllable, when that begins with a vowel."""
_SPOKEN_LAST = {"ks": "k", "nj": "n", "nh": "n", "lk": "k", "lm": "m", "lb": "l", "ls": "l", "lt": "l",
                "lp": "p", "lh": "l", "ps": "p", "h": "t"}  # fmt: skip
_NASAL = {"k": "ng", "t": "n", "p": "m"}
_HARD = {"g": "k", "d": "t", "b": "p", "j": "ch"}
_MOVED_CLUSTER = {"gs": ("k", "s"), "nj": ("n", "j"), "lg": ("l", "g"), "lm": ("l", "m"), "lb": ("l", "b"),
                  "ls": ("l", "s"), "lt": ("l", "t"), "lp": ("l", "p"), "ps": ("p", "s")}  # fmt: skip


def romanised(word: str) -> str:
    """One word of hangul in Latin letters; other signs stay."""
    return WORD.sub(lambda match: _run(match.group()), word)


def _run(run: str) -> str:
    syllables = [_parts(sign) for sign in run]
    said = ""
    onset = _FIRST[syllables[0][0]]
    for index, (_, vowel, last) in enumerate(syllables):
        said += ("" if onset == "-" else onset) + _VOWEL[vowel]
        following = _FIRST[syllables[index + 1][0]] if index + 1 < len(syllables) else None
        is_before_i = following is not None and _VOWEL[syllables[index + 1][1]] == "i"
        coda, onset = _seam(last, following, before_i=is_before_i)
        said += coda
    return said


def _parts(sign: str) -> tuple[int, int, int]:
    number = ord(sign) - 0xAC00
    return number // 588, number % 588 // 28, number % 28


def _seam(last: int, following: str | None, *, before_i: bool) -> tuple[str, str]:
    """How a final consonant and the next initial are spoken together."""
    coda, onset = _LAST[last], following or ""
    if coda == "-":
        return "", onset
    if following is None:
        return _SPOKEN_LAST.get(coda, coda), ""
    if onset == "-":
        return _into_vowel(last, before_i=before_i)
    if coda in ("h", "nh", "lh") and onset in _HARD:
        return {"h": "", "nh": "n", "lh": "l"}[coda], _HARD[onset]
    spoken = _SPOKEN_LAST.get(coda, coda)
    if onset in ("n", "m"):
        return ("l", "l") if spoken == "l" and onset == "n" else (_NASAL.get(spoken, spoken), onset)
    if onset == "r":
        return ("l", "l") if spoken in ("l", "n") else (_NASAL.get(spoken, spoken), "n")
    return spoken, onset


def _into_vowel(last: int, *, before_i: bool) -> tuple[str, str]:
    moved = _MOVED[last]
    if moved == "ng":
        return "ng", ""
    if before_i and moved in ("d", "t"):
        return "", {"d": "j", "t": "ch"}[moved]
    if moved in _MOVED_CLUSTER:
        return _MOVED_CLUSTER[moved]
    return "", "" if moved == "-" else moved
