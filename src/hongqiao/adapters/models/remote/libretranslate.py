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


class LibreTranslate(Remote):
    """POST /translate, one text at a time."""

    greeted_at = "/languages"

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
        codes = self._about.codes
        body = {
            "q": text,
            "source": codes.get(source, source),
            "target": codes.get(target, target),
            "format": "text",
            **({"api_key": self._about.key} if self._about.key else {}),
        }
        try:
            async with self._wire.post("/translate", body, deadline_s=self._within(deadline_s)) as answer:
                return Rendered((await answer.read(_Said)).translatedText.strip())
        except Unfit:
            return Rendered("", complete=False)
