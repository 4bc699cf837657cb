"""A load generator: many keep-alive connections of one process. Each asks again as soon as it was answered,
or, at a rate, when its turn comes.

Run by bench.py and pace.py as a process of its own. Loopback only. Prints what it saw as JSON.
"""

import argparse
import asyncio
import itertools
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

_NEXT = re.compile(rb'href="(/[a-z]*\?after=[A-Za-z0-9_-]+)"')
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
HOST = "127.0.0.1"


@dataclass
class Seen:
    """What all connections saw together; latencies in seconds."""

    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    size_bytes: int = 0


class Visitor:
    """One connection. It walks along `paths`, or from each page to the next one that the page names."""

    def __init__(self, port: int, paths: list[str], headers: str, *, walks: bool) -> None:
        self._port, self._paths, self._walks = port, paths, walks
        self._headers, self._place, self._next = headers, 0, ""

    async def visit(self, turns: Iterator[float], until: float, at_most: int, seen: Seen) -> None:
        """Asks until the time is over or all connections together have asked often enough.

        Latency counts from the turn, not from the asking: who waits behind a slow answer waits, too.
        """
        reader, writer = await asyncio.open_connection(HOST, self._port, limit=1 << 20)
        while time.perf_counter() < until and len(seen.latencies) < at_most:
            began = next(turns)
            await asyncio.sleep(max(0.0, began - time.perf_counter()))
            request = f"GET {self._path()} HTTP/1.1\r\nHost: {HOST}:{self._port}\r\n{self._headers}\r\n"
            writer.write(request.encode())
            head = await reader.readuntil(b"\r\n\r\n")
            found = _LENGTH.search(head)
            body = await reader.readexactly(int(found[1])) if found else b""
            seen.latencies.append(time.perf_counter() - began)
            status = int(head[9:12])
            seen.statuses[status] = seen.statuses.get(status, 0) + 1
            seen.size_bytes += len(body)
            if self._walks:
                following = _NEXT.search(body)
                self._next = following[1].decode() if following else ""
        writer.close()

    def _path(self) -> str:
        if self._next:
            return self._next
        self._place += 1
        return self._paths[self._place % len(self._paths)]


def turns(began: float = 0.0, every_s: float = 0.0) -> Iterator[float]:
    """When one connection asks: at once, again and again, or each `every_s` seconds."""
    for number in itertools.count():
        yield began + number * every_s if every_s else time.perf_counter()


async def run(
    port: int,
    paths: list[str],
    headers: list[str],
    *,
    walks: bool,
    connections: int,
    seconds: float,
    at_most: int,
    rate: float = 0.0,
) -> dict:
    """The figures of one run. Connections take the sets of headers in turn; `rate` is requests a second."""
    seen, began = Seen(), time.perf_counter()
    visits = []
    for number in range(connections):
        start = number * len(paths) // connections
        visitor = Visitor(port, paths[start:] + paths[:start], headers[number % len(headers)], walks=walks)
        when = turns(began + number / rate, connections / rate) if rate else turns()
        visits.append(visitor.visit(when, began + seconds, at_most, seen))
    await asyncio.gather(*visits)
    took, ordered = time.perf_counter() - began, sorted(seen.latencies)
    return {
        "requests": len(ordered),
        "seconds": took,
        "statuses": seen.statuses,
        "size_bytes": seen.size_bytes,
        "p50_ms": 1000 * ordered[len(ordered) // 2],
        "p95_ms": 1000 * ordered[int(len(ordered) * 0.95)],
        "p99_ms": 1000 * ordered[int(len(ordered) * 0.99)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--paths", required=True, help="a JSON list")
    parser.add_argument("--header", action="append", default=[])
    parser.add_argument("--cookies", help="a JSON list; connections take them in turn", default='[""]')
    parser.add_argument("--rate", type=float, default=0.0, help="requests a second; 0: as fast as it goes")
    parser.add_argument("--walks", action="store_true")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--at-most", type=int, default=200_000)
    given = parser.parse_args()
    shared = "".join(f"{line}\r\n" for line in given.header)
    headers = [shared + (f"Cookie: {cookie}\r\n" if cookie else "") for cookie in json.loads(given.cookies)]
    print(
        json.dumps(
            asyncio.run(
                run(
                    given.port,
                    json.loads(given.paths),
                    headers,
                    walks=given.walks,
                    connections=given.connections,
                    seconds=given.seconds,
                    at_most=given.at_most,
                    rate=given.rate,
                )
            )
        )
    )


if __name__ == "__main__":
    main()
