"""The reader's own Explore as pages show it: reasons on cards, the switch, the dial, less of this."""

import re

import httpx
import msgspec
import pytest

from hongqiao.features import accounts, recommendation
from hongqiao.features.recommendation import candidates
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.paging import write_cursor
from hongqiao.web.app import make_app
from tests.cast import drain, sign_up
from tests.features.recommendation.reading import like, town
from tests.web.sitting import site_of


@pytest.fixture
async def written(scope):
    return await town(scope, 60)


@pytest.fixture
async def diego(scope, written):
    return await sign_up(scope, "diego")


@pytest.fixture
async def browser(scope, diego):
    """Diego's browser, in front of a process that just started."""
    async with scope.transaction() as tx:
        cookie = await accounts.devices.start_login(tx, diego.me, device="test")
    transport = httpx.ASGITransport(app=make_app(site_of(scope)))
    async with httpx.AsyncClient(
        transport=transport, base_url="http://site", cookies={"login": cookie}
    ) as client:
        yield client


def shown(html: str) -> list[str]:
    return re.findall(r'class="note-card__link" href="/notes/(\w+)"', html)


def why(html: str) -> list[str]:
    return re.findall(r"Why this note</p><p>(.*?)</p>", html)


async def send(browser, path: str, **fields: str) -> httpx.Response:
    page = (await browser.get("/about")).text
    token = re.search(r'name="csrf" value="(\w+)"', page)[1]
    return await browser.post(path, data={"csrf": token, **fields})


async def test_every_card_says_why_it_is_there(browser):
    html = (await browser.get("/")).text

    assert len(shown(html)) == 24
    assert len(why(html)) == 24
    assert all(reason.endswith(".") for reason in why(html))


async def test_pages_go_on_without_repeats(browser):
    first = (await browser.get("/")).text
    following = re.search(r'href="(/\?after=[^"]+)"', first)[1]

    second = (await browser.get(following, headers={"HX-Request": "true"})).text

    assert len(shown(second)) == 24
    assert not set(shown(first)) & set(shown(second))


async def test_an_address_of_a_page_that_cannot_be_is_refused(browser):
    for numbers in ((1, 2**31, 0), (1, 2**63 - 1, 0), (1, -1, 0), (-5, 0, 0), (2**63 - 1, 0, 9), (0, 0, -1)):
        answer = await browser.get(f"/?after={write_cursor(*numbers)}")

        assert answer.status_code == 422, numbers
        assert "Start again from the first page" in answer.text


@pytest.fixture
def nothing_new(monkeypatch):
    """No note has a place because it is new, which is by chance."""
    monkeypatch.setattr(candidates, "CONFIG", msgspec.structs.replace(candidates.CONFIG, new_hours=0))


@pytest.mark.usefixtures("nothing_new")
async def test_a_title_in_a_reason_is_named_while_it_can_be_seen(scope, browser, diego, written):
    liked, near = written[0], written[9]
    for handle in ("mei", "luma", "aisha"):
        await like(await sign_up(scope, handle), liked, near)
    await recommendation.gather.find_neighbours(scope)
    await like(diego, liked)

    html = (await browser.get("/")).text

    assert 'Because you liked <bdi lang="en">food en 0</bdi>' in html


@pytest.mark.usefixtures("nothing_new")
async def test_a_reason_never_names_a_note_that_cannot_be_seen_any_more(scope, browser, diego, written):
    liked, near = written[0], written[9]
    for handle in ("mei", "luma", "aisha"):
        await like(await sign_up(scope, handle), liked, near)
    await recommendation.gather.find_neighbours(scope)
    await like(diego, liked)
    await send(browser, f"/notes/{to_public(written[1])}/less")
    assert "food en 0" in (await browser.get("/")).text
    assert "travel zh 1" in (await browser.get("/me/feed")).text

    await scope.db.execute("update note set audience = 2 where id = any($1::bigint[])", [liked, written[1]])

    html = (await browser.get("/")).text
    assert "food en 0" not in html
    assert "Readers of something that you liked like this too." in html
    assert "travel zh 1" not in (await browser.get("/me/feed")).text
    assert to_public(liked) not in (await browser.get(f"/notes/{to_public(near)}/near")).text


async def test_the_switch_stays_off_on_every_device(scope, browser, diego):
    await send(browser, "/feed/steer", mix="15", mix_before="15")

    html = (await browser.get("/")).text
    choice = await recommendation.choice_of(diego)

    assert not choice.profiled
    assert "<feed-signals>" not in html
    assert re.search(r'name="activity"(?! checked)>', html)


async def test_signals_are_kept_while_the_switch_is_on_and_never_after(scope, browser, written, database):
    seen = ".".join(to_public(id_) for id_ in written[:3])
    first = await send(browser, "/feed/met", seen=seen, opened=f"{to_public(written[0])}:40")
    await drain(scope)
    kept = await database.fetch("select count(*) from feed_event")

    await send(browser, "/feed/steer", mix="15", mix_before="15")
    await send(browser, "/feed/met", seen=".".join(to_public(id_) for id_ in written[3:9]))
    await drain(scope)

    assert first.status_code == 204
    assert kept[0][0] == 4
    assert (await database.fetch("select count(*) from feed_event"))[0][0] == 0


async def test_less_like_this_hides_a_note_and_can_be_undone(browser, written):
    note = to_public(written[0])

    await send(browser, f"/notes/{note}/less")
    listed = (await browser.get("/me/feed")).text
    every, path = [], "/"
    while path:
        html = (await browser.get(path)).text
        every += shown(html)
        found = re.search(r'href="(/\?after=[^"]+)"', html)
        path = found[1] if found else ""
    await send(browser, "/me/feed/less/delete", kind="note", name=str(written[0]))
    await send(browser, "/me/feed/less/delete", kind="topic", name="food")

    assert note not in every
    assert "food en 0" in listed
    assert "#food" in listed
    assert "food en 0" not in (await browser.get("/me/feed")).text


async def test_interests_topics_and_the_mix_are_kept(browser, diego):
    await send(browser, "/me/feed", interests="pets", topics="#Coffee 猫咪", mix="40", activity="on")

    choice = await recommendation.choice_of(diego)

    assert (choice.subjects, choice.topics, choice.mix, choice.profiled) == (
        ("pets",),
        ("coffee", "猫咪"),
        40,
        True,
    )
    assert "#coffee #猫咪" in (await browser.get("/me/feed")).text


async def test_a_mix_beyond_half_is_refused_in_a_sentence(browser):
    answer = await send(browser, "/me/feed", mix="90")

    assert answer.status_code == 422
    assert "from 0 to 50" in answer.text


@pytest.mark.parametrize("path", ["/me/feed", "/feed/met", "/me/feed/forget"])
async def test_strangers_have_nothing_to_steer(scope, written, path):
    transport = httpx.ASGITransport(app=make_app(site_of(scope)))
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        answer = await (send(client, path) if path != "/me/feed" else client.get(path))

    assert answer.status_code in (401, 303)


async def test_more_like_a_note_is_about_the_same_and_names_no_hidden_one(browser, written, scope):
    html = (await browser.get(f"/notes/{to_public(written[0])}/near")).text
    titles = re.findall(r"(\w+) \w\w \d+</", html.partition("<ol")[2])

    assert to_public(written[0]) not in shown(html)
    assert titles.count("food") >= 3
    assert (await browser.get(f"/notes/{to_public(123)}/near")).status_code == 404
