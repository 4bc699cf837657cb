"""Open streams over the wire: they end within five seconds of their login or account. Cases D7, D8."""

import http.client
import re
import select
import time
from urllib.parse import urlsplit

from tests.web.door_acts import again, change
from tests.web.visitor import Visitor


def test_a_stream_ends_when_its_login_does(visit, mei):
    other = again(visit, mei)
    row = re.search(r"/settings/sessions/([^/]+)/end\"", mei.get("/settings/security").text)
    waits, connection = open_stream(other)
    assert says_nothing_for(connection, 4.0)
    began = time.monotonic()

    assert mei.post(f"/settings/sessions/{row[1]}/end").status == 303
    waits.read()

    assert time.monotonic() - began < 5
    connection.close()


def test_a_stream_ends_when_its_account_is_suspended(community, visit, mei):
    waits, connection = open_stream(mei)
    began = time.monotonic()

    change(community, "update account set state = 1 where handle = $1", mei.handle)
    waits.read()

    assert 0 < time.monotonic() - began < 5
    assert mei.get("/settings").status == 303
    connection.close()


def says_nothing_for(connection, seconds: float) -> bool:
    """Whether the server neither says anything nor closes."""
    readable, _, _ = select.select([connection.sock], [], [], seconds)
    return not readable


def open_stream(who: Visitor):
    """A stream that would go on for ten minutes: of a text that nobody has asked to be translated."""
    note = who.publish("小桥流水人家", "今天在河边走了很久。", audience="me").removeprefix("/notes/")
    connection = http.client.HTTPConnection(urlsplit(who.origin).netloc, timeout=30)
    cookies = "; ".join(f"{name}={value}" for name, value in who.cookies.items())
    connection.connect()
    connection.request("GET", f"/live?refs=note:{note}:body", headers={"cookie": cookies})
    answer = connection.getresponse()
    assert answer.status == 200 and answer.readline().startswith(b"retry") and answer.readline() == b"\n"
    return answer, connection
