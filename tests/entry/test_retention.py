"""How long things are kept: each period ends on its day and not before, by settings and packs."""

import os
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from hongqiao.entry import retention
from hongqiao.entry.data_map import MAP
from hongqiao.entry.environment import CHECKOUT, read_settings
from hongqiao.entry.retention import PERIODS, before, end_periods, turn_logs
from hongqiao.features import accounts, media, notes, search, trust
from hongqiao.features.translation import Text
from hongqiao.features.trust import cases, decisions
from hongqiao.kernel.ids import DraftId, bucket_of, to_public
from tests.adapters.pictures import samples
from tests.cast import drain, sign_up
from tests.features.acts import later
from tests.features.trust.moderating import evidence_of, publish, report, ruling


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


def setting(scope, **changed):
    settings = msgspec.structs.replace(scope.ports.settings, **changed)
    return replace(scope, ports=replace(scope.ports, settings=settings))


async def write_draft(who) -> DraftId:
    draft_id = DraftId(who.ids.make(bucket_of(who.me)))
    async with who.transaction() as tx:
        await notes.drafts.change_draft(tx, draft_id, lambda one: msgspec.structs.replace(one, title="Soon"))
    return draft_id


async def test_drafts_go_after_a_year_that_nobody_touched_them(mei):
    await write_draft(mei)

    await end_periods(later(mei, days=364))
    assert len(await notes.drafts.drafts(mei)) == 1
    await end_periods(later(mei, days=366))
    assert await notes.drafts.drafts(mei) == []


async def test_searches_go_when_the_settings_say_so(mei):
    short = setting(mei, keep_days=(("searches", 7),))
    await search.history.note_search(short, "noodles")

    await end_periods(later(short, days=6))
    assert len(await search.history.history(short)) == 1
    await end_periods(later(short, days=8))
    assert await search.history.history(short) == []


async def test_devices_and_invites_end(scope, mei):
    await accounts.sign_in(scope, "mei", "seven bridges in spring", device="phone")
    await accounts.invites.make_invite(scope, made_by="mei", days=1)

    await end_periods(later(scope, days=70))

    assert await scope.db.fetch("select 1 from login") == []
    assert await scope.db.fetch("select 1 from invite") == []


async def test_pictures_that_no_row_tells_of_go_after_a_week(scope):
    kept = await media.take(scope, samples.plain("PNG", (400, 300)))
    lost = await media.take(scope, samples.plain("PNG", (400, 300), samples.BLUE))
    await scope.db.execute("delete from media_object where key = $1", lost.key)
    root = scope.ports.settings.media_dir

    await end_periods(later(scope, days=6))
    assert (root / lost.key[:2] / lost.key).exists()
    await end_periods(later(scope, days=8))
    assert not (root / lost.key[:2] / lost.key).exists()
    assert (root / kept.key[:2] / kept.key).exists()


def test_a_line_of_a_log_is_gone_after_its_days(scope):
    home, now = scope.ports.settings.home, scope.now
    log, older = home / "web.log", home / "web.log.1"
    log.write_text("old line\n")
    older.touch()
    for turn in (1, 2):
        past = (now - timedelta(days=16)).timestamp()
        os.utime(older, (past, past))
        turn_logs(home, now, now - timedelta(days=30))
        assert log.read_text() == ""
        assert older.read_text() == ("old line\n" if turn == 1 else "")


@pytest.mark.parametrize(("bound", "keep", "days"), [("at least", "2y", 730), ("at most", "1m", 31)])
def test_a_pack_keeps_longer_or_ends_sooner(scope, monkeypatch, bound, keep, days):
    asked = trust.pack.Retention(what="drafts", keep=keep, bound=bound, source="x")
    rules = msgspec.structs.replace(
        trust.rules(scope.ports.settings, on=scope.now.date()), retention=(asked,)
    )
    monkeypatch.setattr(retention.trust, "rules", lambda settings, on: rules)
    drafts = next(one for one in PERIODS if one.name == "drafts")

    assert abs((scope.now - before(scope, drafts)).days - days) <= 1


async def test_a_closed_case_goes_after_a_year_and_what_still_holds_stays(scope, mei):
    diego, aisha = await sign_up(scope, "diego"), await sign_up(scope, "aisha")
    made = {}
    for title in ("lifted", "holds", "open"):
        note_id = await publish(mei, title)
        text = Text(f"note:{to_public(note_id)}:body", f"{title} words", "en")
        await report(diego, evidence_of("note", note_id, mei.me, texts=(text,)), words="It is.")
        made[title] = next(one.id for one in await cases.queue(aisha) if one.subject == text.ref[:-5])
    await drain(scope)
    for title, days in (("lifted", 7), ("holds", 0)):
        async with aisha.transaction() as tx:
            await decisions.decide(tx, made[title], ruling("remove", days=days))
    await decisions.lift_ended(later(scope, days=8))
    await drain(scope)

    await end_periods(later(scope, days=364))
    before_end = await scope.db.fetch("select id from moderation_case")
    await end_periods(later(scope, days=366))

    assert len(before_end) == 3
    assert await scope.db.fetch("select id from moderation_case") == [(made["open"],)]
    assert await scope.db.fetch("select case_id from case_evidence") == [(made["open"],)]
    assert await scope.db.fetch("select case_id from decision") == [(made["holds"],)]
    assert len(await trust.statement.statements_to(mei)) == 1
    assert await scope.db.fetch("select reporter_id from report where words = ''") == [(None,), (None,)]
    assert {case for case, in await scope.db.fetch(
        "select distinct subject from translation_use where subject like 'case:%'"
    )} == {f"case:{to_public(made['open'])}"}  # fmt: skip


async def test_a_case_stays_while_a_legal_deadline_runs(scope, mei):
    diego, aisha = await sign_up(scope, "diego"), await sign_up(scope, "aisha")
    note_id = await publish(mei, "A note")
    await report(diego, evidence_of("note", note_id, mei.me))
    case_id = (await cases.queue(aisha))[0].id
    async with aisha.transaction() as tx:
        await decisions.decide(tx, case_id, ruling("none"))
    await scope.db.execute(
        "insert into case_clock (bucket, case_id, kind, pack, starts_at, first_due_at, due_at)"
        " values ($1, $2, 'evidence-preservation', 'us', $3, $3, $3)",
        bucket_of(case_id), case_id, scope.now + timedelta(days=400),
    )  # fmt: skip

    await end_periods(later(scope, days=366))
    kept = await scope.db.fetch("select id from moderation_case")
    await end_periods(later(scope, days=401))

    assert kept == [(case_id,)] and await scope.db.fetch("select id from moderation_case") == []


def test_every_period_is_of_a_table_that_there_is():
    assert {table for one in PERIODS for table in one.tables} <= set(MAP)


def test_the_documents_list_every_period():
    page = (CHECKOUT / "docs/operating/erasure.md").read_text("utf-8")

    assert retention.as_markdown() in page


def test_settings_say_how_long(tmp_path):
    read = read_settings(tmp_path, {"HONGQIAO_KEEP_DAYS": "drafts=180, searches=90"})

    assert read.keep_days == (("drafts", 180), ("searches", 90))
