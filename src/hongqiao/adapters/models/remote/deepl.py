"""DeepL's HTTP interface, version 2. Marks travel as XML tags, which it is made to keep."""

import re
from collections.abc import Sequence
from html import escape, unescape

import msgspec

from hongqiao.adapters.models.remote.about import About, Remote
from hongqiao.adapters.models.remote.wire import Unfit
from hongqiao.kernel.ports.engine import OnPart, Rendered

LANGUAGES = frozenset(["en", "zh", "ja", "ko", "es", "fr", "pt", "ru", "ar", "de", "it", "id", "tr"])
TARGETS = {"en": "EN-US", "pt": "PT-BR", "zh": "ZH-HANS"}
"""Targets for which it wants a variant; all others are the tag in capitals."""

_MARK = re.compile(r"\[(\d+)\]")
_TAG = re.compile(r'<m id="(\d+)"\s*/>|<m id="(\d+)">\s*</m>')


class _Line(msgspec.Struct):
    text: str


class _Said(msgspec.Struct):
    translations: list[_Line]
    billed_characters: int | None = None


class DeepL(Remote):
    """POST /v2/translate, with one text or several."""

    greeted_at = "/v2/usage"
    at_once = 16

    def __init__(self, about: About) -> None:
        super().__init__(about, "deepl-v2", {"authorization": f"DeepL-Auth-Key {about.key}"})

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
        """The text as the service says it, without glossary and confidence. Raises Unavailable."""
        (said,) = await self._said([text], source, target, deadline_s) or [Rendered("", complete=False)]
        return said

    async def translate_many(
        self, texts: Sequence[str], *, source: str, target: str, deadline_s: float
    ) -> Sequence[Rendered]:
        """All in one request; one by one where one of them is at fault. Raises Unavailable."""
        said = await self._said(texts, source, target, deadline_s)
        if said:
            return said
        return await self._one_by_one(texts, source=source, target=target, deadline_s=deadline_s)

    async def _said(
        self, texts: Sequence[str], source: str, target: str, deadline_s: float
    ) -> list[Rendered]:
        """One answer a text, each with its share of the cost; none where the service does not take them."""
        codes = self._about.codes
        body = {
            "text": [as_xml(text) for text in texts],
            "source_lang": source.upper(),
            "target_lang": codes.get(target) or TARGETS.get(target, target.upper()),
            "tag_handling": "xml",
            "preserve_formatting": True,
        }
        try:
            async with self._wire.post("/v2/translate", body, deadline_s=self._within(deadline_s)) as answer:
                said = await answer.read(_Said)
        except Unfit:
            return []
        if len(said.translations) != len(texts):
            return []
        billed = said.billed_characters
        cost = None if billed is None else -(-billed // len(texts))
        return [Rendered(from_xml(one.text).strip(), tokens=cost) for one in said.translations]


def as_xml(text: str) -> str:
    """The text as XML in which each mark [0] is a tag."""
    return _MARK.sub(r'<m id="\1"/>', escape(text, quote=False))


def from_xml(text: str) -> str:
    """The text again. Anything that is no mark of ours stays as it is, for the checks to find."""
    return unescape(_TAG.sub(lambda found: f"[{found[1] or found[2]}]", text))
