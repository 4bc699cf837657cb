"""Protecting headers stand on every answer: pages, refusals, streams, files, what the server itself says.

Cases B5, B8.
"""

import pytest

from hongqiao.entry.serve import NOT_NOW_HEADERS, Application
from hongqiao.kernel.settings import Settings
from hongqiao.web.headers import protecting_headers

NAMES = (
    "content-security-policy", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy",
    "cross-origin-resource-policy", "permissions-policy",
)  # fmt: skip
ANSWERS = {
    "/": 200, "/no/such/page": 404, "/assets/nothing.css": 404, "/media/x/y": 404, "/healthz": 200,
    "/settings": 303, "/live": 200, "/.well-known/security.txt": 200, "/notes/0": 404, "/languages": 404,
}  # fmt: skip


@pytest.mark.parametrize(("path", "status"), ANSWERS.items())
def test_an_answer_is_protected(stranger, path, status):
    answer = stranger.get(path)

    assert answer.status == status
    assert [name for name in NAMES if name not in answer.headers] == []
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE"])
def test_a_refusal_is_protected(stranger, method):
    answer = stranger.ask(method, "/about")

    assert answer.status >= 400
    assert [name for name in NAMES if name not in answer.headers] == []


def test_strict_transport_security_stands_behind_tls_only(tmp_path):
    for tls in (False, True):
        names = [name for name, _ in protecting_headers(Settings(home=tmp_path, behind_tls=tls))]

        assert (b"strict-transport-security" in names) == tls


async def test_what_the_server_says_when_the_site_is_gone_is_protected(tmp_path):
    server, sent = Application(), []
    server._protecting = protecting_headers(Settings(home=tmp_path, behind_tls=True))

    async def send(message):
        sent.append(message)

    await server({"type": "http", "method": "GET", "path": "/"}, None, send)  # no application is there yet

    names = [name.decode() for name, _ in sent[0]["headers"]]
    assert sent[0]["status"] == 503 and {*NAMES, "strict-transport-security"} <= set(names)
    assert len(names) == len(set(names)) == len(NOT_NOW_HEADERS) + len(NAMES) + 1


def test_only_our_own_pages_may_use_passkeys_or_ask_where_one_is_and_nobody_the_camera(stranger):
    policy = stranger.get("/about").headers["permissions-policy"]

    assert all(f"{name}=(self)" in policy for name in ("publickey-credentials-get", "geolocation"))
    assert all(f"{name}=()" in policy for name in ("camera", "microphone", "usb", "payment"))
