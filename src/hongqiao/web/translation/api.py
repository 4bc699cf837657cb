"""An interface for programs that speak as LibreTranslate does: /translate, /detect, /languages.

Closed until the operator makes a key. It needs no cookie and reads none. Words that come here are
translated in the worker by engines of our own, after what readers wait for, and forgotten after an hour.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
from litestar import Request, Response, get, post

from hongqiao.features import translation
from hongqiao.features.site import KeyHolder, Limit, has_keys, holder_of, spend
from hongqiao.features.translation import Text, is_translatable
from hongqiao.kernel.errors import TooSoon, Unavailable
from hongqiao.kernel.language import UNDETERMINED, base_of, name_of
from hongqiao.kernel.scope import Scope, Viewer
from hongqiao.web.health import engines_told
from hongqiao.web.request import Site
from hongqiao.web.translation.awaiting import Awaited, await_all

MOST_TEXTS, MOST_SIGNS, MOST_SIGNS_IN_ALL = 50, 5_000, 20_000
MOST_AT_ONCE, MOST_JOBS_WAITING = 8, 500
DEADLINE_S, COME_BACK_S = 20.0, 15
_TRADITIONAL = frozenset({"zt", "zh-hant", "zh-tw", "zh-hk"})


class Asked(msgspec.Struct, frozen=True):
    """The body of a request, from JSON or a form."""

    q: str | list[str] = ""
    source: str = "auto"
    target: str = ""
    format: str = "text"
    api_key: str = ""

    @property
    def words(self) -> list[str]:
        return [self.q] if isinstance(self.q, str) else self.q


class NotDone(Exception):
    """Why not, in a sentence for whoever writes the program, with the status it goes with."""

    def __init__(self, status: int, words: str, **headers: str) -> None:
        super().__init__(words)
        self.status, self.words, self.headers = status, words, headers


def api_handlers(site: Site) -> list:
    """Handlers that know no reader: a key says who asks."""
    waiting = _Room()

    @post("/translate", status_code=200)
    async def translate(request: Request) -> Response[bytes]:
        """The texts in the target language; 503 and Retry-After while they are not ready."""

        async def answer(scope: Scope) -> object:
            asked, holder = await _entered(request, scope)
            with waiting:
                return await _translated(site, scope, asked, holder)

        return await _answered(site, answer)

    @post("/detect", status_code=200)
    async def detect(request: Request) -> Response[bytes]:
        """The language of a text."""

        async def answer(scope: Scope) -> object:
            asked, _ = await _entered(request, scope)
            return await _detected(asked)

        return await _answered(site, answer)

    @get("/languages")
    async def languages() -> Response[bytes]:
        """What can be translated into what."""

        async def answer(scope: Scope) -> object:
            return await _languages(site, scope)

        return await _answered(site, answer)

    return [translate, detect, languages]


async def _detected(asked: Asked) -> object:
    _check_words(asked)
    return [_confidence(await translation.detect(words, "en")) for words in asked.words]


async def _languages(site: Site, scope: Scope) -> object:
    if not await has_keys(scope):
        raise NotDone(404, "This site has no translation API.")
    pairs = engines_told(site).own_pairs
    return [
        {"code": source, "name": name_of(source), "targets": [source, *targets]}
        for source, targets in pairs.items()
    ]


class _Room:
    """So many requests may wait in this process; the others come back later."""

    def __init__(self) -> None:
        self._inside = 0

    def __enter__(self) -> None:
        if self._inside >= MOST_AT_ONCE:
            raise _later("Too many requests wait already.")
        self._inside += 1

    def __exit__(self, *_: object) -> None:
        self._inside -= 1


async def _answered(site: Site, answer: Callable[[Scope], Awaitable[object]]) -> Response[bytes]:
    """What came of it as JSON; refusals as LibreTranslate words them, {"error": ...}."""
    scope = Scope(Viewer(), site.database, site.ports, site.ids, datetime.now(UTC))
    status, headers = 200, {}
    try:
        body = await answer(scope)
    except NotDone as not_done:
        status, body, headers = not_done.status, {"error": not_done.words}, not_done.headers
    except TooSoon as soon:
        status, body = 429, {"error": "Slowdown: too many requests a minute for this key."}
        headers = {"retry-after": str(soon.retry_after_s)}
    return Response(
        msgspec.json.encode(body),
        status_code=status,
        media_type="application/json",
        headers={"cache-control": "no-store", **{k.replace("_", "-"): v for k, v in headers.items()}},
    )


async def _entered(request: Request, scope: Scope) -> tuple[Asked, KeyHolder]:
    """What is asked and by whom; counts the request."""
    asked = await _read(request)
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    holder = await holder_of(scope, asked.api_key or bearer)
    if holder is None:
        if not await has_keys(scope):
            raise NotDone(404, "This site has no translation API.")
        raise NotDone(403, "Invalid API key. Ask whoever runs this site for one.")
    await spend(scope, Limit("translation api", holder.a_minute, 60), holder.name)
    return asked, holder


async def _read(request: Request) -> Asked:
    try:
        if request.headers.get("content-type", "").split(";")[0].strip().lower() == "application/json":
            return msgspec.json.decode(await request.body(), type=Asked)
        form = await request.form()
        known: dict[str, Any] = {name: form[name] for name in Asked.__struct_fields__ if name in form}
        several = form.getall("q", [])
        return msgspec.convert({**known, "q": several if len(several) > 1 else known.get("q", "")}, Asked)
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise NotDone(400, "Invalid request: send q, source and target as JSON or as a form.") from wrong


def _check_words(asked: Asked) -> None:
    if not any(words.strip() for words in asked.words):
        raise NotDone(400, "Invalid request: missing q parameter.")
    if len(asked.words) > MOST_TEXTS:
        raise NotDone(400, f"Invalid request: {MOST_TEXTS} texts at most.")
    longest, whole = max(map(len, asked.words)), sum(map(len, asked.words))
    if longest > MOST_SIGNS or whole > MOST_SIGNS_IN_ALL:
        raise NotDone(
            400, f"Invalid request: {MOST_SIGNS} characters a text and {MOST_SIGNS_IN_ALL} in all at most."
        )
    if any("\x00" in words or "\ufffd" in words for words in asked.words):
        raise NotDone(400, "Invalid request: q holds characters that no language uses.")


async def _translated(site: Site, scope: Scope, asked: Asked, holder: KeyHolder) -> object:
    _check_words(asked)
    if asked.format != "text":
        raise NotDone(400, "Only format=text is translated here; html is not.")
    pairs = engines_told(site).own_pairs
    if not pairs:
        raise _later("No translation engine is running.")
    target = _code(asked.target, {to for targets in pairs.values() for to in targets}, "target")
    langs = await _langs(asked, set(pairs))
    texts = translation.loans.on_loan(asked.words, langs, holder.name)
    wanted = [text for text in texts if is_translatable(text.lang, target)]
    for text in wanted:
        if target not in pairs.get(text.lang, ()):
            raise NotDone(400, f"{text.lang} cannot be translated into {target} here.")
    made = await _made(site, scope, wanted, target)
    said = [made.words.get(text.ref, text.words) for text in texts]
    told: dict[str, object] = {"translatedText": said[0] if isinstance(asked.q, str) else said}
    if asked.source == "auto":
        found = [_confidence(text.lang) for text in texts]
        told["detectedLanguage"] = found[0] if isinstance(asked.q, str) else found
    return told


async def _langs(asked: Asked, sources: set[str]) -> list[str]:
    """The language of each text: as said, or as found."""
    if asked.source != "auto":
        return [_code(asked.source, sources, "source")] * len(asked.words)
    return [base_of(await translation.detect(words, "en")) for words in asked.words]


async def _made(site: Site, scope: Scope, texts: list[Text], target: str) -> Awaited:
    """Asks for what is not there yet and waits for it, in bounds."""
    if not texts:
        return Awaited()
    try:
        if await site.ports.jobs.waiting(site.database) > MOST_JOBS_WAITING:
            raise _later("The translators are busy.")
    except Unavailable as away:
        raise _later("A part of the site isn’t available right now.") from away
    made = await await_all(scope, texts, target, deadline_s=DEADLINE_S)
    if made.waiting:
        raise _later(f"{len(made.waiting)} of {len(texts)} texts are not ready yet. Ask again for the same.")
    if made.failed:
        places = ", ".join(str(at) for at, text in enumerate(texts) if text.ref in made.failed)
        raise NotDone(422, f"No translation passed our checks (text {places}, counted from 0).")
    return made


def _code(code: str, known: set[str], what: str) -> str:
    """Our tag for a language code; raises NotDone for one that is not served."""
    if not code:
        raise NotDone(400, f"Invalid request: missing {what} parameter.")
    if code.lower() in _TRADITIONAL or base_of(code) not in known:
        raise NotDone(400, f"{code[:20]} is not supported")
    return base_of(code)


def _confidence(lang: str) -> dict[str, object]:
    """LibreTranslate's form. We have no odds: 0 where nothing could be told, 90 elsewhere."""
    return {
        "language": "en" if lang == UNDETERMINED else lang,
        "confidence": 0 if lang == UNDETERMINED else 90,
    }


def _later(words: str) -> NotDone:
    return NotDone(503, words, retry_after=str(COME_BACK_S))
