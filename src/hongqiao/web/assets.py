"""Style sheet, scripts, icons: read once at start, each under an address that changes with its content.

Owns /assets/…; every body is kept in memory, plain and gzipped, and may be cached for ever.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

PREFIX = "/assets/"
FIRST_LAYERS = ("tokens.css", "base.css")
VENDOR = {"htmx.org": "htmx.org/dist/htmx.esm.min.js"}
"""Bare imports and the file in node_modules that answers to them."""

TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "webmanifest": "application/manifest+json",
}
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_JS_LINE_COMMENT = re.compile(r"^[ \t]*//.*$", re.MULTILINE)
_JS_BLOCK_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*$", re.MULTILINE | re.DOTALL)
_EMPTY_LINES = re.compile(r"\n\s*\n+")
_IMPORT = re.compile(r"""(\bfrom\s*+|\bimport\s*+(?:\(\s*+)?)"([^"]+)\"""")
_ASSET = re.compile(r'"asset:([^"]+)"')


class Asset(msgspec.Struct, frozen=True):
    """One file as it is served."""

    path: str
    body: bytes
    gzipped: bytes
    content_type: str


class Assets:
    """All assets by name ("app.css", "js/page.js", "icons.svg") and by address.

    `root` holds css/, js/ and icons/; `vendor` is the node_modules folder that `npm ci` fills.
    Raises FileNotFoundError when a module imports what is not there. Cost: some 20 ms, once.
    """

    def __init__(self, root: Path, vendor: Path) -> None:
        self._root, self._vendor = root, vendor
        self._by_name: dict[str, Asset] = {}
        self._add("app.css", lighter_css(_joined(root / "css")))
        self._add("desk.css", lighter_css(_joined(root / "css" / "desk", first=())))
        for icon in sorted((root / "icons").rglob("*.svg")):
            self._add(icon.relative_to(root / "icons").as_posix(), icon.read_text("utf-8"))
        for module in sorted((root / "js").glob("*.js")):
            self._module(f"js/{module.name}", importing=())
        manifest = root / "icons" / "app.webmanifest"
        text = manifest.read_text("utf-8")
        self._add("app.webmanifest", _ASSET.sub(lambda found: f'"{self.path(found[1])}"', text))
        self._by_path = {asset.path: asset for asset in self._by_name.values()}

    def path(self, name: str) -> str:
        """The address of an asset; raises KeyError for a name that isn't one."""
        return self._by_name[name].path

    def get(self, path: str) -> tuple[bytes, bytes, str] | None:
        """(body, gzipped body, content type) under this address, or None."""
        asset = self._by_path.get(path)
        return (asset.body, asset.gzipped, asset.content_type) if asset else None

    @property
    def names(self) -> Mapping[str, str]:
        """Address by name."""
        return {name: asset.path for name, asset in self._by_name.items()}

    def _add(self, name: str, text: str) -> Asset:
        body = text.encode()
        stem, _, ending = name.rpartition(".")
        path = f"{PREFIX}{stem}.{hashlib.blake2b(body, digest_size=4).hexdigest()}.{ending}"
        asset = Asset(path, body, gzip.compress(body, 9, mtime=0), TYPES[ending])
        self._by_name[name] = asset
        return asset

    def _module(self, name: str, *, importing: tuple[str, ...]) -> Asset:
        """A script whose imports are rewritten first, so that its hash covers what it imports."""
        if name in self._by_name:
            return self._by_name[name]
        if name in importing:
            raise ValueError(f"modules import one another in a circle: {' > '.join((*importing, name))}")
        if name.startswith("vendor/"):
            file = VENDOR[name.removeprefix("vendor/").removesuffix(".js")]
            source = (self._vendor / file).read_text("utf-8")
            return self._add(name, re.sub(r"^//# sourceMappingURL=.*$", "", source, flags=re.MULTILINE))
        text = lighter_js((self._root / name).read_text("utf-8"))
        return self._add(name, _IMPORT.sub(self._rewriter((*importing, name)), text))

    def _rewriter(self, importing: tuple[str, ...]) -> Callable[[re.Match[str]], str]:
        def rewritten(match: re.Match[str]) -> str:
            target = match[2]
            name = f"js/{target[2:]}" if target.startswith("./") else f"vendor/{target}.js"
            return f'{match[1]}"{self._module(name, importing=importing).path}"'

        return rewritten


def lighter_css(text: str) -> str:
    """The sheet without comments, indentation and empty lines."""
    return re.sub(r"\n\s+", "\n", _CSS_COMMENT.sub("", text)).strip() + "\n"


def lighter_js(text: str) -> str:
    """The module without whole-line comments and empty lines; nothing within a line is touched."""
    return _EMPTY_LINES.sub("\n", _JS_LINE_COMMENT.sub("", _JS_BLOCK_COMMENT.sub("", text))).lstrip()


def _joined(folder: Path, first: Sequence[str] = FIRST_LAYERS) -> str:
    rest = sorted(sheet.name for sheet in folder.glob("*.css") if sheet.name not in first)
    return "\n".join((folder / name).read_text("utf-8") for name in (*first, *rest))
