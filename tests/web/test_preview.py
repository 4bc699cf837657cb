"""A draft as its readers will see it: there and back, doubts marked, nothing of it shared or published."""

import json

import pytest

from hongqiao.features import translation
from hongqiao.features.notes import NoteDraft, drafts
from hongqiao.features.translation import Text
from hongqiao.kernel.ids import DraftId, bucket_of
from hongqiao.web.notes import preview
from tests.cast import drain, sign_up
from tests.fakes import HOSTILITIES, FakeEngine, HostileEngine
from tests.web.sitting import site_of, sits

TITLE, BODY = "花椒粉要最后放", "豆腐切块后焯水\n一共186块"


@pytest.fixture
async def at(scope):
    mei = await sign_up(scope, "mei")
    return sits(site_of(scope), mei, reads=("zh-Hans",))


async def kept(at, **words: str) -> NoteDraft:
    draft_id = DraftId(at.scope.ids.make(bucket_of(at.scope.me)))
    async with at.scope.transaction() as tx:
        return await drafts.change_draft(tx, draft_id, lambda empty: NoteDraft(id=empty.id, **words))


async def looked(at, draft, engine, times: int = 3) -> list[preview.Part]:
    at.scope.ports.engines = [engine]
    for _ in range(times):
        parts = await preview._read(at, draft, "en")
        await drain(at.scope, with_jobs=True)
    return parts


async def test_first_it_waits_then_it_is_there_and_then_back_again(at):
    draft = await kept(at, title=TITLE, body=BODY)
    seen = [[part.state for part in await looked(at, draft, FakeEngine(), times=1)] for _ in range(3)]

    assert seen == [["waiting"] * 2, ["forward"] * 2, ["done"] * 2]


async def test_what_comes_back_as_something_else_is_marked(at):
    draft = await kept(at, title=TITLE, body=BODY)

    [title, body] = await looked(at, draft, FakeEngine())

    assert [line.written for line in body.lines] == BODY.split("\n")
    assert "what comes back is something else" in title.lines[0].why  # invented words never come back
    assert all(line.said and line.back for line in (*title.lines, *body.lines))


async def test_when_no_translation_passes_the_page_says_so(at):
    draft = await kept(at, title=TITLE)

    [title] = await looked(at, draft, HostileEngine(HOSTILITIES["answers as an assistant"]))

    assert title.state == "failed" and title.topics == []
    html = at.site.rendering.render(
        "notes/_reading.html", at.reader, **preview._context(draft, "en", [title])
    )
    assert "passed our checks" in html and "More is on its way" not in html


async def test_a_draft_in_the_readers_own_language_needs_nothing(at):
    draft = await kept(at, title=TITLE)

    assert await preview._read(at, draft, "zh-Hant") == []


async def test_its_words_are_private(at):
    draft = await kept(at, title=TITLE)
    await looked(at, draft, FakeEngine())

    public = Text("note:1:title", TITLE, "zh")

    assert await translation.stored(at.scope, [public], "en") == {}
    assert {row[0] for row in await at.scope.db.fetch("select shared from translation_source")} == {False}


async def test_the_stream_tells_each_state_once_and_ends(at):
    draft = await kept(at, title=TITLE)
    await looked(at, draft, FakeEngine())

    events = [event.decode() async for event in preview._events(at, draft, "en")]

    kinds = [event.split("\n")[0].removeprefix("event: ") for event in events if event.startswith("event")]
    assert kinds == ["reading", "end"]
    [told] = [
        json.loads(one.split("data: ")[1])["html"] for one in events if one.startswith("event: reading")
    ]
    assert "Back again:" in told
