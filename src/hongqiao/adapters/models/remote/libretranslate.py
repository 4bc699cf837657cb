"""LibreTranslate, and what speaks like it (another installation of ours does)."""

from collections.abc import Sequence

import msgspec

from hongqiao.adapters.models.remote.about import About, Remote
from hongqiao.adapters.models.remote.wire import Unfit
from hongqiao.kernel.ports.engine import OnPart, Rendered

LANGUAGES = frozenset(
    ["en", "zh", "ja", "ko", "es", "fr", "pt", "ru", "ar", "de", "it", "vi", "id", "tr", "th"]
)
"""What it usually serves; an installation may have fewer."""


class _Said(msgspec.Struct):
    translatedText: str


class _SaidMany(msgspec.Struct):
    translatedText: list[str]


class LibreTranslate(Remote):
    """POST /translate, with one text or a list."""

    greeted_at = "/languages"
    at_once = 16

    def __init__(self, about: About) -> None:
        super().__init__(about, "libretranslate", {})

    async def translate(
        self,
        text: str,
        *,
        source: str,
        target: str,
        glossary: Sequence[tuple[str, str]],
        deadline_s: float,
        on_part: OnPart | None = None,
        wording: int = 0,
    ) -> Rendered:
        """The text as the service says it; it knows no glossary and no confidence. Raises Unavailable."""
        body = self._body(text, source, target)
        try:
            async with self._wire.post("/translate", body, deadline_s=self._within(deadline_s)) as answer:
                return Rendered((await answer.read(_Said)).translatedText.strip())
        except Unfit:
            return Rendered("", complete=False)

    async def translate_many(
        self, texts: Sequence[str], *, source: str, target: str, deadline_s: float
    ) -> Sequence[Rendered]:
        """All in one request; one by one where the service does not take them so. Raises Unavailable."""
        body = self._body(list(texts), source, target)
        try:
            async with self._wire.post("/translate", body, deadline_s=self._within(deadline_s)) as answer:
                said = (await answer.read(_SaidMany)).translatedText
        except Unfit:
            said = []
        if len(said) == len(texts):
            return [Rendered(one.strip()) for one in said]
        return await self._one_by_one(texts, source=source, target=target, deadline_s=deadline_s)

    def _body(self, words: str | list[str], source: str, target: str) -> dict[str, object]:
        codes = self._about.codes
        return {
            "q": words,
            "source": codes.get(source, source),
            "target": codes.get(target, target),
            "format": "text",
            **({"api_key": self._about.key} if self._about.key else {}),
        }
