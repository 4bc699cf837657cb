"""Taking pictures in, and reading them."""

import asyncio
from dataclasses import replace

import pytest

from hongqiao.features import media
from hongqiao.features.media.model import key_of
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.scope import Scope
from tests.adapters.pictures import samples

ROW = "select width, height, thumbhash, colour, ratio, widths, size_bytes, taken_at from media_object"


class FullDisk:
    """Objects on a disk that has no room for the third."""

    def __init__(self) -> None:
        self.left = 2

    async def put(self, name: str, data: bytes) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError("no space left")

    async def get(self, name: str) -> bytes | None:
        return None

    async def delete_all(self, prefix: str) -> None:
        return None


async def test_a_taken_picture_has_a_row_and_all_its_objects(scope: Scope, red: bytes, stored):
    picture = await media.take(scope, red)

    row = await scope.db.fetchrow(ROW)
    assert (picture.width, picture.height, picture.ratio, picture.colour) == (400, 300, "4x3", "#ff0000")
    assert list(picture.widths) == [320, 400]
    assert stored() == {media.object_name(picture.key, w, f) for w in (320, 400) for f in media.FORMATS}
    assert tuple(row)[:6] == (400, 300, picture.thumbhash, "#ff0000", "4x3", [320, 400])
    assert row["size_bytes"] == sum(path.stat().st_size for path in files(scope))
    assert row["taken_at"] == scope.now


def files(scope: Scope) -> list:
    """The objects as files."""
    return [path for path in scope.ports.settings.media_dir.rglob("*") if path.is_file()]


async def test_the_key_is_made_with_the_secret_from_the_pixels(scope: Scope, red: bytes):
    developed = await scope.ports.pictures.develop(red)

    picture = await media.take(scope, red)

    assert picture.key == key_of(developed.content_hash, secret=scope.ports.settings.secret)


async def test_the_same_picture_twice_is_one_picture_taken_later(scope: Scope, red: bytes, later):
    first = await media.take(scope, red)

    second = await media.take(later(hours=5), red)

    assert second == first
    assert [row["taken_at"] for row in await scope.db.fetch(ROW)] == [later(hours=5).now]


async def test_the_same_picture_taken_by_many_at_once_is_one_picture(scope: Scope, red: bytes, stored):
    pictures = await asyncio.gather(*(media.take(scope, red) for _ in range(5)))

    assert len({picture.key for picture in pictures}) == 1
    assert len(stored()) == 6
    assert await scope.db.fetchrow("select count(*) from media_object") == (1,)


async def test_what_is_refused_leaves_neither_row_nor_object(scope: Scope, stored):
    """A2: HTML named .jpg."""
    with pytest.raises(Invalid):
        await media.take(scope, samples.NO_PICTURES["html"])

    assert stored() == set()
    assert await scope.db.fetch(ROW) == []


async def test_a_row_is_never_there_without_its_objects(scope: Scope, red: bytes):
    full = replace(scope, ports=replace(scope.ports, objects=FullDisk()))

    with pytest.raises(OSError, match="no space left"):
        await media.take(full, red)

    assert await scope.db.fetch(ROW) == []


async def test_every_rendition_can_be_read(scope: Scope, red: bytes):
    picture = await media.take(scope, red)

    for format_, start in (("avif", b"\0\0\0"), ("webp", b"RIFF"), ("jpeg", b"\xff\xd8\xff")):
        for width in picture.widths:
            data = await media.read(scope, picture.key, width, format_)
            assert data is not None
            assert data.startswith(start)


@pytest.mark.parametrize(
    ("key", "width", "format_"),
    [
        (None, 321, "avif"),
        (None, 320, "png"),
        (None, 320, "avif/../../x"),
        (None, 0, "avif"),
        (None, 1 << 40, "avif"),
        ("0" * 32, 320, "avif"),
        ("../" * 10 + "xx", 320, "avif"),
        ("a\0" * 16, 320, "avif"),
        ("", 320, "avif"),
    ],
)
async def test_what_is_no_rendition_reads_as_nothing(
    scope: Scope, red: bytes, key: str | None, width: int, format_: str
):
    """A1, A4: names from addresses."""
    picture = await media.take(scope, red)

    assert await media.read(scope, picture.key if key is None else key, width, format_) is None


async def test_pictures_are_found_by_key_and_others_left_out(scope: Scope, red: bytes, blue: bytes):
    first, second = await media.take(scope, red), await media.take(scope, blue)

    found = await media.pictures(scope, [first.key, second.key, first.key, "0" * 32, "no key", "\0"])

    assert found == {first.key: first, second.key: second}
    assert await media.pictures(scope, []) == {}
    assert await media.pictures(scope, ["no key"]) == {}
