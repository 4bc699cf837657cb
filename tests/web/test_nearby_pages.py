"""Nearby as pages show it: asked for, in bands, and left."""

import re

import httpx
import pytest

from hongqiao.features import accounts, recommendation
from hongqiao.kernel.ids import to_public
from hongqiao.web.app import make_app
from tests.cast import drain, sign_up
from tests.features.notes.writing import publish
from tests.web.sitting import site_of

HERE = {"latitude": "31.23", "longitude": "121,47"}


@pytest.fixture
async def note(scope):
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="桥下的面馆")
    await drain(scope, without=("translation.",))
    await recommendation.gather.lay_ready(scope)
    return mei, note_id


async def browser_of(scope, who) -> httpx.AsyncClient:
    async with scope.transaction() as tx:
        cookie = await accounts.devices.start_login(tx, who.me, device="test")
    transport = httpx.ASGITransport(app=make_app(site_of(scope)))
    return httpx.AsyncClient(transport=transport, base_url="http://site", cookies={"login": cookie})


async def send(browser, path: str, **given: str) -> httpx.Response:
    token = re.search(r'name="csrf" value="(\w+)"', (await browser.get("/about")).text)[1]
    return await browser.post(path, data={"csrf": token, **given})


async def test_an_author_places_a_note_and_a_reader_around_finds_it(scope, note):
    mei, note_id = note
    author, path = await browser_of(scope, mei), f"/notes/{to_public(note_id)}/nearby"
    assert (await send(author, path, **HERE)).status_code == 422
    assert (await send(author, "/nearby", **HERE)).status_code == 303
    assert (await send(author, path, **HERE)).status_code == 303
    await drain(scope, without=("translation.",))

    reader = await browser_of(scope, await sign_up(scope, "diego"))
    assert "note-card__link" not in (await reader.get("/nearby")).text
    await send(reader, "/nearby", **HERE)
    page = (await reader.get("/nearby")).text

    assert f"/notes/{to_public(note_id)}" in page
    assert "within 5 km" in page


async def test_leaving_shows_the_question_again(scope, note):
    browser = await browser_of(scope, note[0])
    await send(browser, "/nearby", **HERE)

    await send(browser, "/nearby/leave")

    assert "until you agree" in (await browser.get("/nearby")).text


@pytest.mark.parametrize("place", [{"latitude": "north"}, {"latitude": "91"}, {"latitude": "nan"}])
async def test_what_is_no_place_is_told_in_a_sentence(scope, note, place):
    browser = await browser_of(scope, note[0])

    answer = await send(browser, "/nearby", **{**HERE, **place})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


async def test_nobody_looks_at_where_anothers_note_is(scope, note):
    browser = await browser_of(scope, await sign_up(scope, "diego"))

    assert (await browser.get(f"/notes/{to_public(note[1])}/nearby")).status_code == 404
