"""Objects on disk: whole or absent, under our names only."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongqiao.adapters.objects import disk as module
from hongqiao.adapters.objects.disk import Disk

SOURCE = Path(module.__file__).parents[3]
HOSTILE_NAMES = [
    "", "/", "/etc/passwd", "../x", "ab/../../x", "ab/..", "..", ".", "./x", "ab//x", "/ab", "ab/.hidden",
    "ab/x\0.avif", "ab/x\n", "ab\\x", "Ab/x", "ab/ü", "ab/\u202ex", "ab/x y", "ab/%2e%2e/x", "~/x",
    "x" * 4_096,
]


def files(folder: Path) -> set[str]:
    """Every file and folder below, hidden ones too."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


async def test_what_was_put_is_got(tmp_path: Path):
    disk = Disk(tmp_path / "media")

    await disk.put("ab/abcdef/640.avif", b"bytes")

    assert await disk.get("ab/abcdef/640.avif") == b"bytes"


@pytest.mark.parametrize("name", ["ab/none.avif", "none", "ab", "ab/file/below"])
async def test_what_was_never_put_is_none(tmp_path: Path, name: str):
    disk = Disk(tmp_path)
    await disk.put("ab/file", b"bytes")

    assert await disk.get(name) is None


async def test_putting_again_replaces(tmp_path: Path):
    disk = Disk(tmp_path)
    await disk.put("ab/x", b"former")

    await disk.put("ab/x", b"new")

    assert await disk.get("ab/x") == b"new"
    assert files(tmp_path) == {"ab", "ab/x"}


async def test_deleting_a_folder_takes_all_in_it_and_nothing_beside_it(tmp_path: Path):
    disk = Disk(tmp_path)
    for name in ("ab/one/1", "ab/one/2", "ab/one2/1", "ab/two/1"):
        await disk.put(name, b"bytes")

    await disk.delete_all("ab/one")

    assert files(tmp_path) == {"ab", "ab/one2", "ab/one2/1", "ab/two", "ab/two/1"}


@pytest.mark.parametrize("prefix", ["ab/none", "none/", "ab/file"])
async def test_deleting_what_is_not_there_changes_nothing(tmp_path: Path, prefix: str):
    disk = Disk(tmp_path)
    await disk.put("ab/file", b"bytes")

    await disk.delete_all(prefix)

    assert await disk.get("ab/file") == b"bytes"


@pytest.mark.parametrize("name", HOSTILE_NAMES)
async def test_a_name_that_is_not_ours_is_refused_by_every_door(tmp_path: Path, name: str):
    """A1: path tricks, NUL, 4 KB, direction overrides."""
    disk = Disk(tmp_path / "media")
    (tmp_path / "x").write_bytes(b"outside")

    for door in (disk.put(name, b""), disk.get(name), disk.delete_all(name)):
        with pytest.raises(ValueError, match="not a name"):
            await door

    assert files(tmp_path) == {"x"}


@settings(max_examples=200, deadline=None)
@given(name=st.text(alphabet="ab./\\-_~\0\n%", max_size=12))
async def test_no_name_leads_outside_the_folder(tmp_path_factory: pytest.TempPathFactory, name: str):
    """A4: inventory before and after."""
    outside = tmp_path_factory.mktemp("outside")
    disk = Disk(outside / "media" / "root")

    with contextlib.suppress(ValueError):
        await disk.put(name, b"bytes")

    assert {path.split("/")[0] for path in files(outside)} <= {"media"}
    assert {path.split("/")[1] for path in files(outside) if "/" in path} <= {"root"}


async def test_a_put_that_fails_leaves_nothing_behind(tmp_path: Path):
    disk = Disk(tmp_path)
    await disk.put("ab/x/1", b"bytes")

    with pytest.raises(OSError, match="directory"):
        await disk.put("ab/x", b"a file where a folder is")

    assert files(tmp_path) == {"ab", "ab/x", "ab/x/1"}


async def test_a_reader_sees_the_former_or_the_new_bytes_never_a_part(tmp_path: Path):
    disk = Disk(tmp_path)
    sizes = (1_000_000, 2_000_000)
    await disk.put("ab/x", bytes(sizes[0]))
    seen = set()

    async def write() -> None:
        for turn in range(10):
            await disk.put("ab/x", bytes(sizes[turn % 2]))

    writing = asyncio.create_task(write())
    while not writing.done():
        seen.add(len(await disk.get("ab/x") or b""))
    await writing

    assert seen <= set(sizes)


def test_a_process_killed_while_putting_leaves_no_partial_object(tmp_path: Path):
    program = (
        "import asyncio, pathlib, sys\n"
        "from hongqiao.adapters.objects.disk import Disk\n"
        "async def main():\n"
        "    disk = Disk(pathlib.Path(sys.argv[1]))\n"
        "    for number in range(1_000_000):\n"
        "        await disk.put(f'ab/{number % 7}', bytes([number % 256]) * 3_000_000)\n"
        "        print(number, flush=True)\n"
        "asyncio.run(main())\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", program, tmp_path], stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    for _ in range(9):
        writer.stdout.readline()

    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()

    visible = [path for path in (tmp_path / "ab").iterdir() if not path.name.startswith(".")]
    assert len(visible) == 7
    for path in visible:
        data = path.read_bytes()
        assert data == data[:1] * 3_000_000
