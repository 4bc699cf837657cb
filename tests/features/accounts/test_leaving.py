"""Leaving and coming back: who may, what holds meanwhile, and when it is over."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from hongqiao.entry import erasing
from hongqiao.features import accounts, notes, people, reactions
from hongqiao.kernel.errors import NotFound, ProofNeeded
from tests.cast import PASSWORD, drain, sign_up
from tests.features.acts import later, publish


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


async def leave(who) -> accounts.leaving.Leaving:
    async with who.transaction() as tx:
        left = await accounts.leaving.leave(tx)
    await drain(who)
    return left


async def test_whoever_leaves_is_seen_by_nobody(scope, mei, diego):
    note = await publish(mei)
    entry = await accounts.sign_in(scope, "mei", PASSWORD, device="phone")
    async with mei.transaction() as tx:
        board = await reactions.make_board(tx, "Bridges")

    await leave(mei)

    assert await accounts.viewer_of(scope, entry.cookie) is None
    assert await people.people(diego, [mei.me]) == {}
    assert await notes.lines(diego, [note.id]) == []
    for gone in (notes.visible(diego, note.id), people.person(diego, "mei"), reactions.board(diego, board)):
        with pytest.raises(NotFound):
            await gone


async def test_signing_in_brings_everything_back(scope, mei, diego):
    note = await publish(mei)
    left = await leave(mei)
    assert await accounts.leaving.stands_until(scope, left.address) == mei.now + timedelta(days=30)

    await accounts.sign_in(scope, "mei", PASSWORD, device="phone")
    await drain(scope)

    assert (await notes.visible(diego, note.id)).id == note.id
    assert (await people.person(diego, "mei")).id == mei.me
    assert await accounts.leaving.stands_until(scope, left.address) is None
    assert await erasing.erase_due(later(scope, days=31)) == 0
    kinds = [one.kind for one in await accounts.notices.newest(mei)]
    assert "came_back" in kinds


async def test_a_wrong_password_brings_nothing_back(scope, mei, diego):
    await leave(mei)

    with pytest.raises(Exception, match="match"):
        await accounts.sign_in(scope, "mei", "not this one", device="phone")

    with pytest.raises(NotFound):
        await people.person(diego, "mei")


async def test_leaving_asks_for_a_fresh_proof(mei):
    stale = replace(mei, viewer=msgspec.structs.replace(mei.viewer, proven_at=mei.now - timedelta(hours=1)))

    with pytest.raises(ProofNeeded):
        await leave(stale)


async def test_nothing_is_erased_before_the_time_of_grace_is_over(scope, mei):
    left = await leave(mei)

    assert await erasing.erase_due(later(scope, days=29)) == 0
    with pytest.raises(NotFound):
        await accounts.leaving.receipt(scope, left.address)
    assert await erasing.erase_due(later(scope, days=30)) == 1
    assert (await accounts.leaving.receipt(scope, left.address)).receipt.objects == 0
    assert await erasing.erase_due(later(scope, days=31)) == 0


async def test_the_operator_sets_the_time_of_grace(scope, mei):
    settings = msgspec.structs.replace(scope.ports.settings, leaving_days=7)
    short = replace(mei, ports=replace(mei.ports, settings=settings))

    left = await leave(short)

    assert left.due_at == mei.now + timedelta(days=7)
