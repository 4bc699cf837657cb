"""The translation API: closed without a key, exact with one, and nobody else ever meets its texts.

Case D5.
"""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

import httpx
import msgspec
import pytest
from litestar import Litestar

from hongqiao.adapters.models.remote.about import About
from hongqiao.adapters.models.remote.addresses import endpoint_of
from hongqiao.adapters.models.remote.libretranslate import LibreTranslate
from hongqiao.features import site, translation
from hongqiao.features.translation import Text, desk
from hongqiao.kernel.errors import Unavailable
from hongqiao.web.door import Door, hold_forms
from hongqiao.web.translation import api
from tests.cast import drain
from tests.fakes import HOSTILITIES, FakeEngine, HostileEngine
from tests.web.sitting import site_of
from tests.web.visitor import new_handle

SEA = "The sea was calm and we stayed all day"


@pytest.fixture
async def worker(scope):
    """A worker with one engine; jobs are done as they come."""
    scope.ports.engines = [FakeEngine(pairs=[("en", "zh"), ("fr", "zh"), ("zh", "en")])]
    told = await desk.told(scope)
    (scope.ports.settings.home / "engines.json").write_bytes(msgspec.json.encode(told))

    async def work():
        while True:
            scope.now = datetime.now(UTC)
            await drain(scope, with_jobs=True)
            await asyncio.sleep(0.02)

    working = asyncio.create_task(work())
    yield scope
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working


@pytest.fixture
async def client(scope):
    """Through the same door as everybody, to the API's handlers only."""
    known = site_of(scope)
    app = Litestar(api.api_handlers(known), before_request=hold_forms, openapi_config=None)
    transport = httpx.ASGITransport(app=Door(app, known))
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        yield client


@pytest.fixture
async def key(scope):
    return await site.make_key(scope, "mei")


async def ask(client, path="/translate", **body):
    answer = await client.post(path, json=body)
    return answer.status_code, answer.json()


async def test_without_any_key_there_is_no_api(client):
    status, said = await ask(client, q=SEA, source="en", target="zh")

    assert (status, said) == (404, {"error": "This site has no translation API."})
    assert (await client.get("/languages")).status_code == 404


@pytest.mark.parametrize("given", ["", "hq_wrong", "'; drop table api_key; --"])
async def test_a_wrong_key_opens_nothing(client, key, given):
    for path in ("/translate", "/detect"):
        assert (await ask(client, path, q=SEA, target="zh", api_key=given))[0] == 403


async def test_a_text_is_translated_by_the_worker(client, key, worker):
    status, said = await ask(client, q=SEA, source="en", target="zh", format="text", api_key=key)

    assert status == 200
    assert list(said) == ["translatedText"] and said["translatedText"] != SEA


async def test_a_list_comes_back_as_a_list_in_its_order_and_what_needs_nothing_stays(client, key, worker):
    texts = [SEA, "今天真好", "We walked home", "666"]

    status, said = await ask(client, q=texts, source="auto", target="zh", api_key=key)

    assert status == 200
    assert said["translatedText"][1] == "今天真好" and said["translatedText"][3] == "666"
    assert said["translatedText"][0] != SEA
    assert [one["language"] for one in said["detectedLanguage"]] == ["en", "zh", "en", "en"]
    assert said["detectedLanguage"][3]["confidence"] == 0


async def test_a_form_and_a_bearer_key_do_as_well(client, key, worker):
    headers = {"authorization": f"Bearer {key}"}
    single = {"q": SEA, "source": "en", "target": "zh-Hans"}

    one = await client.post("/translate", data=single, headers=headers)
    two = await client.post("/translate", data={"q": [SEA, SEA], "target": "zh"}, headers=headers)

    assert one.status_code == two.status_code == 200
    assert two.json()["translatedText"] == [one.json()["translatedText"]] * 2


async def test_languages_are_told_as_libretranslate_tells_them(client, key, worker):
    said = (await client.get("/languages")).json()

    assert {"code": "en", "name": "English", "targets": ["en", "zh"]} in said


async def test_the_language_of_a_text_is_detected(client, key):
    status, said = await ask(client, "/detect", q="Où est la gare, s’il vous plaît ?", api_key=key)

    assert (status, said) == (200, [{"language": "fr", "confidence": 90}])


@pytest.mark.parametrize(("body", "words"), [
    ({"q": "", "target": "zh"}, "missing q"),
    ({"q": SEA}, "missing target"),
    ({"q": SEA, "target": "tlh"}, "tlh is not supported"),
    ({"q": SEA, "target": "zh-Hant"}, "zh-Hant is not supported"),
    ({"q": SEA, "source": "xx", "target": "zh"}, "xx is not supported"),
    ({"q": SEA, "source": "fr", "target": "en"}, "fr cannot be translated into en"),
    ({"q": "<b>hi</b>", "target": "zh", "format": "html"}, "html is not"),
    ({"q": "x" * 5_001, "target": "zh"}, "5000 characters"),
    ({"q": ["hi"] * 51, "target": "zh"}, "50 texts"),
    ({"q": "hi \x00 there", "target": "zh"}, "no language uses"),
    ({"q": {"a": 1}, "target": "zh"}, "as JSON or as a form"),
])
async def test_what_cannot_be_done_is_said_in_a_sentence(client, key, worker, body, words):
    status, said = await ask(client, **body, api_key=key)

    assert status == 400 and words in said["error"]


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"q": "\\ud800"}', b"\xff", b"[" * 100_000])
async def test_nonsense_is_refused(client, key, body):
    answer = await client.post("/translate", content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 400


async def test_a_key_is_good_for_so_many_requests_a_minute(client, scope):
    key = await site.make_key(scope, "luma", a_minute=3)

    answers = [await client.post("/detect", json={"q": "hi", "api_key": key}) for _ in range(5)]

    assert [answer.status_code for answer in answers].count(429) >= 1
    assert int(answers[-1].headers["retry-after"]) > 0


async def test_when_nothing_is_ready_in_time_it_says_when_to_come_back(client, key, scope, monkeypatch):
    scope.ports.engines = [FakeEngine()]
    (scope.ports.settings.home / "engines.json").write_bytes(msgspec.json.encode(await desk.told(scope)))
    monkeypatch.setattr(api, "DEADLINE_S", 0.2)

    answer = await client.post("/translate", json={"q": SEA, "target": "zh", "api_key": key})

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "15")
    await drain(scope, with_jobs=True)
    assert (await ask(client, q=SEA, target="zh", api_key=key))[0] == 200


async def test_without_an_engine_of_our_own_it_says_so(client, key, scope):
    scope.ports.engines = [FakeEngine(remote=True)]
    (scope.ports.settings.home / "engines.json").write_bytes(msgspec.json.encode(await desk.told(scope)))

    status, said = await ask(client, q=SEA, target="zh", api_key=key)

    assert status == 503 and "No translation engine" in said["error"]


async def test_so_many_may_wait_and_the_next_one_comes_back_later(client, key, worker, monkeypatch):
    monkeypatch.setattr(api, "MOST_AT_ONCE", 0)

    assert (await ask(client, q=SEA, target="zh", api_key=key))[0] == 503


async def test_a_translation_that_fails_the_checks_is_not_given_out(client, key, worker):
    worker.ports.engines = [HostileEngine(HOSTILITIES["answers as an assistant"])]

    status, said = await ask(client, q=SEA, source="en", target="zh", api_key=key)

    assert status == 422 and "checks" in said["error"] and "translatedText" not in said


async def test_nobody_else_meets_the_texts_and_no_remote_engine_sees_them(client, key, worker, scope):
    far = FakeEngine(name="far", remote=True)
    worker.ports.engines = [far, *worker.ports.engines]
    other = await site.make_key(scope, "luma")

    for one in (key, other):
        assert (await ask(client, q=SEA, source="en", target="zh", api_key=one))[0] == 200

    assert far.asked == []
    assert await translation.stored(scope, [Text("note:1:title", SEA, "en")], "zh") == {}
    rows = await scope.db.fetch("select shared from translation_source")
    assert [row[0] for row in rows] == [False, False]


async def test_texts_are_forgotten_after_an_hour(client, key, worker, scope):
    await ask(client, q=SEA, source="en", target="zh", api_key=key)
    await translation.loans.forget_due(scope)
    assert len(await scope.db.fetch("select 1 from translation")) == 1

    scope.now = datetime.now(UTC) + timedelta(minutes=61)
    await translation.loans.forget_due(scope)

    for table in ("translation", "translation_source", "translation_loan", "segment_use"):
        assert await scope.db.fetch(f"select 1 from {table}") == []


async def test_another_installation_can_use_us_as_its_engine(community):
    name = new_handle("key")
    made = await asyncio.to_thread(community.run, "admin", "api-key", name)
    key = made.stdout.strip()
    endpoint = endpoint_of(community.origin, allow_local=True)
    engine = LibreTranslate(About("us", endpoint, frozenset({"en", "pt", "zh"}), key=key))
    try:
        said = await engine.translate("Good morning.", source="en", target="pt", glossary=(), deadline_s=30)
        with pytest.raises(Unavailable):
            await LibreTranslate(About("us", endpoint, frozenset({"en", "pt"}), key="hq_none")).translate(
                "Good morning.", source="en", target="pt", glossary=(), deadline_s=5
            )
    finally:
        await engine.close()
        await asyncio.to_thread(community.run, "admin", "api-key", name, "--withdraw")

    assert said.text == "Bom dia."
