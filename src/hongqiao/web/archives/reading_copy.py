"""The page in an archive by which it is read without a site: plain HTML and one style sheet, no script."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hongqiao.features.archives import Gathered, Manifest
from hongqiao.kernel.language import direction_of
from hongqiao.web.archives.words import KINDS
from hongqiao.web.rendering import Rendering

Row = dict[str, Any]
STYLES = [Path(__file__).parents[1] / "ui/css/tokens.css", Path(__file__).with_name("reading_copy.css")]
SHOWN_AT_MOST = 500
"""How many rows of a kind the page shows; the file of the kind has them all."""

_OWN_SECTIONS = (
    "account",
    "profile",
    "note",
    "note_picture",
    "note_revision",
    "comment",
    "board",
    "board_note",
)
_AUDIENCES = ("public", "followers", "me")


def reading_copy(locales: tuple[str, ...]) -> Callable[[Manifest, Gathered], Iterable[tuple[str, bytes]]]:
    """What makes the files of the page for a manifest and its rows, in the language that it names."""

    def page(manifest: Manifest, gathered: Gathered) -> Iterator[tuple[str, bytes]]:
        words = _rendering(locales)
        reader = SimpleNamespace(locale=manifest.locale, dir=direction_of(manifest.locale))
        html = words.render("archives/reading_copy.html", reader, **_told(words, manifest, gathered))
        yield "index.html", html.encode()
        yield "style.css", b"\n".join(style.read_bytes() for style in STYLES)

    return page


@lru_cache(maxsize=2)
def _rendering(locales: tuple[str, ...]) -> Rendering:
    return Rendering(SimpleNamespace(names={"icons.svg": ""}), locales=locales)  # type: ignore[arg-type]


def _told(words: Rendering, manifest: Manifest, gathered: Gathered) -> dict[str, Any]:
    kinds = gathered.kinds
    shown: dict[str, list[Row]] = {}
    for row in kinds.get("note_picture", ()):
        shown.setdefault(row["note_id"], []).append(row)
    return {
        "manifest": manifest,
        "profile": next(
            iter(kinds.get("profile", ())), {"name": manifest.handle, "bio": "", "place": "", "lang": "und"}
        ),
        "notes": [_note(row, shown) for row in _newest(kinds.get("note", ())) if row.get("state") == 0],
        "comments": _newest(kinds.get("comment", ())),
        "boards": kinds.get("board", []),
        "others": [
            {
                "name": kind,
                "title": words.translate(manifest.locale, KINDS[kind])
                if kind in KINDS
                else kind.replace("_", " "),
                "count": len(rows),
                "rows": [_lines(row) for row in rows[:SHOWN_AT_MOST]],
            }
            for kind, rows in kinds.items()
            if rows and kind not in _OWN_SECTIONS
        ],
        "kinds": [kind for kind, rows in kinds.items() if rows],
    }


def _note(row: Row, shown: dict[str, list[Row]]) -> Row:
    pictures = sorted(shown.get(row["id"], ()), key=lambda one: one["position"])
    return {
        **row,
        "pictures": [one for one in pictures if one["key"]],
        "audience": _AUDIENCES[row["audience"]] if row["audience"] in (0, 1, 2) else "me",
        "day": row["made_at"][:10],
    }


def _newest(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row.get("made_at", "")), reverse=True)


def _lines(row: Row) -> list[tuple[str, str]]:
    """A row as name and value, what is empty left out; numbers of vectors say nothing to anybody."""
    return [
        (name, value if isinstance(value, str) else str(value))
        for name, value in row.items()
        if value not in (None, "", [], {}) and name not in ("vector", "body")
    ]
