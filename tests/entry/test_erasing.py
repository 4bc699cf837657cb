"""Erasing an account: every trace of it goes, and nothing of others.

Case I2.
"""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from hongqiao.entry import erasing
from hongqiao.entry.data_map import HOLDINGS, MAP, traces_of
from hongqiao.entry.wiring import reactors
from hongqiao.features import accounts, comments, notes, people, translation
from hongqiao.features.accounts import receipts
from hongqiao.features.translation import Text
from hongqiao.features.trust import appeals, cases, decisions, statement
from hongqiao.kernel.errors import Invalid, NotFound
from hongqiao.kernel.events import from_wire
from hongqiao.kernel.holdings import Keep
from hongqiao.kernel.ids import to_public
from tests.cast import drain, sign_up
from tests.entry.canaries import CODES, ELSEWHERE, WORD, leave_traces, numbers, places, text_columns
from tests.features.acts import follow, publish
from tests.features.trust.moderating import evidence_of, report, ruling
from tests.features.trust.moderating import staff as joined

HELD = {"case_evidence.body", "translation_source.words"}
"""Where words of the erased may stand, while a case about them is open or can be contested."""


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


@pytest.fixture
async def theirs(diego) -> int:
    return (await publish(diego, "Fideos a medianoche")).id


@pytest.fixture
async def traces(mei, diego, theirs):
    made = await leave_traces(mei, diego, theirs)
    await follow(diego, mei)
    await drain(mei)
    return made


async def rows_of(scope, mei) -> dict[str, int]:
    """Rows by table that are hers and not kept by law."""
    found = await traces_of(scope.db, mei.me, "mei")
    kept = {one.table for one in HOLDINGS if isinstance(one.erase, Keep)}
    return {
        table: n for table, n in (await erasing.count(scope.db, found)).items() if n and table not in kept
    }


async def test_no_word_picture_or_number_is_left(scope, database, mei, traces):
    assert await unseeded(database, scope) == set()

    await erasing.erase_now(scope, "mei")
    await drain(scope)

    assert await places(database, scope) == set()
    assert await numbers(database, {mei.me, *traces["notes"]}) <= {
        "consent.account_id",
        "erasure_receipt.account_id",
        "feed_event.subject_id",
        "feed_stock.edition",
    }
    media = [file for file in scope.ports.settings.media_dir.rglob("*") if file.is_file()]
    assert not [file for file in media if file.parent.name in traces["keys"]]


async def unseeded(database, scope) -> set[str]:
    """Columns of words, as the schema has them, in which no canary sits: a new one needs one."""
    left = await text_columns(database) - await places(database, scope) - set().union(*ELSEWHERE.values())
    return {one for one in left if one.rpartition(".")[2] not in CODES and not one.startswith("pgqueuer")}


async def test_a_feature_that_is_skipped_is_found_by_the_canaries(scope, database, mei, traces, monkeypatch):
    skipped = [one for one in HOLDINGS if one.table != "saved_word"]
    monkeypatch.setattr(erasing, "HOLDINGS", skipped)

    await erasing.erase_now(scope, "mei")
    await drain(scope)

    assert {place.partition(".")[0] for place in await places(database, scope)} == {"saved_word"}


async def test_late_news_of_somebody_erased_bring_nothing_back(scope, mei, diego, theirs, monkeypatch):
    told = []
    monkeypatch.setattr(
        "tests.cast.from_wire", lambda kind, body: told.append((kind, body)) or from_wire(kind, body)
    )
    await leave_traces(mei, diego, theirs)
    await follow(diego, mei)
    await drain(mei)
    assert len({kind for kind, _ in told}) > 10
    await erasing.erase_now(scope, "mei")
    await drain(scope)

    known = reactors()
    for kind, body in [*told, *reversed(told)]:
        for name in known.names_for(kind):
            await known.named(kind, name)(scope, from_wire(kind, body))
    await drain(scope)

    assert await rows_of(scope, mei) == {}


async def test_what_others_did_stays_and_counts_are_right(scope, database, mei, diego, theirs, traces):
    await erasing.erase_now(scope, "mei")
    await drain(scope)

    note = await notes.note(diego, theirs)
    said = await comments.thread(diego, await notes.visible(diego, theirs))
    words = [(thread.comment.words, [one.words for one in thread.replies]) for thread in said.items]
    assert sorted(words) == [("", ["A good question."]), ("And what do you say?", [])]
    assert (note.likes, note.saves, note.comments) == (0, 0, 3)
    profile = await people.person(diego, "diego")
    assert (profile.followers, profile.following, profile.likes) == (0, 0, 0)


async def test_the_receipt_tells_what_went_and_is_signed(scope, mei, traces):
    signed, address = await erasing.erase_now(scope, "mei")

    assert signed.receipt.rows["notes"] > 5
    assert signed.receipt.objects == 2
    assert [one.table for one in signed.receipt.held] == ["consent"]
    assert await receipts.receipt(scope, address) == signed
    key, signature = bytes.fromhex(signed.key), bytes.fromhex(signed.signature)
    assert scope.ports.signer.is_signed(key, signature, signed.body.encode())
    assert "mei" not in signed.body
    with pytest.raises(NotFound):
        await receipts.receipt(scope, address[:-1] + ("a" if address[-1] != "a" else "b"))


async def test_nobody_gets_the_handle_of_somebody_erased(scope, mei):
    await erasing.erase_now(scope, "mei")

    with pytest.raises(Invalid) as refused:
        await sign_up(scope, "mei")
    assert refused.value.fields["handle"]


async def test_erasing_goes_on_where_it_stopped(scope, database, mei, traces, monkeypatch):
    async def stops(*_):
        raise OSError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr(erasing, "_delete_account", stops)
        with pytest.raises(OSError):
            await erasing.erase_now(scope, "mei")
    late = replace(scope, now=scope.now + timedelta(minutes=1))
    assert await erasing.erase_due(late) == 1
    await drain(scope)

    assert await places(database, scope) == set()
    assert await accounts.leaving.known_by_id(scope, mei.me) is None


async def test_somebody_back_from_a_copy_is_erased_again(scope, database, mei, traces):
    await copy(database)
    _, address = await erasing.erase_now(scope, "mei")
    await drain(scope)

    await bring_back(database)
    assert len(await places(database, scope)) > 25
    assert await erasing.erase_again(scope) == 1
    await drain(scope)
    assert (await receipts.receipt(scope, address)).receipt.account == to_public(mei.me)

    assert await places(database, scope) == set()
    assert await accounts.leaving.known_by_id(scope, mei.me) is None
    assert await erasing.erase_again(scope) == 0


async def copy(database) -> None:
    """A copy of every table, as a backup holds them."""
    await database.execute("drop schema if exists backup cascade")
    await database.execute("create schema backup")
    for table in MAP:
        await database.execute(f"create table backup.{table} as table public.{table}")


async def bring_back(database) -> None:
    """The tables as they were when the copy was made."""
    for table in MAP:
        await database.execute(f"truncate public.{table}")
        await database.execute(f"insert into public.{table} select * from backup.{table}")
    await database.execute("drop schema backup cascade")


async def test_evidence_is_kept_to_its_end_and_no_longer(scope, database, mei, diego, traces):
    aisha = await sign_up(scope, "aisha")
    public = traces["note"]
    evidence = evidence_of("note", public, mei.me)
    evidence = msgspec.structs.replace(evidence, texts=(Text(evidence.texts[0].ref, f"{WORD}seen", "en"),))
    await report(diego, evidence)
    case = (await cases.queue(aisha))[0]
    async with aisha.transaction() as tx:
        await decisions.decide(tx, case.id, ruling("remove"))
    await drain(aisha)

    signed, _ = await erasing.erase_now(scope, "mei")
    await drain(scope)

    held = {one.table for one in signed.receipt.held}
    assert held == {"consent", "statement_of_reasons", "decision", "case_evidence", "moderation_case"}
    assert await places(database, scope) <= HELD
    assert await database.fetch("select 1 from statement_of_reasons where salt is not null") == []
    late = replace(scope, now=scope.now + timedelta(days=366))
    assert await erasing.end_holds(late) == 1
    assert await database.fetch("select 1 from case_evidence") == []
    assert await erasing.end_holds(late) == 0


async def test_whoever_decided_answered_or_stood_near_is_forgotten_at_the_end(scope, database, mei, diego):
    aisha, omar = await sign_up(scope, "aisha"), await joined(scope, "omar")
    note = await publish(mei, "Tea")
    await report(diego, evidence_of("note", note.id, mei.me, parties=(omar.me,)))
    luma = await joined(scope, "luma")
    case = (await cases.queue(aisha))[0]
    async with aisha.transaction() as tx:
        decision_id = await decisions.decide(tx, case.id, ruling("remove"))
    told = (await statement.statement(mei, decision_id)).statement
    await translation.remember(scope, statement.texts_of(told), subject=f"statement:{to_public(decision_id)}")
    async with mei.transaction() as tx:
        await appeals.appeal(tx, decision_id, "It was mine.", lang="en")
    async with luma.transaction() as tx:
        await appeals.uphold(tx, case.id, "It was not.", lang="en")
    await drain(scope)

    for handle in ("aisha", "omar", "luma"):
        signed, _ = await erasing.erase_now(scope, handle)
        assert "decision" not in {one.table for one in signed.receipt.held}
    await drain(scope)
    assert await erasing.end_holds(replace(scope, now=scope.now + timedelta(days=364))) == 0
    late = replace(scope, now=scope.now + timedelta(days=366))
    assert await erasing.end_holds(late) == 3

    left = await numbers(database, {aisha.me, omar.me, luma.me})
    assert not {one for one in left if one.partition(".")[0] in ("decision", "appeal", "moderation_case")}
    assert await database.fetch("select answered_by from appeal where answered_at is not null") == [(None,)]
    assert await words_of_statements(database) != []
    await erasing.erase_now(late, "mei")
    assert await words_of_statements(database) != []
    await erasing.end_holds(replace(late, now=late.now + timedelta(days=366)))
    assert await words_of_statements(database) == []


async def words_of_statements(database):
    return await database.fetch("select 1 from translation_use where subject like 'statement:%'")
