"""Screening of words: all rules over one text, in some milliseconds, without asking anybody."""

from collections.abc import Sequence
from pathlib import Path

from hongqiao.features.translation import Text
from hongqiao.features.trust.screening import lists
from hongqiao.features.trust.screening.links import links_found
from hongqiao.features.trust.screening.model import Finding
from hongqiao.features.trust.screening.personal import personal_in
from hongqiao.features.trust.screening.repeats import repeats_found


def screen_words(words: str, lang: str = "", *, home: Path | None = None) -> list[Finding]:
    """Everything that rules find in the words; with a home, the operator’s rules too. At most some 5 ms."""
    held = lists.shipped() if home is None else lists.rules_of(home)
    return [*held.found(words, lang), *links_found(words), *repeats_found(words), *personal_in(words)]


def screen_texts(texts: Sequence[Text], *, home: Path | None = None) -> list[Finding]:
    """The same for texts that belong together, as one: what is split over title and body is still found."""
    spoken = [text for text in texts if text.words]
    if not spoken:
        return []
    return screen_words("\n".join(text.words for text in spoken), spoken[0].lang, home=home)


def screen_rendering(source: str, rendering: str, *, home: Path | None = None) -> list[Finding]:
    """What an engine’s words have that must be held and the original lacks: what translating brought in."""
    had = {one.reason for one in screen_words(source, home=home)}
    found = screen_words(rendering, home=home)
    return [one for one in found if one.outcome in ("hold", "refuse") and one.reason not in had]
