"""The transparency log for everyone: what it is, its heads and keys, its download, and proofs as JSON."""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.response import Stream

from hongqiao.features import trust
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.web.request import here
from hongqiao.web.trust.words import ACTIONS, AUTOMATION, ground_words

LINES = "application/x-ndjson"
_SHOWN = 12
_LONGEST = 15
"""Digits of an index that is one."""


@get("/transparency/log")
async def log_page(request: Request) -> Response:
    """What the log is, its newest entries and heads, and how anyone checks it."""
    at = here(request)
    newest = await trust.log.heads(at.scope, 8)
    size = newest[0].size if newest else 0
    lines = await trust.log.entry_lines(at.scope, max(0, size - _SHOWN), size)
    entries = [trust.log.records.read_record(line, trust.log.records.Entry) for line in lines]
    return at.page(
        "trust/log.html",
        heads=newest,
        keys=(await trust.log.keys(at.scope))[::-1],
        entries=entries[::-1],
        grounds=[ground_words(at, entry.ground) for entry in entries[::-1]],
        actions={name: at.say(words) for name, words in ACTIONS.items()},
        automation={name: at.say(words) for name, words in AUTOMATION.items()},
    )


@get("/transparency/log/download")
async def download(request: Request) -> Stream:
    """The whole log: keys, heads, entries; what `hongqiao verify-log` reads."""
    return _streamed(trust.log.whole(here(request).scope), "transparency-log.jsonl")


@get("/transparency/log/head")
async def head(request: Request) -> Response:
    """The newest head, to be saved."""
    newest = await trust.log.newest_head(here(request).scope)
    if newest is None:
        raise NotFound
    return _file(trust.log.records.canonical(newest) + b"\n", "transparency-head.json")


@get("/transparency/log/heads")
async def heads(request: Request) -> Response:
    """A thousand heads from `from` on, a line each."""
    start = _number(request, "from", 0)
    return _lines(await trust.log.head_lines(here(request).scope, start, start + trust.log.PAGE))


@get("/transparency/log/entries")
async def entries(request: Request) -> Response:
    """At most `limit` entries (a thousand) from `from` on, a line each."""
    start, limit = _number(request, "from", 0), _number(request, "limit", trust.log.PAGE)
    return _lines(await trust.log.entry_lines(here(request).scope, start, start + limit))


@get("/transparency/log/entries/{index:str}/proof")
async def proof(request: Request, index: str) -> Response:
    """That this entry is in the log: entry, signed head, and the hashes between."""
    if not _is_number(index):
        raise NotFound
    return _json(await trust.log.proof(here(request).scope, int(index)))


@get("/transparency/log/growth")
async def growth(request: Request) -> Response:
    """That the log of `to` entries begins with the log of `from` entries."""
    old, size = _number(request, "from", 0), _number(request, "to", 0)
    return _json(await trust.log.growth(here(request).scope, old, size))


def _number(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name, "")
    if not text:
        return default
    if not _is_number(text):
        raise Invalid(mark("This address needs a whole number."))
    return int(text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST


def _lines(lines: Any) -> Response:
    body = "".join(f"{line}\n" for line in lines).encode()
    return Response(body, media_type=LINES)


def _json(value: msgspec.Struct) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")


def _file(body: bytes, name: str) -> Response:
    return Response(body, media_type=LINES, headers={"content-disposition": f'attachment; filename="{name}"'})


def _streamed(pieces: Any, name: str) -> Stream:
    return Stream(pieces, media_type=LINES, headers={"content-disposition": f'attachment; filename="{name}"'})


HANDLERS = [log_page, download, head, heads, entries, proof, growth]
