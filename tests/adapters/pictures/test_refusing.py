"""What the darkroom refuses, and that it only ever refuses."""

import random
import time
import zlib
from collections.abc import AsyncIterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongqiao.adapters.pictures.darkroom import Darkroom
from hongqiao.kernel.errors import Invalid, Refusal, TooLarge
from hongqiao.kernel.ports.pictures import Developed
from hongqiao.kernel.settings import Settings
from tests.adapters.pictures import samples

READABLE = "This file isn’t a picture we can read. Use JPEG, PNG, WebP, HEIC, AVIF or GIF."
WHOLE = [samples.plain(format_) for format_ in samples.FORMATS]
WHOLE += [samples.moving("GIF"), samples.moving("WEBP"), samples.plain("MPO")]


@pytest.fixture(scope="module")
async def small_darkroom(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Darkroom]:
    """A darkroom that takes 20,000 bytes and a megapixel."""
    home = tmp_path_factory.mktemp("small")
    opened = Darkroom(Settings(home=home, picture_bytes=20_000, picture_pixels=1_000_000))
    yield opened
    await opened.close()


@pytest.mark.parametrize("name", [name for name in samples.NO_PICTURES if "first bytes" not in name])
async def test_what_is_no_picture_is_refused_with_a_list_of_what_is(darkroom: Darkroom, name: str):
    """A2, A5: SVG with script, HTML named .jpg, playlists that point at files."""
    with pytest.raises(Invalid) as refusal:
        await darkroom.develop(samples.NO_PICTURES[name])

    assert refusal.value.message == READABLE


@pytest.mark.parametrize("name", [name for name in samples.NO_PICTURES if "first bytes" in name])
async def test_what_only_starts_like_a_picture_is_refused(darkroom: Darkroom, name: str):
    """A2: polyglots whose first bytes say one format and the rest another."""
    with pytest.raises(Invalid):
        await darkroom.develop(samples.NO_PICTURES[name])


async def test_an_empty_file_is_refused(darkroom: Darkroom):
    with pytest.raises(Invalid) as refusal:
        await darkroom.develop(b"")

    assert refusal.value.message == "This file is empty. Choose a picture."


@pytest.mark.parametrize("format_", samples.FORMATS)
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.9])
async def test_a_picture_cut_short_is_refused(darkroom: Darkroom, format_: str, part: float):
    """A5: truncated files."""
    whole = samples.noise(320, 240, format_)

    with pytest.raises(Invalid):
        await darkroom.develop(whole[: int(len(whole) * part)])


async def test_a_bomb_is_refused_by_its_header(darkroom: Darkroom):
    """A6: a PNG of 50,000 x 50,000, refused within 0.1 s without decoding it."""
    bomb = samples.png(50_000, 50_000, rows=bytes(1_000_000))
    await darkroom.develop(samples.plain())

    took_s = []
    for _ in range(3):
        start = time.perf_counter()
        with pytest.raises(Invalid) as refusal:
            await darkroom.develop(bomb)
        took_s.append(time.perf_counter() - start)

    assert refusal.value.values == {"megapixels": "50"}
    assert min(took_s) < 0.1


@pytest.mark.parametrize("format_", samples.FORMATS)
async def test_more_pixels_than_the_limit_are_refused_in_every_format(small_darkroom: Darkroom, format_: str):
    with pytest.raises(Invalid) as refusal:
        await small_darkroom.develop(samples.plain(format_, (1_100, 1_000)))

    assert refusal.value.values == {"megapixels": "1"}


async def test_as_many_pixels_as_the_limit_are_taken(small_darkroom: Darkroom):
    assert (await small_darkroom.develop(samples.plain("PNG", (1_000, 1_000)))).width == 1_000


async def test_more_bytes_than_the_limit_are_too_large(small_darkroom: Darkroom):
    with pytest.raises(TooLarge) as refusal:
        await small_darkroom.develop(bytes(20_001))

    assert refusal.value.message.startswith("This picture is larger than")


@pytest.mark.parametrize("size", [(15, 400), (400, 15), (1, 1)])
async def test_a_picture_of_a_few_pixels_is_refused(darkroom: Darkroom, size: tuple[int, int]):
    with pytest.raises(Invalid) as refusal:
        await darkroom.develop(samples.plain("PNG", size))

    assert refusal.value.values == {"pixels": 16}


async def test_sixteen_pixels_a_side_are_enough(darkroom: Darkroom):
    assert (await darkroom.develop(samples.plain("PNG", (16, 16)))).width == 16


@pytest.mark.parametrize("size", [(16, 801), (16_500, 320)])
async def test_a_ribbon_is_refused(darkroom: Darkroom, size: tuple[int, int]):
    with pytest.raises(Invalid) as refusal:
        await darkroom.develop(samples.plain("PNG", size))

    assert refusal.value.values == {"times": 50}


async def test_a_decompression_bomb_in_a_profile_or_comment_is_harmless(darkroom: Darkroom):
    """A6: a small file whose ICC chunk unpacks to 200 MB."""
    packed = zlib.compress(bytes(200_000_000), 9)
    body = b"bomb\0\0" + packed
    whole = samples.plain()
    chunk = len(body).to_bytes(4, "big") + b"iCCP" + body + zlib.crc32(b"iCCP" + body).to_bytes(4, "big")

    outcome = await outcome_of(darkroom, whole[:33] + chunk + whole[33:])

    assert isinstance(outcome, Developed | Invalid)


@settings(max_examples=120, deadline=None)
@given(data=st.binary(max_size=2_000))
async def test_any_bytes_are_developed_or_refused(darkroom: Darkroom, data: bytes):
    """A5: whatever arrives, nothing but a refusal comes back."""
    assert isinstance(await outcome_of(darkroom, data), Developed | Invalid)


@settings(max_examples=300, deadline=None)
@given(whole=st.sampled_from(WHOLE), seed=st.integers(0, 1 << 32), changes=st.integers(1, 40))
async def test_any_damage_is_developed_or_refused(darkroom: Darkroom, whole: bytes, seed: int, changes: int):
    """A5: malformed corpus for every decoder."""
    data = damaged(whole, random.Random(seed), changes)

    assert isinstance(await outcome_of(darkroom, data), Developed | Invalid)


def damaged(whole: bytes, chance: random.Random, changes: int) -> bytes:
    """The file with bytes changed, left out or doubled behind its first twelve."""
    data = bytearray(whole)
    for _ in range(changes):
        at = chance.randrange(12, len(data))
        kind = chance.randrange(6)
        if kind == 0 and len(data) > 40:
            del data[at : at + chance.randrange(1, 8)]
        elif kind == 1:
            data[at:at] = data[at : at + chance.randrange(1, 60)]
        else:
            data[at] = chance.choice((0, 0xFF, 0x7F, chance.randrange(256)))
    return bytes(data)


async def outcome_of(darkroom: Darkroom, data: bytes) -> object:
    """What develop gives or refuses; any other exception comes through."""
    try:
        return await darkroom.develop(data)
    except Refusal as refusal:
        return refusal
