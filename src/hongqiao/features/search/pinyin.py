"""Pinyin: how Han signs are said, and typed syllables told apart, with tones or without."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

_INITIALS = [
    "b",
    "p",
    "m",
    "f",
    "d",
    "t",
    "n",
    "l",
    "g",
    "k",
    "h",
    "j",
    "q",
    "x",
    "zh",
    "ch",
    "sh",
    "r",
    "z",
    "c",
    "s",
]
_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou yi ya yao ye you yan yin yang ying yong yo"
    " wu wa wo wai wei wan wen wang weng"
    " yu yue yuan yun",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve ue",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve ue",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
}
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())
_LONGEST = max(map(len, SYLLABLES))
_TONED = re.compile(r"(?<=[a-zv:])[0-5]")
_NO_INITIALS = re.compile("[^bpmfdtnlgkhjqxzcsryw]")
READINGS_AT_MOST = 3


@lru_cache(maxsize=4_096)
def syllables(typed: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which small Latin letters are whole pinyin syllables: fewest first, three at most.

    Tone digits may stand after syllables (ka1fei1); accents were folded away before.
    """
    plain = _TONED.sub(" ", typed.replace("u:", "v")).strip()
    if " " in plain:
        parts = plain.split()
        return (tuple(parts),) if all(part in SYLLABLES for part in parts) else ()
    if not 2 <= len(plain) <= 30 or not plain.isascii() or not plain.isalpha():
        return ()
    return tuple(sorted(_cut(plain), key=len)[:READINGS_AT_MOST])


@lru_cache(maxsize=4_096)
def _cut(rest: str) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = []
    for size in range(min(_LONGEST, len(rest)), 0, -1):
        if rest[:size] not in SYLLABLES:
            continue
        if size == len(rest):
            found.append((rest,))
        else:
            found += [(rest[:size], *after) for after in _cut(rest[size:])[:READINGS_AT_MOST]]
    return tuple(sorted(found, key=len)[:READINGS_AT_MOST])


def could_be_initials(typed: str) -> bool:
    """Whether these letters can be the first ones of two to eight syllables: kf, mpdf."""
    return 2 <= len(typed) <= 8 and typed.isascii() and typed.isalpha() and not _NO_INITIALS.search(typed)


def readings(run: str, *, all_plausible: bool) -> list[tuple[str, ...]]:
    """How each Han sign of a run is said, without tones: the reading in this context first.

    With `all_plausible` up to three of a sign; for short texts, where a wrong guess hides a note.
    """
    in_context = [said for word in _words(run) for said in _of_word(word)]
    if len(in_context) != len(run):  # signs without any reading among them
        in_context = [next(iter(_of_sign(sign)), "") for sign in run]
    if not all_plausible:
        return [(one,) if one else () for one in in_context]
    known = zip(in_context, run, strict=True)
    return [
        tuple(dict.fromkeys(filter(None, (said, *_of_sign(sign)))))[:READINGS_AT_MOST] for said, sign in known
    ]


@lru_cache(maxsize=65_536)
def _of_word(word: str) -> tuple[str, ...]:
    """How a word is said; kept, since a text is mostly words that were met before."""
    return tuple(one[0] for one in _said()([word], style=_normal(), errors="ignore", v_to_u=False))


@lru_cache(maxsize=32_768)
def _of_sign(sign: str) -> tuple[str, ...]:
    said = _said()(sign, style=_normal(), heteronym=True, errors="ignore", v_to_u=False)
    return tuple(dict.fromkeys(said[0])) if said else ()


@cache
def _said():
    from pypinyin import pinyin  # half a second and 40 MB, for indexing only

    return pinyin


def _words(run: str) -> Iterator[str]:
    """The run cut as pypinyin cuts it itself: each word is said by itself."""
    return _segmenter().cut(run)


@cache
def _segmenter():
    from pypinyin.seg.mmseg import seg

    return seg


@cache
def _normal():
    from pypinyin import Style

    return Style.NORMAL
