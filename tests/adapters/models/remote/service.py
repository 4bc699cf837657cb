"""A small real HTTP server in the test’s own process: it answers well, slowly, or badly, as the test says."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from hongqiao.adapters.models.remote.about import About
from hongqiao.adapters.models.remote.addresses import endpoint_of

Writer = asyncio.StreamWriter
Behaviour = Callable[["Asked", Writer], Any]


@dataclass
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class Service:
    """Where it listens and what it was asked."""

    port: int = 0
    asked: list[Asked] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def about(self, path: str = "", **given: Any) -> About:
        """An engine at this service, as the operator would declare it."""
        languages = given.pop("languages", frozenset({"en", "zh", "pt", "fr"}))
        endpoint = endpoint_of(self.url + path, allow_local=True)
        return About("house", endpoint, languages, **{"key": "s3cret-key", "model": "qwen", **given})


@asynccontextmanager
async def serving(behave: Behaviour, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[Service]:
    """Serves until the block ends; `behave` writes the whole response."""
    service = Service()

    async def serve(reader: asyncio.StreamReader, writer: Writer) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                first, *lines = head.decode("latin-1").strip().split("\r\n")
                headers = {
                    name.lower(): value.strip() for name, _, value in (at.partition(":") for at in lines)
                }
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                service.asked.append(Asked(first.split(" ")[1], headers, json.loads(body) if body else None))
                await behave(service.asked[-1], writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    service.port = server.sockets[0].getsockname()[1]
    yield service
    server.close()


def plain(writer: Writer, body: bytes | dict, *, status: int = 200, **headers: str) -> None:
    """A response in one piece."""
    data = json.dumps(body).encode() if isinstance(body, dict) else body
    known = {"content-type": "application/json", "content-length": str(len(data))}
    lines = {**known, **{name.replace("_", "-"): value for name, value in headers.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    writer.write(f"HTTP/1.1 {status} x\r\n{head}\r\n".encode() + data)


def begin_stream(writer: Writer) -> None:
    """The head of server-sent events, in chunks."""
    head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
    writer.write(f"{head}transfer-encoding: chunked\r\n\r\n".encode())


def event(writer: Writer, data: dict | str) -> None:
    """One event as one chunk."""
    line = f"data: {data if isinstance(data, str) else json.dumps(data)}\n\n".encode()
    writer.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")


def end_stream(writer: Writer) -> None:
    """The last chunk."""
    writer.write(b"0\r\n\r\n")
