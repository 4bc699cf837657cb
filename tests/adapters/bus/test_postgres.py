"""The bus over PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from hongqiao.adapters.bus.postgres import PostgresBus
from hongqiao.kernel.ports.bus import MAX_MESSAGE_BYTES

NewBus = Callable[[], PostgresBus]
Heard = Callable[[], Awaitable[tuple[str, bytes]]]
LISTENERS = "select pid from pg_stat_activity where query ~* '^listen'"


@pytest.fixture
async def new_bus(postgres: str, migrated) -> AsyncIterator[NewBus]:
    """Opens buses as several processes would."""
    opened: list[PostgresBus] = []

    def open_bus() -> PostgresBus:
        opened.append(PostgresBus(postgres, migrated))
        return opened[-1]

    yield open_bus
    for bus in opened:
        await bus.close()


@asynccontextmanager
async def hearing(bus: PostgresBus, *topics: str) -> AsyncIterator[Heard]:
    """A listener that is connected; call it for its next message."""
    messages = bus.listen(topics)
    first = asyncio.ensure_future(anext(messages))
    for _ in range(200):
        await bus.publish(topics[0], b"ready?")
        done, _ = await asyncio.wait([first], timeout=0.05)
        if done:
            break
    assert first.result() == (topics[0], b"ready?")

    async def heard() -> tuple[str, bytes]:
        while True:
            topic, message = await asyncio.wait_for(anext(messages), 10)
            if message != b"ready?":
                return topic, message

    yield heard
    await messages.aclose()


async def test_a_message_reaches_everyone_who_listens_in_every_process(new_bus):
    first, second = new_bus(), new_bus()

    async with hearing(first, "a") as one, hearing(first, "b", "a") as two, hearing(second, "a") as three:
        await second.publish("a", b"hello")

        assert [await one(), await two(), await three()] == [("a", b"hello")] * 3


async def test_messages_on_other_topics_are_not_heard(new_bus):
    bus = new_bus()

    async with hearing(bus, "a") as heard:
        await bus.publish("ab", b"no")
        await bus.publish("b", b"no")
        await bus.publish("a", b"yes")

        assert await heard() == ("a", b"yes")


@pytest.mark.parametrize("message", [
    b"", b"a", "咖啡 ☕ مرحبا".encode(), bytes(range(256)), b"with\0null", b" two  blanks ",
    b"'; drop table a; --",
    b"x" * MAX_MESSAGE_BYTES, "é".encode() * (MAX_MESSAGE_BYTES // 2), bytes(MAX_MESSAGE_BYTES),
], ids=lambda message: f"{len(message)} bytes")
async def test_a_message_arrives_as_it_was_sent(new_bus, message):
    bus, topic = new_bus(), f"translation:{'0' * 32}:zh"

    async with hearing(bus, topic) as heard:
        await bus.publish(topic, message)

        assert await heard() == (topic, message)


async def test_a_message_that_is_too_long_is_refused_where_it_is_sent(new_bus):
    with pytest.raises(ValueError, match="too long"):
        await new_bus().publish("a", b"x" * (MAX_MESSAGE_BYTES + 1))


async def test_after_its_connection_was_killed_it_listens_again(new_bus, migrated):
    bus = new_bus()
    async with hearing(bus, "a") as heard:
        killed = [row[0] for row in await migrated.fetch(LISTENERS)]
        await migrated.fetch("select pg_terminate_backend(pid) from unnest($1::int[]) as pid", killed)
        for _ in range(100):
            if {row[0] for row in await migrated.fetch(LISTENERS)} - set(killed):
                break
            await asyncio.sleep(0.05)

        await bus.publish("a", b"still here?")

        assert killed
        assert await heard() == ("a", b"still here?")


async def test_a_listener_that_leaves_is_forgotten(new_bus):
    bus = new_bus()
    async with hearing(bus, "a", "b"):
        pass

    assert dict(bus._queues) == {}


async def test_a_listener_that_leaves_before_the_bus_is_connected_is_forgotten(new_bus):
    bus = new_bus()

    waiting = asyncio.ensure_future(anext(bus.listen(["a"])))
    await asyncio.sleep(0)
    was_there = "a" in bus._queues
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)

    assert was_there
    assert dict(bus._queues) == {}


async def test_a_listener_far_behind_loses_hints_and_holds_nobody_up(new_bus):
    bus = new_bus()
    async with hearing(bus, "a") as slow, hearing(bus, "z") as quick:
        for number in range(400):
            await bus.publish("a", b"%d" % number)
        await bus.publish("z", b"done")

        assert await quick() == ("z", b"done")
        assert await slow() == ("a", b"0")


async def test_a_closed_bus_listens_no_more(new_bus, migrated):
    bus = new_bus()
    async with hearing(bus, "a"):
        before = len(await migrated.fetch(LISTENERS))
        await bus.close()
        for _ in range(100):
            if len(await migrated.fetch(LISTENERS)) < before:
                break
            await asyncio.sleep(0.05)

        assert len(await migrated.fetch(LISTENERS)) == before - 1
