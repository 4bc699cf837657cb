"""The relay: from events to exactly the jobs of those who react, whatever dies in between."""

import asyncio

import msgspec
import pytest

from hongqiao.adapters.postgres import outbox
from hongqiao.adapters.postgres.outbox import REACT, Reaction, Relay
from hongqiao.entry.wiring import reactors
from hongqiao.features.accounts.events import AccountMade
from hongqiao.features.notes.events import NotePublished
from hongqiao.features.people.events import Followed
from hongqiao.features.trust.events import DecisionMade
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ports.jobs import BACKFILL, TAPPED
from tests.cast import sign_up

QUEUED = "select entrypoint, payload, priority, dedupe_key from pgqueuer order by id"
WAITING = "select count(*) from outbox"


@pytest.fixture
def relay(migrated):
    return Relay(migrated, reactors())


async def record(scope, *events):
    async with scope.transaction() as tx:
        for event in events:
            await tx.record(event)


async def reactions(scope) -> list[Reaction]:
    return [msgspec.msgpack.decode(row["payload"], type=Reaction) for row in await scope.db.fetch(QUEUED)]


async def waiting(scope) -> int:
    return (await scope.db.fetchrow(WAITING))[0]


async def test_an_event_becomes_one_job_for_each_who_reacts(scope, relay):
    await record(scope, NotePublished(bucket=7, note_id=1, author_id=2))

    taken = await relay.relay_once()

    found = await reactions(scope)
    assert taken == 1
    assert sorted(one.reactor for one in found) == sorted(reactors().names_for("NotePublished"))
    assert {one.kind for one in found} == {"NotePublished"}
    assert await waiting(scope) == 0


async def test_what_keeps_somebody_out_passes_all_that_waits(scope, relay):
    await record(scope, *(NotePublished(bucket=7, note_id=one, author_id=2) for one in range(1, 50)))
    ruling = {"subject": "account:x", "subject_kind": "account", "person_id": 2, "action": "suspend"}
    await record(scope, DecisionMade(bucket=7, decision_id=1, **ruling))

    await relay.relay_once()

    jobs = await scope.db.fetch("select payload from pgqueuer order by priority desc, id")
    first = [msgspec.msgpack.decode(row["payload"], type=Reaction).kind for row in jobs]
    many = len(reactors().names_for("DecisionMade"))
    assert first[:many] == ["DecisionMade"] * many
    assert "DecisionMade" not in first[many:]


async def test_an_event_that_nobody_hears_is_taken_and_gone(scope, relay):
    await record(scope, AccountMade(bucket=7, account_id=1, handle="mei"))

    assert await relay.relay_once() == 1
    assert await reactions(scope) == []
    assert await waiting(scope) == 0


async def test_an_event_of_a_transaction_that_failed_is_never_relayed(scope, relay):
    with pytest.raises(ZeroDivisionError):
        async with scope.transaction() as tx:
            await tx.record(Followed(bucket=7, follower_id=1, target_id=2))
            1 / 0  # noqa: B018

    assert await relay.relay_once() == 0


async def test_a_job_that_was_asked_for_is_put_into_the_queue_as_it_is(scope, relay):
    await scope.ports.jobs.add(scope.db, "translate", b"\x00body", priority=TAPPED, once_as="one")

    await relay.relay_once()

    assert [tuple(row) for row in await scope.db.fetch(QUEUED)] == [("translate", b"\x00body", TAPPED, "one")]


async def test_a_crash_between_taking_and_putting_loses_nothing(scope, relay, monkeypatch):
    await record(scope, *(Followed(bucket=7, follower_id=1, target_id=n) for n in range(3)))

    async def die(*_):
        raise ConnectionResetError

    with monkeypatch.context() as broken:
        broken.setattr(outbox, "enqueue", die)
        with pytest.raises(ConnectionResetError):
            await relay.relay_once()
    left = await waiting(scope)
    await relay.relay_once()

    assert left == 3
    assert len(await reactions(scope)) == 3 * len(reactors().names_for("Followed"))


async def test_two_relays_at_once_take_each_row_once(scope, migrated):
    async with scope.transaction() as tx:
        for number in range(300):
            await tx.record(Followed(bucket=7, follower_id=1, target_id=number))
    relays = [Relay(migrated, reactors(), batch=20) for _ in range(3)]

    while any(await asyncio.gather(*(relay.relay_once() for relay in relays))):
        pass

    found = await reactions(scope)
    each = len(reactors().names_for("Followed"))
    assert len({(one.event_id, one.reactor) for one in found}) == len(found) == 300 * each
    assert await waiting(scope) == 0


async def test_relays_that_meet_the_same_wishes_do_not_wait_for_each_other_for_ever(scope, migrated):
    keys = [f"wish {number}" for number in range(200)]
    for key in [*keys, *reversed(keys)]:
        await scope.ports.jobs.add(scope.db, "translate", b"", priority=BACKFILL, once_as=key)

    taken = await asyncio.gather(*(Relay(migrated, reactors(), batch=200).relay_once() for _ in range(2)))

    assert taken == [200, 200]
    assert sorted(row["dedupe_key"] for row in await scope.db.fetch(QUEUED)) == sorted(keys)


async def test_a_relay_runs_by_itself_until_it_is_stopped(scope, migrated):
    relay, stopping = Relay(migrated, reactors(), batch=2), asyncio.Event()
    running = asyncio.create_task(relay.run(stopping))

    await record(scope, *(Followed(bucket=7, follower_id=1, target_id=n) for n in range(5)))
    relay.wake()
    for _ in range(100):
        if await waiting(scope) == 0:
            break
        await asyncio.sleep(0.05)
    stopping.set()
    relay.wake()
    await asyncio.wait_for(running, 5)

    assert len(await reactions(scope)) == 5 * len(reactors().names_for("Followed"))


async def test_what_waits_is_counted_in_outbox_and_queue(scope, migrated):
    known = Reactors()
    await record(scope, *(Followed(bucket=7, follower_id=1, target_id=n) for n in (2, 3)))
    await scope.ports.jobs.add(scope.db, "translate", b"")
    before = await scope.ports.jobs.waiting(scope.db)

    await Relay(migrated, known).relay_once()

    assert before == 3
    assert await scope.ports.jobs.waiting(scope.db) == 1


async def test_whoever_signs_up_is_told_of(scope, relay):
    await sign_up(scope, "mei")

    await relay.relay_once()

    assert all(row["entrypoint"] == REACT for row in await scope.db.fetch(QUEUED))
