"""Terms, privacy text and guidelines: what ships in texts/, or the operator's own files, with their versions.

A version is the hash of the words as they are shown, so a changed text is a new one by itself.
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import msgspec

from hongqiao.features.trust.house import House, house
from hongqiao.kernel.settings import Settings

Name = Literal["terms", "privacy", "guidelines"]
NAMES: tuple[Name, ...] = get_args(Name)
AGREED_TO: tuple[Name, ...] = ("terms", "privacy")
"""What somebody agrees to when they join; the guidelines only tell."""

FOLDER = Path(__file__).parent / "texts"
_VERSION_SIGNS = 12


class HouseText(msgspec.Struct, frozen=True):
    """A text in one language; `is_own` when the operator wrote it."""

    name: Name
    lang: str
    words: str
    is_own: bool

    @property
    def hash(self) -> bytes:
        """SHA-256 of the words, as the consent ledger keeps it."""
        return hashlib.sha256(self.words.encode()).digest()

    @property
    def version(self) -> str:
        """What people are told the version is."""
        return self.hash.hex()[:_VERSION_SIGNS]

    @property
    def title(self) -> str:
        return self.words.partition("\n")[0].removeprefix("# ")


def text(settings: Settings, name: Name, lang: str) -> HouseText:
    """The text in this language, else in English. Raises PackTrouble when operator.toml makes no sense."""
    return _text(settings.home, settings.site_name, settings.content_licence, name, lang)


def hashes(settings: Settings, name: Name) -> frozenset[bytes]:
    """Of the text as it is now in every language of the interface: agreeing to one of them is enough."""
    return frozenset(text(settings, name, lang).hash for lang in settings.locales)


@lru_cache(maxsize=64)
def _text(home: Path, site: str, licence: str, name: Name, lang: str) -> HouseText:
    for folder in (home / "texts", FOLDER):
        for tag in dict.fromkeys((lang, "en")):
            path = folder / f"{name}.{tag}.md"
            if path.is_file():
                words = _filled(path.read_text("utf-8"), site, licence, house(home), tag)
                return HouseText(name, tag, words, folder is not FOLDER)
    raise AssertionError(f"no text {name}")


_NOBODY = {
    "en": ("whoever runs this installation", "the address on the page about contact, once it is set"),
    "zh-Hans": ("本站的运营者", "“联系”页面上的地址（运营者填写之后）"),
    "zh-Hant": ("本站的營運者", "「聯絡」頁面上的地址（營運者填寫之後）"),
    "ar": ("من يشغّل هذا الموقع", "العنوان المذكور في صفحة التواصل متى أضافه المشغّل"),
}


def _isolated(value: str) -> str:
    """Between signs that keep its direction apart from that of the sentence."""
    return f"\u2068{value}\u2069" if value else ""


def _filled(words: str, site: str, licence: str, told: House, lang: str) -> str:
    """The words with what only the operator knows; replaced one by one, so that other braces stay."""
    nobody, nowhere = _NOBODY.get(lang, _NOBODY["en"])
    slots = {
        "{site}": site,
        "{operator}": _isolated(told.operator) or nobody,
        "{contact}": _isolated(told.contact) or nowhere,
        "{licence}": licence,
    }
    for slot, value in slots.items():
        words = words.replace(slot, value)
    return words.strip() + "\n"
