"""The dial of who reads without an account: in a cookie, without a profile."""

import re

import httpx
import pytest

from hongqiao.features import feeds
from hongqiao.kernel.ids import from_public
from hongqiao.web.app import make_app
from tests.features.recommendation.reading import town
from tests.web.sitting import site_of


@pytest.fixture
async def visitor(scope):
    await town(scope, 60)
    await feeds.arrange_explore(scope)
    transport = httpx.ASGITransport(app=make_app(site_of(scope)))
    async with httpx.AsyncClient(
        transport=transport, base_url="http://site", headers={"accept-language": "en"}
    ) as client:
        yield client


async def turn(visitor, mix: str) -> httpx.Response:
    token = re.search(r'name="csrf" value="(\w+)"', (await visitor.get("/")).text)[1]
    return await visitor.post("/feed/steer", data={"csrf": token, "mix": mix, "mix_before": "15"})


async def langs_of(scope, html: str) -> list[str]:
    ids = [from_public(one) for one in re.findall(r'class="note-card__link" href="/notes/(\w+)"', html)]
    rows = await scope.db.fetch("select id, lang from note where id = any($1)", ids)
    lang = {row[0]: row[1] for row in rows}
    return [lang[id_] for id_ in ids]


@pytest.mark.parametrize("percent", [0, 25, 50])
async def test_a_visitor_gets_the_mix_that_they_set(scope, visitor, percent):
    assert (await turn(visitor, str(percent))).status_code == 303

    html = (await visitor.get("/")).text

    langs = await langs_of(scope, html)
    foreign = 100 * sum(lang != "en" for lang in langs[:20]) / 20
    assert abs(foreign - percent) <= 5
    assert f'value="{percent}" name="mix"' in html
    assert "nothing about you is used" in html


async def test_the_pages_of_a_mix_hold_each_note_once(scope, visitor):
    await turn(visitor, "25")
    path, seen = "/", []
    while path:
        html = (await visitor.get(path)).text
        seen += re.findall(r'class="note-card__link" href="/notes/(\w+)"', html)
        more = re.search(r'href="(/\?after=[\w-]+)"', html)
        path = more[1] if more else ""

    assert len(seen) == len(set(seen)) == 60


async def test_a_mix_that_is_none_is_refused_and_a_broken_cookie_ignored(visitor):
    assert (await turn(visitor, "70")).status_code == 422

    visitor.cookies.set("mix", "lots")

    assert (await visitor.get("/")).status_code == 200


async def test_nothing_is_written_about_a_visitor(scope, visitor):
    await turn(visitor, "25")
    await visitor.get("/")

    for table in ("feed_choice", "feed_served", "feed_event"):
        assert (await scope.db.fetch(f"select count(*) from {table}"))[0][0] == 0
