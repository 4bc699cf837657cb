"""The door: the first thing a request meets. It finds out who asks and how they read, and puts the
protecting headers on every answer, errors included.
"""

import asyncio
import secrets
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from http.cookies import CookieError, SimpleCookie

import msgspec
from litestar import Request
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Send
from litestar.types import Scope as AsgiScope

from hongqiao.features import accounts
from hongqiao.kernel.ids import LoginId, bucket_of_name
from hongqiao.kernel.scope import Scope, Viewer
from hongqiao.web.agreeing import is_asked
from hongqiao.web.confining import confined
from hongqiao.web.headers import YEAR_S, protecting_headers
from hongqiao.web.people_lines import own_name
from hongqiao.web.reading import how_they_read
from hongqiao.web.regions import note_region
from hongqiao.web.request import Here, Reader, Site, cookie_name, csrf_token, here
from hongqiao.web.streams import Streams
from hongqiao.web.watching import FormRefused

LOGIN, VISIT, READING = "login", "visit", "reading"
STEP, TRUSTED = "step", "trusted"
"""Cookies of a login, a visit, how strangers read; of who has taken the first step of signing in, and of a
device that skips the second one."""

_OPEN_PATHS = ("/assets/", "/media/", "/healthz")
_KEYED_PATHS = frozenset({"/translate", "/detect", "/languages"})
"""The API: who asks is known by a key that no browser sends by itself, so forms’ tokens do not apply."""
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_DRAINED_BYTES = 130 << 20
_PERSONAL = [
    (b"cache-control", b"private, no-cache"),
    (b"vary", b"HX-Request, Cookie, Accept-Language, Accept-Encoding"),
]


class Door:
    """ASGI middleware; one a process."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app, self._site = app, site
        self._headers = protecting_headers(site.settings)
        self._streams = Streams(self._holding)

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        new_visit = ""
        if not scope["path"].startswith(_OPEN_PATHS) and scope["path"] not in _KEYED_PATHS:
            found = await self._look(scope)
            scope["here"] = found  # type: ignore[typeddict-unknown-key]
            new_visit = (
                found.visit if not _cookies(scope).get(cookie_name(VISIT, self._site.settings)) else ""
            )

        body, is_safe = _Body(receive), scope["method"] in _SAFE_METHODS

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                if not is_safe:
                    await body.drain()
                self._watch(message, scope)
                self._protect(message, new_visit, is_personal="here" in scope)
            await send(message)

        await self._until_ended(scope, receive if is_safe else body.receive, send_protected)

    async def _until_ended(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Serves; a stream whose login ends meanwhile is closed as if there were no more to say."""
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            serving = _this_task()
            if not self._streams.closed(serving):
                raise
            serving.uncancel()
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._streams.closed(_this_task())

    def _watch(self, start: Message, scope: AsgiScope) -> None:
        at: Here | None = scope.get("here")  # type: ignore[assignment]
        if at is not None and at.login_id is not None and _is_stream(start):
            self._streams.opened(_this_task(), at.login_id)

    async def _holding(self, login_ids: Collection[LoginId]) -> set[int]:
        return await accounts.devices.holding(self._scope(), login_ids)

    def _scope(self) -> Scope:
        site = self._site
        return Scope(Viewer(), site.database, site.ports, site.ids, datetime.now(UTC))

    def _protect(self, message: Message, new_visit: str, *, is_personal: bool) -> None:
        present = {name.lower() for name, _ in message["headers"]}
        headers = [*message["headers"], *(pair for pair in self._headers if pair[0] not in present)]
        if is_personal and b"cache-control" not in present:
            headers += _PERSONAL
        if new_visit:
            secure = "; Secure" if self._site.settings.behind_tls else ""
            name = cookie_name(VISIT, self._site.settings)
            cookie = f"{name}={new_visit}; Path=/; HttpOnly; SameSite=Lax; Max-Age={YEAR_S}{secure}"
            headers.append((b"set-cookie", cookie.encode()))
        message["headers"] = headers

    async def _look(self, scope: AsgiScope) -> Here:
        site, headers, cookies = self._site, dict(scope["headers"]), _cookies(scope)
        reading, login = self._scope(), cookies.get(cookie_name(LOGIN, site.settings), "")
        known, is_confined = await _holder(reading, login, scope)
        visit = cookies.get(cookie_name(VISIT, site.settings)) or secrets.token_urlsafe(16)
        told = how_they_read(
            cookies.get(cookie_name(READING, site.settings), ""),
            headers.get(b"accept-language", b"").decode("latin-1"),
            site.settings.locales,
        )
        reading.viewer = (
            known.viewer if known else Viewer(locale=told.locale, reads=told.reads, both=told.both)
        )
        viewer, bound_to = reading.viewer, login if known else visit
        reader = Reader(
            locale=viewer.locale,
            reads=viewer.reads,
            is_signed_in=viewer.is_signed_in,
            handle=viewer.handle,
            tone=tone_of(viewer.handle),
            csrf=csrf_token(site.settings.secret, bound_to),
            is_staff=viewer.role in ("admin", "moderator"),
            path=_path_of(scope),
            interests=told.interests,
            partial=b"hx-request" in headers or b"x-partial" in headers,
            site_name=site.settings.site_name,
            both=viewer.both,
            is_confined=is_confined,
        )
        device = headers.get(b"user-agent", b"").decode("latin-1")[:200]
        login_id, address = known.login_id if known else None, _address(scope, site)
        at = Here(site, reading, reader, login_id, visit, address, device)
        at.old_tokens = tuple(csrf_token(old, bound_to) for old in site.settings.old_secrets)
        if known and not is_confined:
            await _introduce(at, known)
        return at


async def _holder(reading: Scope, login: str, scope: AsgiScope) -> tuple[accounts.devices.Held | None, bool]:
    """Who holds the login, and whether it is a confined one."""
    if not login:
        return None, False
    if known := await accounts.viewer_of(reading, login):
        return known, False
    known = await confined(reading, login, scope["method"], scope["path"])
    return known, known is not None


async def _introduce(at: Here, known: accounts.devices.Held) -> None:
    """What the page says to whoever is signed in, and what pauses their day."""
    at.reader = msgspec.structs.replace(
        at.reader,
        name=await own_name(at),
        is_asked=await is_asked(at.site, at.scope, at.scope.me),
        is_ageless=known.is_ageless,
        is_alarmed=known.is_alarmed,
        is_warned=known.is_warned,
        is_told=known.is_told,
        has_archive=known.has_archive,
    )
    at.limits = known.limits
    await note_region(at)


class _Body:
    """A request's body. What a refusal left unread is read away, within bounds: a browser that is still
    sending would otherwise see a broken connection in place of the answer.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._is_over = False
        self._left = _DRAINED_BYTES

    async def receive(self) -> Message:
        message = await self._receive()
        self._is_over = not message.get("more_body", False)
        self._left -= len(message.get("body", b""))
        return message

    async def drain(self) -> None:
        while not self._is_over and self._left > 0:
            await self.receive()


async def hold_forms(request: Request) -> None:
    """Before each handler: an unsafe request must come from our own page and carry its token."""
    if request.method in _SAFE_METHODS or "here" not in request.scope:
        return
    site_header = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    is_foreign = site_header in ("cross-site", "same-site") or (
        origin is not None and origin.split("://", 1)[-1] != request.headers.get("host")
    )
    token = request.headers.get("x-csrf")
    if token is None and not is_foreign:
        given = (await request.form()).get("csrf")
        token = given if isinstance(given, str) else None
    if is_foreign or not token or not _is_right(token, here(request)):
        raise FormRefused


def _is_right(token: str, at: Here) -> bool:
    """Compared with each token that is right, those of secrets before the present one among them."""
    right = (at.reader.csrf, *at.old_tokens)
    return any(secrets.compare_digest(token.encode(), one.encode()) for one in right)


def _is_stream(start: Message) -> bool:
    headers = dict(start["headers"])  # type: ignore[typeddict-item]
    return headers.get(b"content-type", b"").startswith(b"text/event-stream")


def _this_task() -> asyncio.Task:
    task = asyncio.current_task()
    assert task is not None
    return task


def tone_of(handle: str) -> int:
    """Which of the six grounds stands behind a person's letter."""
    return 1 + bucket_of_name(handle) % 6


def _cookies(scope: AsgiScope) -> Mapping[str, str]:
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                return {key: morsel.value for key, morsel in SimpleCookie(value.decode("latin-1")).items()}
            except CookieError:
                return {}
    return {}


def _path_of(scope: AsgiScope) -> str:
    query = scope["query_string"].decode("latin-1")
    return scope["path"] + (f"?{query}" if query else "")


def _address(scope: AsgiScope, site: Site) -> str:
    """The client's address; forwarded ones count only from as many proxies as the operator trusts."""
    hops = []
    if site.settings.trusted_proxies:
        for name, value in scope["headers"]:
            if name == b"x-forwarded-for":
                hops = [hop.strip() for hop in value.decode("latin-1").split(",")]
    if len(hops) >= site.settings.trusted_proxies > 0:
        return hops[-site.settings.trusted_proxies]
    client = scope.get("client")
    return client[0] if client else ""
