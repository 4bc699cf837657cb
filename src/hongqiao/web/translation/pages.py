"""Asking for translations, and hearing of them while they are made."""

import asyncio
import hmac
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
from litestar import Request, Response, get, post
from litestar.response import Stream

from hongqiao.features import translation
from hongqiao.features.site import declare_limit, spend
from hongqiao.features.translation import Text, readers
from hongqiao.kernel.errors import Invalid, Unavailable, mark
from hongqiao.web.device import network_of
from hongqiao.web.request import Here, fields, here
from hongqiao.web.shown import Shown, forget_held, in_form_of, show
from hongqiao.web.texts import MOST_REFS, texts_of_refs

WISHES_BY_READER = declare_limit("translation wishes", 600, 3_600, by="reader")
TAPS_BY_READER = declare_limit("translations tapped", 200, 3_600, by="reader")
_LOOK_AGAIN_S = 10.0
_LASTS_S = 600.0
_HELD = 64  # hints for a reader who takes nothing in; what is more is lost, and looked up at the next pause
_STAY_EVERY_S = 20.0
_SEEN_FOR_S = 2.0


class Wishes(msgspec.Struct, frozen=True):
    """What a page shows and its reader cannot read."""

    refs: list[str]


@post("/translations/wishes", status_code=202)
async def wish(request: Request) -> readers.Asked:
    """Asks for what is on the screen: after everything that somebody tapped, as far as there is room."""
    at = here(request)
    try:
        refs = msgspec.json.decode(await request.body(), type=Wishes).refs[:MOST_REFS]
    except msgspec.DecodeError as wrong:
        raise Invalid(mark("This request could not be read. Go back and try again.")) from wrong
    await spend(at.scope, WISHES_BY_READER, at.reader.handle or at.visit)
    texts = sorted((await texts_of_refs(at, refs)).values(), key=_comes_late)
    return await readers.ask(at.scope, texts, at.reader.reads[0], reader=_reader(at))


@post("/translations", status_code=200)
async def tap(request: Request) -> Response:
    """Somebody tapped “translate”: their wish goes before all others. 429 while too many of theirs wait."""
    at, form = here(request), await fields(request)
    await spend(at.scope, TAPS_BY_READER, at.reader.handle or at.visit)
    for text in (await texts_of_refs(at, [form.text("ref")])).values():
        await readers.tap(at.scope, text, at.reader.reads[0], reader=_reader(at))
    if "x-csrf" in request.headers:
        return Response(None, status_code=204)
    return at.redirect(_page_of(form.text("ref")))


@get("/live")
async def live(request: Request, refs: str = "") -> Stream:
    """Server-sent events for the texts on a page: `part` while words come, then `done` or `failed`."""
    at = here(request)
    texts = await texts_of_refs(at, [ref for ref in refs.split(",") if ref][:MOST_REFS])
    return Stream(
        _events(at, list(texts.values())),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


def _comes_late(text: Text) -> bool:
    """What is read goes before what only some need: descriptions, #topics and places wait behind it."""
    return text.ref.rpartition(":")[2].rstrip("0123456789") in ("alt", "tag", "place")


def _reader(at: Here) -> bytes:
    """Who waits, in 16 bytes that tell nobody else who it is. Strangers of one network are one reader:
    whoever drops their cookies gains no second turn.
    """
    who = f"@{at.reader.handle}" if at.reader.handle else network_of(at.address)
    return hmac.digest(at.site.settings.secret, b"reader:" + who.encode(), "sha256")[:16]


async def _events(at: Here, texts: list[Text]) -> AsyncIterator[bytes]:
    """Listens first and looks afterwards; it looks again at every pause, so a lost hint only delays."""
    target = at.reader.reads[0]
    waiting: dict[str, list[Text]] = {}
    for text in texts:
        waiting.setdefault(translation.topic_of(translation.key_of(text), target), []).append(text)
    heard: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue(_HELD)
    looked = dict.fromkeys((text.ref for text in texts), time.monotonic())
    listening = asyncio.create_task(_hear(at, list(waiting), heard))
    staying = asyncio.create_task(_stay(at, waiting, target))
    ends = time.monotonic() + _LASTS_S
    try:
        yield b"retry: 3000\n\n"
        while waiting and time.monotonic() < ends:
            for topic, texts in list(waiting.items()):
                seen = await _still_seen(at, texts, looked)
                if not seen:
                    del waiting[topic]
                    continue
                for event in await _settled(at, seen, target):
                    waiting.pop(topic, None)
                    yield event
            async for event in _as_heard(at, waiting, target, heard, looked):
                yield event
            yield b": still here\n\n"
        yield _packed("end", {})
    finally:
        listening.cancel()
        staying.cancel()


async def _as_heard(
    at: Here,
    waiting: dict[str, list[Text]],
    target: str,
    heard: asyncio.Queue[tuple[str, bytes]],
    looked: dict[str, float],
) -> AsyncIterator[bytes]:
    """Events as the bus brings them, until it is quiet for a while or nothing is waited for."""
    while waiting:
        try:
            topic, message = await asyncio.wait_for(heard.get(), _LOOK_AGAIN_S)
        except TimeoutError:
            return
        texts = await _still_seen(at, waiting.get(topic, []), looked)
        words = json.loads(message).get("part")
        if words is not None:
            for text in texts:
                yield _packed("part", {"ref": text.ref, "words": in_form_of(words, target)})
            continue
        waiting.pop(topic, None)
        for event in await _settled(at, texts, target) or [_packed("failed", {"ref": t.ref}) for t in texts]:
            yield event


async def _still_seen(at: Here, texts: list[Text], looked: dict[str, float]) -> list[Text]:
    """Those that the reader may see; asked again after two seconds, as a note may be closed meanwhile."""
    now = time.monotonic()
    late = [text.ref for text in texts if now - looked.get(text.ref, 0.0) > _SEEN_FOR_S]
    if late:
        looked.update(dict.fromkeys(await texts_of_refs(at, late), now))
    return [text for text in texts if now - looked.get(text.ref, 0.0) <= _SEEN_FOR_S]


async def _hear(at: Here, topics: list[str], heard: asyncio.Queue[tuple[str, bytes]]) -> None:
    async for topic, message in at.site.ports.bus.listen(topics):
        await heard.put((topic, message))


async def _stay(at: Here, waiting: Mapping[str, list[Text]], target: str) -> None:
    """Says again and again that somebody is looking, so that the worker does not take the wishes for left."""
    while waiting:
        now = replace(at.scope, now=datetime.now(UTC))
        with suppress(OSError, Unavailable):
            texts = [text for same in waiting.values() for text in same]
            await readers.stay(now, texts, target, reader=_reader(at))
        await asyncio.sleep(_STAY_EVERY_S)


async def _settled(at: Here, texts: list[Text], target: str) -> list[bytes]:
    """Events for texts that share one key once their translation is there or has failed; none before."""
    for text in texts:
        forget_held(at, text, target)
    shown = await show(at, texts)
    if any(one.state == "waiting" for one in shown.values()):
        return []
    return [_over(at, one) for one in shown.values()]


def _over(at: Here, shown: Shown) -> bytes:
    """The finished piece; where checks failed, the original instead of the words that had come so far."""
    html = at.site.rendering.render("ui/shown.html", at.reader, shown=shown)
    return _packed("done", {"ref": shown.ref, "html": html})


def _packed(event: str, data: dict) -> bytes:
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def _page_of(ref: str) -> str:
    kind, _, rest = ref.partition(":")
    name = rest.partition(":")[0]
    return {"note": f"/notes/{name}", "person": f"/people/{name}"}.get(kind, "/")


HANDLERS = [wish, tap, live]
