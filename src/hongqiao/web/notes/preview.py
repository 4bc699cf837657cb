"""Before publishing: a draft as readers of another language will see it, and what comes back of it.

A draft is private: its words have a salt of their own, are translated by this site's own engines and never
hold up publishing.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator

import msgspec
from litestar import Request, Response, get, post
from litestar.response import Stream

from hongqiao.features import translation
from hongqiao.features.notes import NoteDraft, drafts
from hongqiao.features.site import declare_limit, spend
from hongqiao.features.translation import Text, corrections
from hongqiao.kernel.errors import Invalid, NotFound, SignInNeeded, mark
from hongqiao.kernel.ids import DraftId, to_public
from hongqiao.kernel.language import NAMES, base_of, guess_lang
from hongqiao.kernel.ports.jobs import TAPPED
from hongqiao.web.findings import found_words
from hongqiao.web.notes.forms import typed
from hongqiao.web.request import Here, fields, here, id_in_path

PREVIEWS_BY_ACCOUNT = declare_limit("previews", 120, 3_600)
_LOOK_AGAIN_S, _LASTS_S = 5.0, 600.0


class Line(msgspec.Struct, frozen=True):
    """A line as written, as readers get it, and translated back; `why` says what may be wrong."""

    written: str
    said: str
    back: str
    why: list[str]


class Part(msgspec.Struct, frozen=True):
    """Title or words. `state`: waiting, failed, forward (its way back is still made) or done."""

    name: str
    ref: str
    state: str
    lines: list[Line]
    topics: list[str]


@post("/compose/{draft_id:str}/readers", status_code=200)
async def ask(request: Request, draft_id: str) -> Response:
    """Keeps what is typed and asks for its translation, before all others."""
    at, form = _signed_in(request), await fields(request)
    lang = form.text("reader_lang")
    if lang not in NAMES:
        raise Invalid(fields={"reader_lang": mark("Choose a language.")})
    await spend(at.scope, PREVIEWS_BY_ACCOUNT, at.reader.handle)
    change = typed(form)
    async with at.scope.transaction() as tx:
        draft = await drafts.change_draft(tx, DraftId(id_in_path(draft_id)), change)
    await _read(at, draft, lang)
    return at.redirect(f"/compose/{draft_id}/readers?lang={lang}")


@get("/compose/{draft_id:str}/readers")
async def preview(request: Request, draft_id: str, lang: str = "") -> Response:
    """The page; without script it is reloaded to see more."""
    at = _signed_in(request)
    draft = await drafts.draft(at.scope, DraftId(id_in_path(draft_id)))
    if lang not in NAMES:
        raise NotFound
    return at.page("notes/preview.html", **_context(draft, lang, await _read(at, draft, lang)))


@get("/compose/{draft_id:str}/readers/live")
async def live(request: Request, draft_id: str, lang: str = "") -> Stream:
    """Server-sent events: `part` while words come, `reading` with the piece as it stands, `end`."""
    at = _signed_in(request)
    draft = await drafts.draft(at.scope, DraftId(id_in_path(draft_id)))
    if lang not in NAMES:
        raise NotFound
    return Stream(
        _events(at, draft, lang),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _read(at: Here, draft: NoteDraft, lang: str, asked: set[str] | None = None) -> list[Part]:
    """How far it is; asks for whatever is missing and not in `asked`: first there, then back."""
    own = guess_lang(f"{draft.title}\n{draft.body}", author_lang=at.reader.reads[0])
    if base_of(own) == base_of(lang):
        return []
    salt = f"draft:{at.scope.me}"
    name = f"draft:{to_public(draft.id)}"
    there = {
        part: Text(f"{name}:{part}", words, own, shared=False, owner_salt=salt)
        for part, words in (("title", draft.title), ("body", draft.body))
        if words.strip()
    }
    forward = await translation.stored(at.scope, list(there.values()), lang)
    back = {
        part: Text(f"{text.ref}:back", forward[text.ref].words, base_of(lang), shared=False, owner_salt=salt)
        for part, text in there.items()
        if text.ref in forward
    }
    returned = await translation.stored(at.scope, list(back.values()), own)
    lost = await translation.memory.failed_among(at.scope, list(there.values()), lang)
    lost |= await translation.memory.failed_among(at.scope, list(back.values()), own)
    parts, asked = [], set() if asked is None else asked
    for part, text in there.items():
        again = back.get(part)
        wanted, into = (text, lang) if again is None else (again, own)
        if wanted.ref not in {*returned, *lost, *asked}:
            asked.add(wanted.ref)
            await _wish(at, wanted, into)
        parts.append(_part(at, part, text, lang, again, returned, lost))
    return parts


def _part(
    at: Here, name: str, text: Text, lang: str, again: Text | None, returned: dict, lost: set[str]
) -> Part:
    if again is None:
        is_lost = text.ref in lost
        topic = translation.topic_of(translation.key_of(text), lang)
        return Part(name, text.ref, "failed" if is_lost else "waiting", [], [] if is_lost else [topic])
    is_back = again.ref in returned
    said_back = returned[again.ref].words if is_back else ""
    found = corrections.doubts(
        text.words, again.words, said_back, source=base_of(text.lang), target=base_of(lang)
    )
    lines = [Line(one.written, one.said, one.back, _why(at, one)) for one in found]
    is_done = is_back or again.ref in lost
    topics = [] if is_done else [translation.topic_of(translation.key_of(again), text.lang)]
    return Part(name, text.ref, "done" if is_done else "forward", lines, topics)


def _why(at: Here, doubt: corrections.Doubt) -> list[str]:
    why = found_words(at, doubt.checks)
    return [*why, at.say(mark("what comes back is something else"))] if doubt.differs else why


async def _wish(at: Here, text: Text, target: str) -> None:
    async with at.scope.transaction() as tx:
        await translation.wish(tx, text, target, TAPPED)


def _context(draft: NoteDraft, lang: str, parts: list[Part]) -> dict:
    return {
        "draft_id": to_public(draft.id),
        "lang": lang,
        "parts": parts,
        "is_done": all(not part.topics for part in parts),
    }


async def _events(at: Here, draft: NoteDraft, lang: str) -> AsyncIterator[bytes]:
    """Looks, tells, listens, and looks again: a lost hint only delays."""
    ends, told, asked = time.monotonic() + _LASTS_S, "", set[str]()
    yield b"retry: 3000\n\n"
    while time.monotonic() < ends:
        parts = await _read(at, draft, lang, asked)
        context = _context(draft, lang, parts)
        html = at.site.rendering.render("notes/_reading.html", at.reader, **context)
        if html != told:
            told = html
            yield _packed("reading", {"html": html})
        if context["is_done"]:
            break
        async for event in _heard(at, parts):
            yield event
        yield b": still here\n\n"
    yield _packed("end", {})


async def _heard(at: Here, parts: list[Part]) -> AsyncIterator[bytes]:
    """Words as they come, until one of the texts is done or it is quiet for a while."""
    refs = {topic: part for part in parts for topic in part.topics}
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_LOOK_AGAIN_S):
            async for topic, message in at.site.ports.bus.listen(list(refs)):
                words = json.loads(message).get("part")
                if words is None:
                    return
                if refs[topic].state == "waiting":
                    yield _packed("part", {"ref": refs[topic].ref, "words": words})


def _packed(event: str, data: dict) -> bytes:
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def _signed_in(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


HANDLERS = [ask, preview, live]
