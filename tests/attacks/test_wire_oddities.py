"""G2, A6: requests that no browser writes, byte by byte over the wire, and what they cost in memory."""

import gzip
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.adapters.pictures.samples import png
from tests.web.visitor import Visitor

GROWS_AT_MOST = 64 << 20
SMUGGLED = b"GET /no/such/smuggled HTTP/1.1\r\nhost: x\r\n\r\n"
FORM = b"content-type: application/x-www-form-urlencoded\r\n"


def said(origin: str, raw: bytes, *, seconds: float = 3.0) -> bytes:
    """Everything that the server says to these bytes until it closes or is silent."""
    host = urlsplit(origin)
    with socket.create_connection((host.hostname or "", host.port or 80), timeout=seconds) as wire:
        wire.sendall(raw)
        wire.settimeout(seconds)
        answer = b""
        try:
            while piece := wire.recv(65_536):
                answer += piece
        except (TimeoutError, ConnectionResetError):
            pass
    return answer


POST = b"POST / HTTP/1.1\r\nhost: x\r\n"
ODD = {
    "two lengths": POST + b"content-length: 0\r\ncontent-length: 44\r\n\r\n" + SMUGGLED,
    "two lengths in one": POST + b"content-length: 0, 44\r\n\r\n" + SMUGGLED,
    "no such length": POST + b"content-length: +4\r\n\r\n" + SMUGGLED,
    "a length below nothing": POST + b"content-length: -1\r\n\r\n" + SMUGGLED,
    "a blank before the colon": POST + b"content-length : 44\r\n\r\n" + SMUGGLED,
    "a folded header": POST + b"x-a: 1\r\n content-length: 44\r\n\r\n" + SMUGGLED,
    "no such size of a chunk": POST + b"transfer-encoding: chunked\r\n\r\nzz\r\n" + SMUGGLED,
    "a size of a chunk that goes round": POST + b"transfer-encoding: chunked\r\n\r\n"
    b"ffffffffffffffff1\r\n" + SMUGGLED,
    "another coding": POST + b"transfer-encoding: xchunked\r\n\r\n" + SMUGGLED,
    "a method of signs": b"G<T / HTTP/1.1\r\nhost: x\r\n\r\n",
    "no version": b"GET / HTTP/9.9\r\nhost: x\r\n\r\n",
    "ten thousand headers": b"GET / HTTP/1.1\r\nhost: x\r\n" + b"x-a: 1\r\n" * 10_000 + b"\r\n",
    "a NUL in a header": b"GET / HTTP/1.1\r\nhost: x\r\nx-a: a\x00b\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("raw", ODD.values(), ids=ODD)
def test_an_odd_request_is_no_request(community, raw):
    answer = said(community.origin, raw)

    statuses = [int(one[9:12]) for one in answer.split(b"\r\n") if one.startswith(b"HTTP/1.")]
    assert all(400 <= status < 600 for status in statuses), answer[:300]
    assert len(statuses) <= 1, "what was hidden in the body has been answered too"
    assert community.is_open()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_body_with_two_ends_hides_no_second_request(community, order):
    heads = (b"content-length: 5\r\n", b"transfer-encoding: chunked\r\n")
    head = b"".join(heads[at] for at in order)

    answer = said(community.origin, POST + FORM + head + b"\r\n0\r\n\r\n" + SMUGGLED)

    assert b"smuggled" not in answer
    statuses = [one[9:12] for one in answer.split(b"\r\n") if one.startswith(b"HTTP/1.")]
    assert statuses[0] in (b"400", b"403", b"405", b"411"), answer[:200]


def resident(community) -> int:
    """Bytes of memory of the web server and the children that decode pictures."""
    pages = 0
    for pid in community.processes("hongqiao"):
        try:
            pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except OSError:
            continue
    return pages * 4096


@pytest.mark.parametrize("kind", ["form", "picture", "json"])
def test_a_bomb_is_refused_and_costs_nothing(community, kind):
    mei = Visitor(community.origin).sign_up("mei")
    draft = mei.start_draft()
    mei.add_picture(draft)  # the child that decodes is there already
    zeros = gzip.compress(bytes(64 << 20), 9) * 16  # a gigabyte once it is unpacked
    packed = {"content-encoding": "gzip", "origin": mei.origin, "x-csrf": mei.token()}
    before, began = resident(community), time.monotonic()

    if kind == "picture":
        answer = mei.add_picture(draft, png(50_000, 50_000, rows=bytes(1_000_000)))
    elif kind == "json":
        answer = mei.ask(
            "POST", "/translations/wishes", zeros, {**packed, "content-type": "application/json"}
        )
    else:
        form = {**packed, "content-type": "application/x-www-form-urlencoded"}
        answer = mei.ask("POST", "/boards", zeros, form)

    assert 400 <= answer.status < 500, answer
    assert time.monotonic() - began < 2
    assert resident(community) - before < GROWS_AT_MOST
