"""What the door and the pages refuse stands in the security log, without anything that somebody sent."""

import json

import httpx
import pytest

from hongqiao.features.accounts.logins import start_half, start_login
from hongqiao.features.site import security_log
from hongqiao.kernel.ids import to_public
from hongqiao.web.app import make_app
from tests.cast import sign_up
from tests.web.sitting import site_of

SECRET = "hunter2-hunter2"
NETWORK = "127.0.0.0/24"


@pytest.fixture
def told(caplog, monkeypatch):
    """What was told since, as objects."""
    caplog.set_level("INFO", security_log.LOG.name)
    gauges = {event: security_log._Gauge() for event in security_log.EVENTS}
    monkeypatch.setattr(security_log, "_GAUGES", gauges)

    def lines() -> list[dict]:
        texts = [one.getMessage() for one in caplog.records if one.name == security_log.LOG.name]
        assert SECRET not in "".join(texts) and "127.0.0.1" not in "".join(texts)
        return [json.loads(text) for text in texts]

    return lines


@pytest.fixture
async def client(scope):
    transport = httpx.ASGITransport(app=make_app(site_of(scope)))
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as open_client:
        yield open_client


async def cookie_of(scope, person) -> dict[str, str]:
    return {"cookie": "login=" + await start_login(scope, person.me, device="phone")}


async def test_a_form_without_its_token_is_told_of(client, told):
    assert (await client.post("/sign-in", data={"handle": "mei", "password": SECRET})).status_code == 403

    [line] = told()
    assert (line["event"], line["route"], line["network"]) == ("form.refused", "POST /sign-in", NETWORK)


async def test_a_form_from_another_site_is_told_of(client, told):
    answer = await client.post("/sign-in", data={}, headers={"origin": f"https://{SECRET}.example"})

    assert answer.status_code == 403
    assert [line["event"] for line in told()] == ["form.refused"]


async def test_a_member_who_asks_for_pages_of_staff_is_told_of(scope, client, told):
    mei = await sign_up(scope, "mei")

    answer = await client.get(f"/admin/people/{SECRET}", headers=await cookie_of(scope, mei))
    assert answer.status_code == 404
    assert (await client.get("/admin/cases", headers=await cookie_of(scope, mei))).status_code == 404

    line = told()[-1]
    assert (line["event"], line["route"]) == ("staff.refused", "GET /admin/cases")
    assert line["by"] == to_public(mei.me)


async def test_pages_that_are_not_there_and_asking_to_sign_in_are_no_events(client, told):
    assert (await client.get(f"/notes/{SECRET}")).status_code == 404
    assert (await client.get("/settings")).status_code == 303

    assert told() == []


async def test_a_wrong_password_over_the_wire_is_told_of_once(scope, client, told):
    mei = await sign_up(scope, "mei")
    page = await client.get("/sign-in")
    token = page.text.split('name="csrf" value="', 1)[1].split('"', 1)[0]

    answer = await client.post("/sign-in", data={"csrf": token, "handle": "mei", "password": SECRET})

    assert answer.status_code == 422
    [line] = told()
    assert line["event"] == "sign_in.failed"
    assert (line["account"], line["network"]) == (to_public(mei.me), NETWORK)


@pytest.mark.parametrize(
    ("path", "event"),
    [
        ("/confirm", "proof.failed"),
        ("/settings/password", "proof.failed"),
        ("/sign-in/passkey", "passkey.failed"),
    ],
)
async def test_wrong_proofs_are_told_of(scope, client, told, path, event):
    mei = await sign_up(scope, "mei")
    headers = await cookie_of(scope, mei)
    page = await client.get("/confirm", headers=headers)
    token = page.text.split('name="csrf" value="', 1)[1].split('"', 1)[0]

    sent = {"password": SECRET, "current": SECRET, "answer": "" if path == "/confirm" else SECRET}
    answer = await client.post(path, data={"csrf": token, **sent}, headers=headers)

    assert answer.status_code == 422
    assert [line["event"] for line in told()] == [event]


async def test_a_wrong_code_at_the_second_step_is_told_of(scope, client, told):
    mei = await sign_up(scope, "mei")
    half = await start_half(scope, mei.me, device="phone", place=NETWORK)
    client.cookies.set("step", half)
    page = await client.get("/sign-in/code")
    token = page.text.split('name="csrf" value="', 1)[1].split('"', 1)[0]

    answer = await client.post("/sign-in/code", data={"csrf": token, "code": "123456"})

    assert answer.status_code == 422
    [line] = told()
    assert (line["event"], line["account"]) == ("second_step.failed", to_public(mei.me))
