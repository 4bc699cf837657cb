"""HTTP to one configured engine and nowhere else: no redirects, checked addresses, bounded time and size.

Built on httpcore, which follows no redirect, keeps no cookie and reads no proxy from the environment. What
goes wrong is told without what was sent: keys never reach a log.
"""

import asyncio
import ipaddress
import re
import socket
import time
from collections.abc import AsyncIterator, Container, Iterable, Mapping
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpcore
import msgspec

from hongqiao.adapters.models.remote.addresses import Endpoint, may_connect
from hongqiao.kernel.errors import Unavailable, mark

T = TypeVar("T")
MOST_BYTES = 1 << 20
CONNECT_S = 5.0
CONNECTIONS = 4
ABSENT = mark("Translation is not ready yet. The original stays here meanwhile.")


class Unfit(Exception):
    """The engine is there and does not take this text: too long for it, say."""


class Answer:
    """A response whose body arrives; counts its bytes."""

    def __init__(self, content_type: str, body: AsyncIterator[bytes]) -> None:
        self.content_type, self._body = content_type, body

    async def lines(self) -> AsyncIterator[bytes]:
        """Line by line, as they come."""
        rest = list[bytes]()  # joined once a line ends: it may drip in a sign at a time
        async for chunk in self.chunks():
            *whole, last = chunk.split(b"\n")
            for line in whole:
                yield b"".join((*rest, line)).rstrip(b"\r")
                rest.clear()
            rest.append(last)
        if any(rest):
            yield b"".join(rest).rstrip(b"\r")

    async def chunks(self) -> AsyncIterator[bytes]:
        """As it comes; raises Unavailable beyond MOST_BYTES."""
        size = 0
        async for chunk in self._body:
            size += len(chunk)
            if size > MOST_BYTES:
                raise Unavailable(ABSENT, detail="the answer is too large")
            yield chunk

    async def read(self, into: type[T]) -> T:
        """All of it as JSON of this shape; raises Unavailable when it is something else."""
        return decoded(b"".join([chunk async for chunk in self.chunks()]), into)


class Wire:
    """Connections to one endpoint. `headers` go with each request, a key among them."""

    def __init__(self, endpoint: Endpoint, headers: Mapping[str, str]) -> None:
        self._endpoint = endpoint
        self._headers = [
            (b"host", endpoint.origin.split("://", 1)[1].encode()),
            (b"content-type", b"application/json"),
            (b"accept-encoding", b"identity"),  # nothing that grows when unpacked
            (b"user-agent", b"hongqiao"),
            *((name.encode(), value.encode()) for name, value in headers.items()),
        ]
        self._pool = httpcore.AsyncConnectionPool(
            max_connections=CONNECTIONS, keepalive_expiry=30.0, network_backend=_Checked(endpoint)
        )

    @asynccontextmanager
    async def post(self, path: str, body: object, *, deadline_s: float) -> AsyncIterator[Answer]:
        """Sends JSON; the answer is read within the block, all within the deadline.

        Raises Unfit where the engine says that the text is at fault (400, 413, 422), Unavailable for all
        else that is not a plain success, and for an answer that is slow, broken or too large.
        """
        async with self._asked("POST", path, msgspec.json.encode(body), deadline_s) as response:
            _check(response.status, response.headers)
            yield Answer(_content_type(response.headers), response.aiter_stream())

    async def greet(self, path: str, *, deadline_s: float = CONNECT_S) -> None:
        """Asks for what costs nothing and does not read it. Raises Unavailable when nobody answers, or the
        answer is that the key is wrong or something is broken; an address that is not there is an answer.
        """
        async with self._asked("GET", path, None, deadline_s) as response:
            if response.status not in (404, 405):
                _check(response.status, response.headers, unfit=())

    @asynccontextmanager
    async def _asked(
        self, method: str, path: str, content: bytes | None, deadline_s: float
    ) -> AsyncIterator[httpcore.Response]:
        timeout = {"connect": CONNECT_S, "read": deadline_s, "write": CONNECT_S, "pool": deadline_s}
        url = self._endpoint.origin + self._endpoint.path + path
        try:
            async with asyncio.timeout(deadline_s):
                async with self._pool.stream(
                    method, url, headers=self._headers, content=content, extensions={"timeout": timeout}
                ) as response:
                    yield response
        except _WIRE_ERRORS as error:
            raise Unavailable(
                ABSENT, detail=f"{self._endpoint.origin}: {type(error).__name__}"
            ) from None  # its words may quote a header

    async def close(self) -> None:
        """Ends the connections."""
        await self._pool.aclose()


_WIRE_ERRORS = (
    TimeoutError,
    OSError,
    UnicodeError,  # a name that no resolver takes
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
)


class _Checked(httpcore.AsyncNetworkBackend):
    """Looks a name up once, holds each address against the rules, and connects to the address it checked."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint, self._inner = endpoint, httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        async with asyncio.timeout(timeout):
            addresses = await _looked_up(host, port)
        encrypted = self._endpoint.scheme == "https"
        for address in addresses:
            if not may_connect(address, allow_local=self._endpoint.allow_local, encrypted=encrypted):
                raise httpcore.ConnectError(f"{host} leads to {address}, which is not allowed")
        trouble: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses[:3]:
            try:
                return await self._inner.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        raise trouble

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def _looked_up(host: str, port: int) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ipaddress.ip_address(str(where[4][0])) for where in found))


def decoded(data: bytes, into: type[T]) -> T:
    """JSON of this shape; raises Unavailable for anything else."""
    try:
        return msgspec.json.decode(data, type=into)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Unavailable(ABSENT, detail="the answer has another shape") from wrong


def _check(
    status: int, headers: Iterable[tuple[bytes, bytes]], *, unfit: Container[int] = (400, 413, 422)
) -> None:
    if status in unfit:
        raise Unfit(f"status {status}")
    if status != 200:
        raise Unavailable(
            ABSENT,
            detail=f"the engine answered with status {status}",
            retry_after_s=_retry_after_s(headers) if status in (429, 503) else 0.0,
        )


def _retry_after_s(headers: Iterable[tuple[bytes, bytes]]) -> float:
    """Seconds until the engine wants to be asked again; 0 where it does not say so, or not readably."""
    told = _header(headers, b"retry-after")
    if re.fullmatch(r"[0-9]{1,9}", told):
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, OverflowError):
        return 0.0


def _header(headers: Iterable[tuple[bytes, bytes]], wanted: bytes) -> str:
    found = next((value for name, value in headers if name.lower() == wanted), b"")
    return found.decode("latin-1").strip()


def _content_type(headers: Iterable[tuple[bytes, bytes]]) -> str:
    return _header(headers, b"content-type").split(";")[0].strip().lower()
