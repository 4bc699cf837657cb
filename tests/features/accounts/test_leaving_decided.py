"""Leaving is no way around a decision, and the way back leads through every door."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hongqiao.entry import erasing
from hongqiao.features import accounts, notes, people
from hongqiao.features.accounts import second_factor
from hongqiao.features.trust import cases, decisions
from hongqiao.kernel.errors import Conflict, Invalid, NotFound
from tests.cast import PASSWORD, drain, sign_up
from tests.features.accounts.test_second_factor import code_at, with_second
from tests.features.acts import later
from tests.features.trust.moderating import evidence_of, publish, report, ruling


async def leave(who) -> None:
    async with who.transaction() as tx:
        await accounts.leaving.leave(tx)
    await drain(who)


async def decide(scope, subject: str, id_: int, mei, what) -> int:
    noor, aisha = await sign_up(scope, "noor"), await sign_up(scope, "aisha")
    await report(noor, evidence_of(subject, id_, mei.me))
    case_id = (await cases.queue(aisha))[0].id
    async with aisha.transaction() as tx:
        decision_id = await decisions.decide(tx, case_id, what)
    await drain(aisha)
    assert decision_id is not None
    return decision_id


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


async def test_a_note_removed_while_its_author_was_away_does_not_come_back_with_them(scope, mei):
    removed, other = await publish(mei), await publish(mei, "茶", "今天喝白茶")
    await leave(mei)
    await decide(scope, "note", removed, mei, ruling())

    await accounts.sign_in(scope, "mei", PASSWORD, device="phone")
    await drain(scope)

    assert (await notes.visible(scope, other)).id == other
    with pytest.raises(NotFound):
        await notes.visible(scope, removed)


async def test_a_note_that_is_free_again_waits_until_its_author_comes_back(scope, mei):
    note = await publish(mei)
    decision_id = await decide(scope, "note", note, mei, ruling(days=7))
    await leave(mei)
    late = later(scope, days=8)
    assert decision_id and await decisions.lift_ended(late) == 1
    await drain(late)

    with pytest.raises(NotFound):
        await notes.visible(scope, note)

    await accounts.sign_in(late, "mei", PASSWORD, device="phone")
    await drain(late)
    assert (await notes.visible(scope, note)).id == note


async def test_an_account_suspended_while_away_does_not_come_back(scope, mei):
    await leave(mei)
    await decide(scope, "account", mei.me, mei, ruling("suspend", days=7))

    entry = await accounts.sign_in(scope, "mei", PASSWORD, device="phone")
    await drain(scope)

    assert await accounts.viewer_of(scope, entry.cookie) is None
    held = await accounts.devices.confined_viewer_of(scope, entry.cookie)
    leaves_at = await accounts.leaving.leaves_at(replace(scope, viewer=held.viewer))
    assert leaves_at == scope.now + timedelta(days=30)
    with pytest.raises(NotFound):
        await people.person(scope, "mei")


async def test_whoever_is_suspended_leaves_and_takes_it_back(scope, mei):
    note = await publish(mei)
    decision_id = await decide(scope, "account", mei.me, mei, ruling("suspend", days=7))
    await leave(mei)
    with pytest.raises(Conflict):
        await leave(mei)

    async with mei.transaction() as tx:
        await accounts.leaving.stay(tx, device="phone", place="")
    await drain(mei)

    assert await accounts.leaving.leaves_at(mei) is None
    with pytest.raises(NotFound):
        await notes.visible(scope, note)
    late = later(scope, days=8)
    assert decision_id and await decisions.lift_ended(late) == 1
    await drain(late)
    assert (await notes.visible(late, note)).id == note


async def test_the_departure_of_somebody_suspended_outlives_the_suspension(scope, mei):
    note = await publish(mei)
    await decide(scope, "account", mei.me, mei, ruling("suspend", days=7))
    await leave(mei)
    late = later(scope, days=8)
    await decisions.lift_ended(late)
    await drain(late)

    with pytest.raises(NotFound):
        await notes.visible(late, note)

    assert await erasing.erase_due(later(scope, days=31)) == 1
    assert await accounts.leaving.known_by_id(late, mei.me) is None


async def test_the_erasure_of_somebody_suspended_is_done_in_time(scope, mei):
    await decide(scope, "account", mei.me, mei, ruling("suspend"))
    await leave(mei)

    assert await erasing.erase_due(later(scope, days=31)) == 1
    assert await accounts.leaving.known_by_id(scope, mei.me) is None


async def test_the_password_alone_brings_nobody_back_who_has_a_second_step(scope):
    mei, secret, _ = await with_second(scope)
    note = await publish(mei)
    await leave(mei)

    entry = await accounts.sign_in(scope, "mei", PASSWORD, device="phone")
    await drain(scope)

    assert entry.needs_second
    with pytest.raises(NotFound):
        await notes.visible(scope, note)
    soon = later(scope, minutes=1)
    with pytest.raises(Invalid):
        await second_factor.pass_step(soon, entry.cookie, "000000", is_trusting=False)
    await second_factor.pass_step(soon, entry.cookie, code_at(secret, soon), is_trusting=False)
    await drain(soon)
    assert (await notes.visible(scope, note)).id == note


async def test_whoever_comes_back_in_the_last_moment_is_not_erased(scope, mei):
    await leave(mei)
    late = later(scope, days=30)
    found = await accounts.leaving.due(late)

    await accounts.sign_in(late, "mei", PASSWORD, device="phone")

    assert [one.handle for one in found] == ["mei"]
    assert not await accounts.leaving.begin_erasure(late, found[0].account_id)
    assert await erasing.erase_due(late) == 0


async def test_nobody_comes_back_into_an_erasure_that_has_begun(scope, mei):
    await leave(mei)
    late = later(scope, days=30)
    assert await accounts.leaving.begin_erasure(late, mei.me)

    with pytest.raises(Invalid):
        await accounts.sign_in(late, "mei", PASSWORD, device="phone")

    assert await erasing.erase_due(late) == 1
    assert await accounts.leaving.known_by_id(late, mei.me) is None
