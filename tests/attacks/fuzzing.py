"""Requests that nobody foresaw, made of the site’s own routes, parameters and fields: E3, E4 and beyond."""

import ast
import inspect
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

from hypothesis import strategies as st
from litestar import Litestar

from tests.attacks.vectors import VECTORS

STREAMS = {"/live", "/compose/{draft_id}/readers/live"}
"""Streams stay open; their own tests hold them."""

_READERS = {"text", "texts", "is_on", "names", "files"}
_PLACE = re.compile(r"\{(\w+)(?::\w+)?\}")
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_EDGE = "-edge-"


@dataclass(frozen=True)
class Route:
    """One route: its places, the parameters of its address, and the fields that its feature reads."""

    method: str
    path: str
    query: tuple[str, ...]
    fields: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class Asked:
    """One request as it goes over the wire."""

    method: str
    path: str
    body: bytes
    kind: str
    is_signed: bool


def routes_of(app: Litestar) -> list[Route]:
    """Every route with what can be sent to it, read out of its handler and the modules beside it."""
    found = []
    for route in app.routes:
        for method, (handler, *_) in getattr(route, "route_handler_map", {}).items():
            if method in ("GET", "POST") and route.path_format not in STREAMS:
                function = inspect.unwrap(handler.fn)
                places = _PLACE.findall(route.path_format)
                asked = [name for name in inspect.signature(function).parameters if name not in places]
                query = tuple(name for name in asked if name != "request")
                found.append(Route(method, route.path_format, query, _fields(inspect.getfile(function))))
    return sorted(found, key=str)


@cache
def _fields(file: str) -> tuple[str, ...]:
    """Names of fields that any module of this folder reads, and some of each family of names."""
    found = {"csrf", "way:fr", "why_en", "said_en", "part-1", "alt-0" * 2}
    for module in Path(file).parent.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _reads(node):
                found.add(str(node.args[0].value))  # type: ignore[attr-defined]
            elif isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple):
                found |= {one.value for one in node.iter.elts if isinstance(one, ast.Constant)}
    return tuple(sorted(name for name in found if isinstance(name, str)))


def _reads(call: ast.Call) -> bool:
    """form.text("title") and its like."""
    is_reader = isinstance(call.func, ast.Attribute) and call.func.attr in _READERS
    return is_reader and bool(call.args) and isinstance(call.args[0], ast.Constant)


ODD = (
    "", " ", "\x00", "a\x00b", "\u202e", "\u200d" * 20, "\ud800", "\udfff\ud800", "\ufffd", "\ufffe",
    "\U0010ffff", "-1", "0", "007", "1" * 400, "9" * 30, "-9223372036854775809", "1e309", "NaN", "Infinity",
    "0x10", "１２", "true", "null", "[]", "{}", "on", "off", "2026-13-40", "0000-00-00T99:99:99Z",
    "../../etc/passwd", "%00", "%2e%2e%2f", "' or 1=1--", "$1", "\\", "a" * 5_000, "\u6c49" * 3_000,
    "e\u0301" * 2_000, "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 300, "\r\nset-cookie: x=1",
    "\r\n\r\n<html>", "x\r\ny", "en", "zh-Hans", "xx", "me", "public", "followers", "food", "remove",
    "2026-01-01", "FR", "DE FR", "zzzzzzzz", "11111111", "note:zzzzzzzz:title", "note:1", "account:mei", "::",
)  # fmt: skip
"""Values at the edges of what programs take."""


def values(ids: Sequence[str]) -> st.SearchStrategy[str]:
    """What a field may hold: what is there, what is nearly so, and what no program expects."""
    classes = st.sampled_from(["Lu", "Lo", "Mn", "Nd", "No", "Zs", "Cf", "Co", "So", "Cs", "Cc"])
    odd_text = classes.flatmap(lambda one: st.text(st.characters(categories=[one]), min_size=1, max_size=60))
    return st.one_of(
        st.sampled_from([*ids, *ids, *ODD]), st.sampled_from(VECTORS), odd_text, st.text(max_size=200),
        st.integers().map(str), st.floats().map(str),
    )  # fmt: skip


def requests_to(route: Route, ids: Sequence[str]) -> st.SearchStrategy[Asked]:
    """Requests to this route."""
    asked = st.sampled_from([*route.query, *route.query, "page", "x"])
    query = st.lists(st.tuples(asked, values(ids)), max_size=4)
    bodies = _bodies(route, ids) if route.method == "POST" else st.just((b"", _FORM))
    return st.builds(
        lambda path, asked, sent, is_signed: Asked(route.method, path + _query(asked), *sent, is_signed),
        _paths(route.path, ids), query, bodies, st.integers(0, 9).map(bool),
    )  # fmt: skip


def _bodies(route: Route, ids: Sequence[str]) -> st.SearchStrategy[tuple[bytes, str]]:
    """Forms mostly; parts, JSON, and bytes that are nothing of what they say."""
    pairs = st.tuples(st.sampled_from(route.fields), values(ids))
    forms = st.lists(pairs, max_size=10).map(lambda sent: (_encoded(sent), _FORM))
    parts = st.lists(pairs, max_size=8).map(_multipart)
    said = st.sampled_from([_FORM, _JSON, f"multipart/form-data; boundary={_EDGE}", "", "text/plain"])
    return st.one_of(
        forms, forms, forms, parts, _json().map(lambda sent: (sent, _JSON)),
        st.tuples(st.binary(max_size=300), said),
    )  # fmt: skip


def _paths(path: str, ids: Sequence[str]) -> st.SearchStrategy[str]:
    """The address with its places filled, mostly with what is there."""
    there = st.sampled_from(ids)
    place = st.one_of(there, there, values(ids)).map(_place)
    pieces = [st.just(piece) if at % 2 == 0 else place for at, piece in enumerate(_PLACE.split(path))]
    return st.tuples(*pieces).map("".join)


def _place(text: str) -> str:
    return quote(text[:600], safe="", errors="surrogatepass") or "%20"


def _query(pairs: list[tuple[str, str]]) -> str:
    return f"?{_encoded([(name, value[:600]) for name, value in pairs]).decode()}" if pairs else ""


def _encoded(pairs: list[tuple[str, str]]) -> bytes:
    return urlencode(pairs, errors="surrogatepass").encode()


def _multipart(pairs: list[tuple[str, str]]) -> tuple[bytes, str]:
    parts = [
        f'--{_EDGE}\r\nContent-Disposition: form-data; name="{name}"{_file(value)}\r\n\r\n{value}\r\n'
        for name, value in pairs
    ]
    body = "".join([*parts, f"--{_EDGE}--\r\n"]).encode(errors="surrogatepass")
    return body, f"multipart/form-data; boundary={_EDGE}"


def _file(value: str) -> str:
    return '; filename="../x.png"' if len(value) % 3 == 0 else ""


def _json() -> st.SearchStrategy[bytes]:
    """Trees of what JSON can hold, under names that some route reads."""
    names = st.sampled_from(["refs", "q", "source", "target", "format", "seen", "id", "note", "answer"])
    numbers = st.none() | st.booleans() | st.integers() | st.floats()
    leaves = numbers | st.text(max_size=40) | st.sampled_from(ODD)
    trees = st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner), max_leaves=8
    )
    return trees.map(lambda tree: json.dumps(tree).encode())
