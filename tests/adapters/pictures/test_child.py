"""What a child may not do, and that it never outlives its server."""

import os
import subprocess
import sys
import time

import pytest

from hongqiao.kernel.errors import Invalid
from tests.adapters.pictures import samples
from tests.adapters.pictures.processes import ENVIRONMENT, children, is_alive, limit_of, line_of, told

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


async def test_a_bomb_costs_no_memory(room):
    """A6: less than 64 MB for the header of a PNG of 50,000 x 50,000."""
    here = room()
    await here.darkroom.develop(samples.plain())
    (pid,) = here.pids
    before_kb = int(line_of(pid, "status", "VmHWM:").split()[0])

    with pytest.raises(Invalid):
        await here.darkroom.develop(samples.png(50_000, 50_000, rows=bytes(1_000_000)))

    assert int(line_of(pid, "status", "VmHWM:").split()[0]) - before_kb < 64 << 10


async def test_a_picture_that_wants_too_much_memory_is_refused(room):
    """A6: 400 megapixels of one bit are 1.6 GB in RGB: the child's limit holds, and the child lives on."""
    here = room(pixels=500_000_000)
    bomb = samples.png(20_000, 20_000, depth=1, colour_type=0, rows=bytes(2_501) * 20_000)

    with pytest.raises(Invalid):
        await here.darkroom.develop(bomb)

    assert (await here.darkroom.develop(samples.plain())).width == 64


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


def test_the_server_loads_no_decoder():
    """A5: decoders run in children only."""
    program = "import sys, hongqiao.adapters.pictures.darkroom; print({'PIL', 'thumbhash'} & {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=ENVIRONMENT
    )

    assert done.stdout == "set()\n"
