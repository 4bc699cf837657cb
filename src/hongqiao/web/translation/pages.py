"""Asking for translations, and hearing of them while they are made."""

import asyncio
import json
from collections.abc import AsyncIterator

import msgspec
from litestar import Request, Response, get, post
from litestar.response import Stream

from hongqiao.features import translation
from hongqiao.features.site import Limit, spend
from hongqiao.features.translation import Text
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ports.jobs import TAPPED, VISIBLE
from hongqiao.web.request import Here, fields, here
from hongqiao.web.shown import forget_held, show_one
from hongqiao.web.texts import MOST_REFS, texts_of_refs

WISHES_BY_READER = Limit("translation wishes", 600, 3_600)
TAPS_BY_READER = Limit("translations tapped", 200, 3_600)
_HEARTBEAT_S = 20.0
_LASTS_S = 600.0


class Wishes(msgspec.Struct, frozen=True):
    """What a page shows and its reader cannot read."""

    refs: list[str]


@post("/translations/wishes", status_code=202)
async def wish(request: Request) -> dict[str, int]:
    """Asks for what is on the screen: after everything that somebody tapped."""
    at = here(request)
    try:
        refs = msgspec.json.decode(await request.body(), type=Wishes).refs[:MOST_REFS]
    except msgspec.DecodeError as wrong:
        raise Invalid(mark("This request could not be read. Go back and try again.")) from wrong
    await spend(at.scope, WISHES_BY_READER, at.reader.handle or at.visit)
    asked = await _ask(at, refs, VISIBLE)
    return {"asked": asked}


@post("/translations", status_code=200)
async def tap(request: Request) -> Response:
    """Somebody tapped “translate”: their wish goes before all others."""
    at, form = here(request), await fields(request)
    await spend(at.scope, TAPS_BY_READER, at.reader.handle or at.visit)
    await _ask(at, [form.text("ref")], TAPPED)
    if "x-csrf" in request.headers:
        return Response(None, status_code=204)
    return at.redirect(_page_of(form.text("ref")))


@get("/live")
async def live(request: Request, refs: str = "") -> Stream:
    """Server-sent events for the texts on a page: `part` while words come, then `done` or `failed`."""
    at = here(request)
    texts = await texts_of_refs(at, [ref for ref in refs.split(",") if ref][:MOST_REFS])
    return Stream(
        _events(at, list(texts.values())), media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _ask(at: Here, refs: list[str], priority: int) -> int:
    texts = await texts_of_refs(at, refs)
    target = at.reader.reads[0]
    asked = 0
    for text in texts.values():
        async with at.scope.transaction() as tx:
            asked += await translation.wish(tx, text, target, priority)
    return asked


async def _events(at: Here, texts: list[Text]) -> AsyncIterator[bytes]:
    """Listens first and looks afterwards, so that nothing falls between."""
    target = at.reader.reads[0]
    waiting = {translation.topic_of(translation.key_of(text), target): text for text in texts}
    heard: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue()
    listening = asyncio.create_task(_hear(at, list(waiting), heard))
    try:
        yield b"retry: 3000\n\n"
        for topic, text in list(waiting.items()):
            if (ready := await _ready(at, text, target)) is not None:
                del waiting[topic]
                yield ready
        ends = asyncio.get_running_loop().time() + _LASTS_S
        while waiting and asyncio.get_running_loop().time() < ends:
            try:
                topic, message = await asyncio.wait_for(heard.get(), _HEARTBEAT_S)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            if topic in waiting:
                event, is_over = await _event(at, waiting[topic], target, message)
                if is_over:
                    del waiting[topic]
                yield event
        yield _packed("end", {})
    finally:
        listening.cancel()


async def _hear(at: Here, topics: list[str], heard: asyncio.Queue[tuple[str, bytes]]) -> None:
    async for topic, message in at.site.ports.bus.listen(topics):
        await heard.put((topic, message))


async def _event(at: Here, text: Text, target: str, message: bytes) -> tuple[bytes, bool]:
    told = json.loads(message)
    if "part" in told:
        return _packed("part", {"ref": text.ref, "words": told["part"]}), False
    ready = await _ready(at, text, target)
    return ready or _packed("failed", {"ref": text.ref}), True


async def _ready(at: Here, text: Text, target: str) -> bytes | None:
    forget_held(at, text, target)
    shown = await show_one(at, text)
    if shown.state in ("waiting", "failed"):
        return None
    html = at.site.rendering.render("ui/shown.html", at.reader, shown=shown)
    return _packed("done", {"ref": text.ref, "html": html})


def _packed(event: str, data: dict) -> bytes:
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def _page_of(ref: str) -> str:
    kind, _, rest = ref.partition(":")
    name = rest.partition(":")[0]
    return {"note": f"/notes/{name}", "person": f"/people/{name}"}.get(kind, "/")


HANDLERS = [wish, tap, live]
