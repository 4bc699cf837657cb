"""What comes out of the darkroom for every kind of picture that goes in."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from hongqiao.adapters.pictures.darkroom import Darkroom
from hongqiao.kernel.ports.pictures import Developed
from tests.adapters.pictures import samples
from tests.adapters.pictures.samples import BLUE, FORMATS, GREEN, RED, WHITE

STORED = ("avif", "webp", "jpeg")


def shown(developed: Developed, format_: str = "webp") -> Image.Image:
    """The widest rendition of this format, decoded."""
    data = next(r.data for r in developed.renditions if r.format == format_)
    return Image.open(BytesIO(data)).convert("RGB")


def is_near(colour: object, wanted: tuple[int, int, int], *, within: int = 12) -> bool:
    """Whether no channel differs by more than lossy encoders do."""
    assert isinstance(colour, tuple)
    return all(abs(one - other) <= within for one, other in zip(colour, wanted, strict=True))


@pytest.mark.parametrize("format_", [*FORMATS, "MPO"])
async def test_every_accepted_format_becomes_avif_webp_and_jpeg(darkroom: Darkroom, format_: str):
    developed = await darkroom.develop(samples.plain(format_, (500, 400)))

    found = [(r.format, r.width, r.height, Image.open(BytesIO(r.data)).format) for r in developed.renditions]
    assert found == [
        ("avif", 500, 400, "AVIF"), ("webp", 500, 400, "WEBP"), ("jpeg", 500, 400, "JPEG"),
        ("avif", 320, 256, "AVIF"), ("webp", 320, 256, "WEBP"), ("jpeg", 320, 256, "JPEG"),
    ]
    assert all(is_near(shown(developed, stored).getpixel((99, 99)), RED) for stored in STORED)


async def test_the_file_says_its_size_and_colour(darkroom: Darkroom):
    developed = await darkroom.develop(samples.plain("PNG", (64, 48), (18, 52, 86)))

    assert (developed.width, developed.height, developed.colour) == (64, 48, "#123456")
    assert 5 <= len(developed.thumbhash) <= 40


@pytest.mark.parametrize(("size", "widths"), [
    ((200, 300), [200]), ((320, 400), [320]), ((321, 400), [321, 320]), ((1080, 40), [1080, 640, 320]),
    ((1338, 100), [1338, 1080, 640, 320]), ((3000, 100), [1600, 1080, 640, 320]),
])
async def test_widths_are_the_steps_below_and_the_own(
    darkroom: Darkroom, size: tuple[int, int], widths: list[int]
):
    developed = await darkroom.develop(samples.plain("PNG", size))

    assert [r.width for r in developed.renditions if r.format == "avif"] == widths
    assert (developed.width, developed.height) == size


async def test_a_very_tall_picture_gets_narrower_instead_of_cut(darkroom: Darkroom):
    developed = await darkroom.develop(samples.plain("PNG", (400, 20_000)))

    assert [(r.width, r.height) for r in developed.renditions if r.format == "jpeg"] == [(160, 8_000)]


async def test_the_same_pixels_have_the_same_hash_in_any_file(darkroom: Darkroom):
    picture = samples.with_red_corner()
    small = samples.saved(picture, "PNG", optimize=True)
    large = samples.saved(picture, "PNG", compress_level=0, exif=samples.camera_exif())

    hashes = {(await darkroom.develop(data)).content_hash for data in (small, large)}

    assert len(hashes) == 1


async def test_other_pixels_or_another_shape_have_another_hash(darkroom: Darkroom):
    files = (samples.plain("PNG"), samples.plain("PNG", colour=BLUE), samples.plain("PNG", (48, 64)))

    hashes = {(await darkroom.develop(data)).content_hash for data in files}

    assert len(hashes) == 3


@pytest.mark.parametrize("format_", ["GIF", "PNG", "WEBP", "AVIF"])
async def test_a_moving_picture_shows_its_first_frame(darkroom: Darkroom, format_: str):
    """A6: only one frame of an animation is ever decoded."""
    developed = await darkroom.develop(samples.moving(format_))

    assert is_near(shown(developed).getpixel((30, 20)), RED)


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_a_photograph_stands_upright_however_the_phone_was_held(darkroom: Darkroom, orientation: int):
    stored = samples.held(samples.with_red_corner(), orientation)
    data = samples.saved(stored, "JPEG", exif=samples.camera_exif(orientation), quality=95)

    developed = await darkroom.develop(data)

    picture = shown(developed)
    assert (developed.width, developed.height, *picture.size) == (96, 64, 96, 64)
    assert all(is_near(picture.getpixel(at), RED) for at in ((8, 6), (38, 6)))
    assert all(is_near(picture.getpixel(at), WHITE) for at in ((85, 6), (8, 26), (85, 55)))


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "HEIF", "AVIF"])
async def test_other_formats_stand_upright_too(darkroom: Darkroom, format_: str):
    stored = samples.held(samples.with_red_corner(), 6)

    developed = await darkroom.develop(samples.saved(stored, format_, exif=samples.camera_exif(6)))

    assert (developed.width, developed.height) == (96, 64)
    assert is_near(shown(developed).getpixel((38, 6)), RED)
    assert is_near(shown(developed).getpixel((8, 26)), WHITE)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
async def test_no_rendition_says_where_or_with_what_it_was_taken(darkroom: Darkroom, format_: str):
    """A7: EXIF with GPS is gone from every rendition of every format."""
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + samples.MAKER.encode() + b"</x:xmpmeta>"
    extra = {} if format_ == "PNG" else {"xmp": xmp}
    options = {"exif": samples.camera_exif(), "icc_profile": samples.swapped_profile(), **extra}
    data = samples.saved(Image.new("RGB", (400, 300), RED), format_, **options)
    assert samples.MAKER.encode() in data

    developed = await darkroom.develop(data)

    for rendition in developed.renditions:
        image = Image.open(BytesIO(rendition.data))
        image.load()
        assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()
        assert not image.getexif()
        traces = (samples.MAKER.encode(), b"Exif", b"xmpmeta", b"ICC_PROFILE")
        assert not any(trace in rendition.data for trace in traces)


async def test_comments_do_not_come_along(darkroom: Darkroom):
    """A2: script hidden in a comment is lost when the picture is encoded again."""
    data = samples.saved(samples.with_red_corner(), "JPEG", comment=b"<script>alert(1)</script>")
    assert b"<script>" in data

    developed = await darkroom.develop(data)

    assert not any(b"script" in rendition.data for rendition in developed.renditions)


async def test_a_gif_that_is_also_a_script_is_only_a_picture_afterwards(darkroom: Darkroom):
    """A2: polyglot GIF/JS."""
    developed = await darkroom.develop(samples.gif_and_script())

    assert not any(b"alert" in rendition.data for rendition in developed.renditions)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
async def test_colours_of_another_profile_are_brought_to_srgb(darkroom: Darkroom, format_: str):
    data = samples.saved(Image.new("RGB", (64, 48), RED), format_, icc_profile=samples.swapped_profile())

    developed = await darkroom.develop(data)

    assert is_near(shown(developed).getpixel((30, 20)), BLUE)


@pytest.mark.parametrize("profile", [b"no profile", b"", samples.swapped_profile()[:200]])
async def test_a_damaged_profile_is_ignored(darkroom: Darkroom, profile: bytes):
    data = samples.saved(Image.new("RGB", (64, 48), RED), "PNG", icc_profile=profile)

    assert is_near(shown(await darkroom.develop(data)).getpixel((30, 20)), RED)


async def test_damaged_exif_is_no_reason_to_refuse(darkroom: Darkroom):
    whole = samples.saved(samples.with_red_corner(), "JPEG", exif=samples.camera_exif(6), quality=95)
    data = whole.replace(samples.camera_exif(6)[6:14], b"XX\x2a\x00\xff\xff\xff\xff")
    assert data != whole

    assert (await darkroom.develop(data)).width == 96


async def test_cmyk_becomes_rgb(darkroom: Darkroom):
    data = samples.saved(Image.new("CMYK", (64, 48), (0, 255, 255, 0)), "JPEG", quality=95)

    assert is_near(shown(await darkroom.develop(data)).getpixel((30, 20)), RED)


@pytest.mark.parametrize(("mode", "colour", "wanted"), [
    ("1", 1, WHITE), ("L", 128, (128, 128, 128)), ("LA", (0, 0), WHITE), ("LA", (0, 255), (0, 0, 0)),
    ("RGBA", (255, 0, 0, 0), WHITE), ("RGBA", (0, 0, 255, 255), BLUE),
    ("RGBA", (0, 0, 0, 128), (127, 127, 127)),
])
async def test_every_mode_of_png_lies_on_white(
    darkroom: Darkroom, mode: str, colour: object, wanted: tuple[int, int, int]
):
    data = samples.saved(Image.new(mode, (64, 48), colour), "PNG")

    assert is_near(shown(await darkroom.develop(data)).getpixel((30, 20)), wanted)


async def test_a_palette_with_a_transparent_colour_lies_on_white(darkroom: Darkroom):
    image = Image.new("P", (64, 48), 1)
    image.putpalette([*RED, *GREEN, *BLUE])
    image.paste(2, (32, 0, 64, 48))

    developed = await darkroom.develop(samples.saved(image, "PNG", transparency=1))

    assert is_near(shown(developed).getpixel((8, 20)), WHITE)
    assert is_near(shown(developed).getpixel((56, 20)), BLUE)


async def test_sixteen_bits_keep_their_brightness(darkroom: Darkroom):
    grey_row, red_row = struct.pack(">H", 0x8000) * 32, struct.pack(">HHH", 0xFFFF, 0, 0) * 32
    grey = samples.png(32, 32, depth=16, colour_type=0, rows=(b"\0" + grey_row) * 32)
    red = samples.png(32, 32, depth=16, colour_type=2, rows=(b"\0" + red_row) * 32)

    assert is_near(shown(await darkroom.develop(grey)).getpixel((9, 9)), (128, 128, 128), within=3)
    assert is_near(shown(await darkroom.develop(red)).getpixel((9, 9)), RED)


async def test_the_three_formats_show_the_same(darkroom: Darkroom):
    developed = await darkroom.develop(samples.saved(samples.with_red_corner(640, 480), "PNG"))

    for stored in STORED:
        assert is_near(shown(developed, stored).getpixel((100, 100)), RED)
        assert is_near(shown(developed, stored).getpixel((600, 400)), WHITE)
