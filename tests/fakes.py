"""Ports in memory: engines that translate by rule, and engines that misbehave on purpose."""

import hashlib
import math
import re
import struct
from collections.abc import Callable, Sequence

from hongqiao.kernel.errors import Unavailable
from hongqiao.kernel.ports.engine import EngineState, OnPart, Rendered
from hongqiao.kernel.ports.vectors import VectorsState

_SIGNS = {
    "zh": "山水花木天空春秋鱼鸟灯桥", "ja": "あいうえおかきくけこさし", "ko": "가나다라마바사아자차카타",
    "ru": "абвгдежзиклм",
}
_LATIN = "abdefgiklmno"


class FakeEngine:
    """Turns each word into an invented one of the target's script, always the same; the rest stays."""

    name = "fake"
    weak_languages: frozenset[str] = frozenset()
    wordings = 1
    at_once = 1
    version = "fake-1"

    def __init__(
        self, *, mask: str = "[{}]", state: EngineState = "ready", pairs: Sequence[tuple[str, str]] = (),
        confidence: float = -0.2, name: str = "", remote: bool = False,
    ) -> None:
        self.name = name or self.name
        self.remote = remote
        self.mask = mask
        self.confidence = confidence
        self.asked: list[str] = []
        self.glossaries: list[Sequence[tuple[str, str]]] = []
        self._state, self._pairs = state, pairs

    def state(self) -> EngineState:
        return self._state

    def pairs(self, source: str, target: str) -> bool:
        return source != target and (not self._pairs or (source, target) in self._pairs)

    async def translate(
        self, text: str, *, source: str, target: str, glossary: Sequence[tuple[str, str]],
        deadline_s: float, on_part: OnPart | None = None,
        wording: int = 0,
    ) -> Rendered:
        if self._state != "ready":
            raise Unavailable("asleep")
        self.asked.append(text)
        self.glossaries.append(glossary)
        said = self.render(text, target)
        if on_part is not None:
            for end in range(1, len(said) + 1):
                await on_part(said[:end])
        return Rendered(said, confidence=self.confidence)

    def render(self, text: str, target: str) -> str:
        """What it says for the text."""
        return invented(text, target, self.mask)

    async def close(self) -> None:
        self._state = "absent"


class HostileEngine(FakeEngine):
    """Does to each text what `spoil` says; `spoil` is given the proper rendering and the text."""

    name = "hostile"

    def __init__(self, spoil: Callable[[str, str], str], *, mask: str = "[{}]") -> None:
        super().__init__(mask=mask)
        self._spoil = spoil

    def render(self, text: str, target: str) -> str:
        return self._spoil(super().render(text, target), text)


HOSTILITIES: dict[str, Callable[[str, str], str]] = {
    "answers as an assistant": lambda said, text: "As an AI language model I cannot assist with that.",
    "echoes the text": lambda said, text: text,
    "says nothing": lambda said, text: "  ",
    "drops the words": lambda said, text: said[:3],
    "loops": lambda said, text: said + " ha" * 60,
    "adds a link": lambda said, text: f"{said} https://evil.example/win",
    "adds a mention": lambda said, text: f"{said} @everyone",
    "adds markup": lambda said, text: f"```\n{said}\n```",
    "wraps in JSON": lambda said, text: f'{{"translation": "{said}"}}',
    "closes tags": lambda said, text: f"{said}</text>",
    "adds a poem": lambda said, text: f"{said}\n\nroses are red\nviolets are blue",
    "writes far too much": lambda said, text: " ".join([said, *(f"oma{n}ko lena" for n in range(60))]),
    "speaks its frame": lambda said, text: f"Translate into English: {said}",
    "answers in another script": lambda said, text: "Это совсем другой язык и не перевод этого текста вовсе",
}
"""Ways to misbehave that must never be shown as a translation, by what they do."""


def invented(text: str, target: str, mask: str = "[{}]") -> str:
    """The text with invented words; marks, digits, blanks and punctuation stay as they are."""
    before, after = (re.escape(side) for side in mask.split("{}"))
    word = re.compile(rf"{before}\d+{after}|[^\W\d_]+")
    return word.sub(lambda m: m.group() if re.search(r"\d", m.group()) else _word(m.group(), target), text)


def _word(word: str, target: str) -> str:
    digest = hashlib.sha256(f"{target}:{word}".encode()).digest()
    letters = _SIGNS.get(target, _LATIN)
    dense = word[0] >= "\u2e80"
    if target in ("zh", "ja"):
        count = len(word) if dense else max(1, len(word) // 3)
    else:
        count = len(word) * 3 if dense else len(word)
    said = "".join(letters[digest[n % 32] % len(letters)] for n in range(count))
    return " ".join(said[at : at + 6] for at in range(0, len(said), 6)) if dense else said


class FakeVectors:
    """Sentence vectors by rule: each text has the direction that the test gives it."""

    version = "fake-vectors"
    dimensions = 2
    likely = 0.3

    def __init__(self, angles: Callable[[str], float], *, langs: Sequence[str] = ("en", "zh", "fr")) -> None:
        """`angles` turns a text into radians: the cosine of two texts is that of their difference."""
        self.asked: list[str] = []
        self._angles, self._langs = angles, langs

    def state(self) -> VectorsState:
        return "ready"

    def serves(self, lang: str) -> bool:
        return lang in self._langs

    async def of(self, texts: Sequence[str]) -> list[bytes]:
        self.asked += texts
        angles = [self._angles(text) for text in texts]
        return [struct.pack("<2f", math.cos(angle), math.sin(angle)) for angle in angles]

    async def close(self) -> None:
        """Nothing runs."""
