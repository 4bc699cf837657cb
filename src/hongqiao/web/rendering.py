"""Templates to HTML: one Jinja environment a locale, so that words, numbers and dates need no look-up a call.

Owns the template search path ("ui/…" and "<feature>/…"), the catalogues and the names templates may use.
"""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.core import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from jinja2 import BytecodeCache, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2_fragments import render_block
from markupsafe import Markup

from hongqiao.kernel.language import (
    READABLE,
    TARGETS,
    chosen_as,
    direction_of,
    html_tag,
    name_of,
    readable_of,
    script_seal_of,
    seal_of,
)
from hongqiao.kernel.text import width_em
from hongqiao.web.assets import Assets
from hongqiao.web.kept import KeptPieces
from hongqiao.web.locale_format import LocaleFormat
from hongqiao.web.rich_text import ends_with_topics, rich

WEB = Path(__file__).parent
_SIZES = (
    (7.5, " text-card--short"),
    (12.5, ""),
    (19.5, " text-card--long"),
    (30, " text-card--longest"),
    (55, " text-card--small"),
    (float("inf"), " text-card--smallest"),
)
"""Widths (em) below which a size class of text covers fits; the same steps as in note-composer.js."""

INTERESTS = ("food", "travel", "style", "home", "pets", "study", "crafts", "outdoors")


class Rendering:
    """Renders templates for a reader (anything with `locale`). Not bound to a request: make one a process."""

    def __init__(self, assets: Assets, *, locales: tuple[str, ...] = ("en",), root: Path = WEB) -> None:
        self._assets = assets
        self._loader = PrefixLoader(
            {folder.parent.name: FileSystemLoader(folder) for folder in sorted(root.glob("*/templates"))}
        )
        self._bytecode = _Bytecode()
        self._kept = KeptPieces()
        self._catalogues = {tag: read_catalogue(root / "locale" / tag / "messages.po") for tag in locales}
        self._environments = {tag: self._environment(tag, locales) for tag in locales}
        self._first = locales[0]

    def render(self, name: str, reader: Any, **context: Any) -> str:
        """The whole template; `reader` is handed on under its name."""
        return self._for(reader.locale).get_template(name).render(reader=reader, **context)

    def render_block(self, name: str, block: str, reader: Any, **context: Any) -> str:
        """One block of the template, without what stands around it."""
        return render_block(self._for(reader.locale), name, block, reader=reader, **context)

    def translate(self, locale: str, message: str, **values: object) -> str:
        """A message marked with mark("…") in the reader's language, its %(name)s filled in."""
        words = self._catalogues.get(locale, self._catalogues[self._first]).gettext(message)
        return words % values if values else words

    def _for(self, locale: str) -> Environment:
        return self._environments.get(locale) or self._environments[self._first]

    def _environment(self, tag: str, locales: tuple[str, ...]) -> Environment:
        env = _Environment(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
            bytecode_cache=self._bytecode,
            auto_reload=False,
            cache_size=-1,
        )
        catalogue = self._catalogues[tag]
        env.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
        env.globals.update(self._names(tag, locales))
        env.globals["kept"] = self._kept.function()
        env.globals["interest_names"] = _interest_names(catalogue.gettext)
        env.filters["readable_of"] = readable_of
        env.filters.update(LocaleFormat(Locale.parse(tag, sep="-"), catalogue).filters())
        return env

    def _names(self, tag: str, locales: tuple[str, ...]) -> Mapping[str, Any]:
        catalogue, names = self._catalogues[tag], self._assets.names
        figures = LocaleFormat(Locale.parse(tag, sep="-"), catalogue)

        def plural(one: str, other: str, number: int, **values: Any) -> Markup:
            words = Markup(catalogue.ngettext(one, other, figures.as_counted(number)))
            return words % {"count": figures.count(number), **values}

        return {
            "_": _sayer(catalogue.gettext),
            "asset": names.__getitem__,
            "icon": _icon_maker(names["icons.svg"]),
            "plural": plural,
            "rich": rich,
            "ends_with_topics": ends_with_topics,
            "lang_name": name_of,
            "html_lang": html_tag,
            "dir_of": direction_of,
            "seal": seal_of,
            "spoken": spoken,
            "fit": fit,
            "srcset": srcset,
            "language_names": READABLE,
            "targets": TARGETS,
            "chosen_as": chosen_as,
            "script_seal": script_seal_of,
            "locales": locales,
            "interests": INTERESTS,
        }


class _Environment(Environment):
    """Names for templates in one plain dict: Jinja's chain of maps costs a tenth of a note's page, at each
    import of macros. All names are there before the first template is loaded.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def read_catalogue(path: Path) -> NullTranslations:
    """Words of one locale from its .po file, compiled in memory; English ids when there is none."""
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


@lru_cache(64)
def spoken(tag: str) -> Markup:
    """lang and dir attributes for people's text; undetermined text only gets dir=auto."""
    if tag in ("", "und"):
        return Markup(' dir="auto"')
    return Markup(' lang="{}" dir="{}"').format(html_tag(tag), direction_of(tag))


def srcset(key: str, widths: Sequence[int], ending: str) -> str:
    """The addresses of one picture in all its widths, for a srcset attribute."""
    return ", ".join(f"/media/{key}/{width}.{ending} {width}w" for width in widths)


def fit(words: str) -> str:
    """Size class of a text cover, by the width of its words in em."""
    width = width_em(words)
    return next(size for below, size in _SIZES if width < below)


def _sayer(gettext: Callable[[str], str]) -> Callable[..., Markup]:
    """`_` as Jinja gives it, values escaped; words without values are made once, not for each card again."""

    @lru_cache(4_096)
    def plain(message: str) -> Markup:
        return Markup(gettext(message)) % {}

    def say(message: str, **values: Any) -> Markup:
        return Markup(gettext(message)) % values if values else plain(message)

    return say


def _icon_maker(sheet: str) -> Callable[..., Markup]:
    made: dict[tuple[str, ...], Markup] = {}

    def icon(name: str, *looks: str) -> Markup:
        """icon("heart", "small", "turns"): decorative, so hidden from screen readers."""
        key = (name, *looks)
        if key not in made:
            classes = " ".join(("icon", *(f"icon--{look}" for look in looks)))
            made[key] = Markup('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>').format(
                classes, sheet, name
            )
        return made[key]

    return icon


def _interest_names(_: Callable[[str], str]) -> Mapping[str, str]:
    return {
        "food": _("Food"),
        "travel": _("Travel"),
        "style": _("Outfits"),
        "home": _("Home"),
        "pets": _("Cats and dogs"),
        "study": _("Study"),
        "crafts": _("Crafts"),
        "outdoors": _("Outdoors"),
    }


class _Bytecode(BytecodeCache):
    """Compiled templates shared by the environments of all locales, in memory."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if (code := self._compiled.get(bucket.key)) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()
