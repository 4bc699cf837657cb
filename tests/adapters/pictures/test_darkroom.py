"""The processes: started, replaced, ended; and that the server outlives them."""

import asyncio
import os
import signal
from pathlib import Path

import msgspec
import pytest

from hongqiao.adapters.pictures.darkroom import ENDED, TOO_SLOW, is_sound
from hongqiao.kernel.errors import Invalid, Unavailable
from hongqiao.kernel.ports.pictures import Developed, Rendition
from tests.adapters.pictures import samples
from tests.adapters.pictures.processes import until

SOUND = Developed("0" * 64, 64, 48, b"12345", "#ff0000", [Rendition("avif", 64, 48, b"")])


async def test_no_child_runs_before_the_first_picture_and_one_serves_the_next(room):
    here = room()
    before = here.pids

    await here.darkroom.develop(samples.plain())
    first = here.pids
    await here.darkroom.develop(samples.plain())

    assert before == set()
    assert len(first) == 1
    assert here.pids == first


async def test_at_most_two_pictures_are_developed_at_once(room):
    here = room()

    await asyncio.gather(*(here.darkroom.develop(samples.noise(320, 240)) for _ in range(6)))

    assert len(here.pids) == 2


async def test_a_picture_whose_child_is_killed_is_refused_and_the_next_is_developed(room):
    """A5: the worker may die, the server must not."""
    here = room()
    await here.darkroom.develop(samples.plain())
    (pid,) = here.pids
    task = asyncio.create_task(here.darkroom.develop(samples.noise(1600, 3000)))
    await asyncio.sleep(0.3)

    os.kill(pid, signal.SIGKILL)
    with pytest.raises(Invalid) as refusal:
        await task

    assert refusal.value.message == ENDED
    assert (await here.darkroom.develop(samples.plain())).width == 64


async def test_a_child_that_died_while_idle_costs_nobody_a_picture(room):
    here = room()
    await here.darkroom.develop(samples.plain())
    (pid,) = here.pids
    os.kill(pid, signal.SIGKILL)
    await until(lambda: not here.pids)
    await asyncio.sleep(0.05)

    assert (await here.darkroom.develop(samples.plain())).width == 64


async def test_a_picture_that_takes_too_long_is_refused_and_its_child_ended(room):
    here = room(deadline_s=1.0)
    await here.darkroom.develop(samples.plain())
    before = here.pids

    with pytest.raises(Invalid) as refusal:
        await here.darkroom.develop(samples.noise(1600, 6000))

    assert refusal.value.message == TOO_SLOW
    assert not here.pids & before
    assert (await here.darkroom.develop(samples.plain())).width == 64


async def test_a_picture_that_nobody_waits_for_any_more_ends_its_child(room):
    here = room()
    await here.darkroom.develop(samples.plain())
    before = here.pids
    task = asyncio.create_task(here.darkroom.develop(samples.noise(1600, 3000)))
    await asyncio.sleep(0.2)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert not here.pids & before
    assert (await here.darkroom.develop(samples.plain())).width == 64


async def test_a_child_is_replaced_after_fifty_pictures(room):
    here = room()
    await here.darkroom.develop(samples.plain())
    first = here.pids

    for _ in range(50):
        await here.darkroom.develop(samples.plain("PNG", (16, 16)))

    assert len(here.pids) == 1
    assert not here.pids & first


async def test_an_idle_child_ends(room):
    here = room(idle_s=0.1)
    await here.darkroom.develop(samples.plain())
    assert len(here.pids) == 1

    await until(lambda: not here.pids)

    assert (await here.darkroom.develop(samples.plain())).width == 64


async def test_closing_ends_every_child_and_takes_no_more_pictures(room):
    here = room()
    await asyncio.gather(*(here.darkroom.develop(samples.plain()) for _ in range(2)))

    await here.darkroom.close()

    assert not here.pids
    with pytest.raises(Unavailable):
        await here.darkroom.develop(samples.plain())


async def test_a_child_that_does_not_start_is_no_fault_of_the_picture(room, monkeypatch):
    here = room()
    monkeypatch.setattr("hongqiao.adapters.pictures.darkroom.PROGRAM", Path("/nowhere/child.py"))

    with pytest.raises(Unavailable):
        await here.darkroom.develop(samples.plain())


@pytest.mark.parametrize("change", [
    {"content_hash": "../../x"}, {"colour": "red;}"}, {"thumbhash": b""}, {"thumbhash": bytes(65)},
    {"width": 0}, {"renditions": []}, {"renditions": [Rendition("html", 64, 48, b"")]},
    {"renditions": [Rendition("avif", -1, 48, b"")]},
])
def test_what_a_child_that_was_taken_over_might_say_is_not_believed(change):
    assert is_sound(SOUND)
    assert not is_sound(msgspec.structs.replace(SOUND, **change))
