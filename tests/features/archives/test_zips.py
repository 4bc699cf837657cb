"""A3: an archive with an entry that must not be there is refused whole; nothing is unpacked to disk."""

import io
import stat
import struct
import zipfile

import pytest

from hongqiao.features import notes
from hongqiao.features.archives import bring, zips
from hongqiao.kernel.errors import Invalid, NotFound, Refusal, TooLarge
from tests.cast import sign_up
from tests.features.archives import boxes


def box_of(*entries: tuple[zipfile.ZipInfo | str, bytes]) -> io.BytesIO:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for info, data in entries:
            archive.writestr(info, data)
    held.seek(0)
    return held


def entry(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


HOSTILE = {
    "a path upwards": [(entry("../../etc/cron.d/x"), b"x")],
    "a path upwards within": [(entry("media/../../x"), b"x")],
    "an absolute path": [(entry("/etc/passwd"), b"x")],
    "a path of Windows": [(entry("..\\..\\x"), b"x")],
    "a drive": [(entry("C:/x"), b"x")],
    "a symlink": [(entry("media/link", stat.S_IFLNK | 0o777), b"/etc/passwd")],
    "a device": [(entry("media/null", stat.S_IFCHR | 0o666), b"")],
    "a pipe": [(entry("media/pipe", stat.S_IFIFO | 0o666), b"")],
    "a line break in a name": [(entry("a\nb"), b"x")],
    "an endless name": [(entry("a" * 600), b"x")],
    "a name twice, in two cases": [(entry("outbox.json"), b"{}"), (entry("Outbox.JSON"), b"{}")],
    "a name twice, in two spellings": [(entry("caf\u00e9"), b""), (entry("cafe\u0301"), b"")],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_entry_that_no_archive_needs_is_refused(name):
    with pytest.raises(Invalid, match="entry"), zips.opened(box_of(*HOSTILE[name])):
        pass


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused():
    box = box_of((entry("outbox.json"), b"{}"), (entry("outbox.json"), b"[]"))

    with pytest.raises(Invalid), zips.opened(box):
        pass


async def test_nothing_of_a_hostile_archive_is_taken(scope):
    mei = await sign_up(scope, "mei")
    box = boxes.mastodon(boxes.toot(1, "<p>Tea</p>"), media={"../evil.jpg": boxes.picture((1, 2, 3))})

    with pytest.raises(Refusal), zips.opened(box) as archive:
        await bring(mei, archive, source="mastodon", audience=2)

    assert (await notes.lists.notes_by(mei, mei.me)).items == []


def test_a_small_bomb_is_refused_by_its_ratio():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("outbox.json", b"\0" * (16 << 20))

    with pytest.raises(TooLarge), zips.opened(held):
        pass


def test_too_many_entries_are_refused(monkeypatch):
    monkeypatch.setattr(zips, "ENTRIES", 3)

    with pytest.raises(TooLarge), zips.opened(box_of(*((entry(str(at)), b"") for at in range(4)))):
        pass


def test_an_archive_that_would_be_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(zips, "UNPACKED_BYTES", 3)

    with pytest.raises(TooLarge), zips.opened(box_of((entry("a"), b"12"), (entry("b"), b"34"))):
        pass


def test_entries_that_share_bytes_are_refused():
    box = box_of((entry("first"), b"x" * 100), (entry("second"), b"x" * 100)).getvalue()
    at = box.rindex(b"PK\x01\x02")
    shared = box[: at + 42] + struct.pack("<I", 0) + box[at + 46 :]

    with pytest.raises(Refusal), zips.opened(io.BytesIO(shared)) as archive:
        archive.read("second", at_most=1_000)


def test_an_entry_that_says_a_smaller_size_is_refused_when_it_is_read():
    box = box_of((entry("a.json"), b"x" * 100)).getvalue()
    lying = box.replace(struct.pack("<II", 100, 100), struct.pack("<II", 100, 10))

    with zips.opened(io.BytesIO(lying)) as archive, pytest.raises(Refusal):
        archive.read("a.json", at_most=1_000)


def test_an_encrypted_entry_is_refused():
    box = bytearray(box_of((entry("a.json"), b"x")).getvalue())
    at = box.rindex(b"PK\x01\x02")
    box[at + 8] |= 1

    with pytest.raises(Invalid), zips.opened(io.BytesIO(bytes(box))):
        pass


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18 + b"rest"])
def test_what_is_no_zip_is_refused_with_a_sentence(data):
    with (
        pytest.raises(Invalid, match=r"zip|not found")
        if data[:4] != b"PK\x05\x06"
        else pytest.raises(NotFound),
        zips.opened(io.BytesIO(data)) as archive,
    ):
        archive.read("outbox.json", at_most=10)


def test_files_are_found_below_the_folder_that_a_service_puts_them_in():
    box = box_of((entry("instagram-mei/media/posts_1.json"), b"[]"), (entry("other/posts_1.json"), b"[]"))

    with zips.opened(box) as archive:
        assert archive.ending("media/posts_1.json") == ["instagram-mei/media/posts_1.json"]
        assert archive.ending("1.json") == []
