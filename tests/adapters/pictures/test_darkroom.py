"""The processes: limited, replaced, ended; and that the server outlives them."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import msgspec
import pytest

from hongqiao.adapters.pictures.darkroom import ENDED, PROGRAM, TOO_SLOW, Darkroom, is_sound
from hongqiao.kernel.errors import Invalid, Unavailable
from hongqiao.kernel.ports.pictures import Developed, Rendition
from hongqiao.kernel.settings import Settings
from tests.adapters.pictures import samples

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PROGRAM.parents[3])}
SOUND = Developed("0" * 64, 64, 48, b"12345", "#ff0000", [Rendition("avif", 64, 48, b"")])


def children(parent: int | None = None) -> set[int]:
    """Processes of the darkroom that this process (or another) has started."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
            above = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, ValueError):
            continue
        if str(PROGRAM).encode() in command and above == (parent or os.getpid()):
            found.add(int(folder.name))
    return found


async def until(true: Callable[[], bool], *, seconds: float = 5.0) -> None:
    """Waits for something to become true; fails when it doesn't."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        await asyncio.sleep(0.01)


class Room:
    """A darkroom of one test, and the children that it alone has."""

    def __init__(self, darkroom: Darkroom) -> None:
        self.darkroom = darkroom
        self._others = children()

    @property
    def pids(self) -> set[int]:
        return children() - self._others


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Callable[..., Room]]:
    """Opens darkrooms with the wanted limits."""
    opened = []

    def open_room(*, deadline_s: float = 20.0, idle_s: float = 60.0, pixels: int = 50_000_000) -> Room:
        settings = Settings(home=tmp_path, picture_pixels=pixels)
        opened.append(Room(Darkroom(settings, deadline_s=deadline_s, idle_s=idle_s)))
        return opened[-1]

    yield open_room
    for one in opened:
        await one.darkroom.close()


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


async def test_a_child_has_no_rights_beyond_its_pipes(room):
    """A5: no file, no socket, little memory and time, an environment without secrets, a group of its own."""
    here = room()
    await here.darkroom.develop(samples.plain())
    (pid,) = here.pids

    assert limit_of(pid, "Max open files") == 4
    assert sorted(os.listdir(f"/proc/{pid}/fd")) == ["0", "1", "2", "3"]
    assert limit_of(pid, "Max file size") == 0
    assert limit_of(pid, "Max address space") == 1200 << 20
    assert 20 <= int(line_of(pid, "limits", "Max cpu time").split()[0]) <= 25
    assert told(pid, "environ") == f"PATH={os.defpath}\0"
    assert "NoNewPrivs:\t1" in told(pid, "status")
    assert os.getpgid(pid) == pid


def told(pid: int, name: str) -> str:
    """What the system says of a process."""
    return Path(f"/proc/{pid}/{name}").read_text()


def limit_of(pid: int, name: str) -> int:
    """The hard limit of this name."""
    return int(line_of(pid, "limits", name).split()[1])


def line_of(pid: int, file: str, name: str) -> str:
    """What stands behind the name."""
    return next(line for line in told(pid, file).splitlines() if line.startswith(name)).removeprefix(name)


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


async def test_a_picture_that_wants_too_much_memory_is_refused(room):
    """A6: 400 megapixels of one bit are 1.6 GB in RGB: the child's limit holds, and the child lives on."""
    here = room(pixels=500_000_000)
    bomb = samples.png(20_000, 20_000, depth=1, colour_type=0, rows=bytes(2_501) * 20_000)

    with pytest.raises(Invalid):
        await here.darkroom.develop(bomb)

    assert (await here.darkroom.develop(samples.plain())).width == 64


async def test_a_bomb_costs_no_memory(room):
    """A6: less than 64 MB for the header of a PNG of 50,000 x 50,000."""
    here = room()
    await here.darkroom.develop(samples.plain())
    (pid,) = here.pids
    before_kb = int(line_of(pid, "status", "VmHWM:").split()[0])

    with pytest.raises(Invalid):
        await here.darkroom.develop(samples.png(50_000, 50_000, rows=bytes(1_000_000)))

    assert int(line_of(pid, "status", "VmHWM:").split()[0]) - before_kb < 64 << 10


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


SERVER = """
import asyncio, pathlib, sys
from hongqiao.adapters.pictures.darkroom import Darkroom
from hongqiao.kernel.settings import Settings

async def main():
    room = Darkroom(Settings(home=pathlib.Path(".")))
    await room.develop(sys.stdin.buffer.read())
    print("developed", flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


def test_children_die_with_a_server_that_is_killed():
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT
    )
    server.stdin.write(samples.plain())
    server.stdin.close()
    said = server.stdout.readline()
    (pid,) = children(server.pid)

    server.kill()
    server.wait()
    server.stdout.close()

    assert said == b"developed\n"
    end = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.01)
    assert not is_alive(pid)


def is_alive(pid: int) -> bool:
    """Whether the process runs (a zombie doesn't)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_the_server_loads_no_decoder():
    """A5: decoders run in children only."""
    program = "import sys, hongqiao.adapters.pictures.darkroom; print({'PIL', 'thumbhash'} & {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=ENVIRONMENT
    )

    assert done.stdout == "set()\n"


@pytest.mark.parametrize("change", [
    {"content_hash": "../../x"}, {"colour": "red;}"}, {"thumbhash": b""}, {"thumbhash": bytes(65)},
    {"width": 0}, {"renditions": []}, {"renditions": [Rendition("html", 64, 48, b"")]},
    {"renditions": [Rendition("avif", -1, 48, b"")]},
])
def test_what_a_child_that_was_taken_over_might_say_is_not_believed(change):
    assert is_sound(SOUND)
    assert not is_sound(msgspec.structs.replace(SOUND, **change))
