"""What is done to one picture: recognise, measure, decode, turn upright, bring to sRGB, encode anew.

Runs inside the child process only. Whatever a decoder raises besides Invalid means a damaged picture.
"""

import hashlib
import importlib
import struct
import warnings
from io import BytesIO

import pillow_heif
import thumbhash
from PIL import AvifImagePlugin, Image, ImageCms, ImageStat, UnidentifiedImageError

from hongqiao.adapters.pictures.pdq import BLAND_BELOW, pdq_of
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ports.pictures import Developed, Rendition

STEPS = (320, 640, 1080, 1600)
TALLEST = 8_000  # 1600 x 8000 takes 8 s; WebP would end at 16,383
SMALLEST_SIDE = 16
LONGEST_RATIO = 50
UNREADABLE = mark("This file isn’t a picture we can read. Use JPEG, PNG, WebP, HEIC, AVIF or GIF.")
DAMAGED = mark("This picture is damaged or cut short. Save it again and try once more.")
TOO_MANY_PIXELS = mark("This picture has more than %(megapixels)s megapixels. Make it smaller and try again.")
TOO_SMALL = mark("This picture is too small. Each side needs at least %(pixels)s pixels.")
TOO_LONG = mark("This picture is too long and thin. One side may be at most %(times)s times the other.")

_SRGB = ImageCms.createProfile("sRGB")
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = frozenset({5, 6, 7, 8})
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_DRIVERS = ("Avif", "Gif", "Jpeg", "Mpo", "Png", "WebP")
_ENCODERS = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 80},
    "jpeg": {"format": "JPEG", "quality": 82, "progressive": True, "optimize": True},
}
"""AVIF at speed 8 was smaller and faster than WebP at its default: 240 KB in 90 ms against 248 in 203."""


def prepare(max_pixels: int) -> None:
    """Sets the decoders up for this process: the pixel limit is an error, one thread each."""
    for driver in _DRIVERS:
        importlib.import_module(f"PIL.{driver}ImagePlugin")
    Image.MAX_IMAGE_PIXELS = max_pixels
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    pillow_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)


def develop(data: bytes) -> Developed:
    """The picture made ready, the first frame of a moving one; raises Invalid with the reason.

    Widths: every step (320, 640, 1080, 1600) narrower than the picture, then its own width, at most 1600.
    A very tall picture counts as narrower, so that no rendition is taller than 8,000.
    """
    image = opened(data)
    orientation = orientation_of(image)
    width, height = image.size[::-1] if orientation in _LYING else image.size
    widths = widths_for(width, height)
    wide = upright_srgb(image, orientation, width=widths[-1], height=height_at(widths[-1], width, height))
    small = wide.copy()
    small.thumbnail((100, 100))
    pdq, mirrored, quality = pdq_of(wide)
    is_bland = quality < BLAND_BELOW
    return Developed(
        content_hash=hashlib.sha256(b"%dx%d " % (width, height) + wide.tobytes()).hexdigest(),
        width=width,
        height=height,
        thumbhash=thumbhash_of(small),
        colour="#" + "".join(f"{round(level):02x}" for level in ImageStat.Stat(small).mean),
        renditions=[
            Rendition(format_, step, height_at(step, width, height), encoded(sized, format_))
            for step in reversed(widths)
            for sized in [wide.resize((step, height_at(step, width, height)), Image.Resampling.LANCZOS)]
            for format_ in _ENCODERS
        ],
        pdq=b"" if is_bland else pdq,
        pdq_mirrored=b"" if is_bland else mirrored,
    )


def opened(data: bytes) -> Image.Image:
    """The picture with its header read and its size accepted, not decoded yet."""
    format_ = format_of(data)
    if format_ is None:
        raise Invalid(UNREADABLE)
    try:
        image = Image.open(BytesIO(data), formats=[format_])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        limit = f"{(Image.MAX_IMAGE_PIXELS or 0) / 1e6:g}"
        raise Invalid(TOO_MANY_PIXELS, values={"megapixels": limit}, detail=str(bomb)) from bomb
    except UnidentifiedImageError as error:
        raise Invalid(DAMAGED, detail=f"the header is no {format_}") from error
    if min(image.size) < SMALLEST_SIDE:
        raise Invalid(TOO_SMALL, values={"pixels": SMALLEST_SIDE}, detail=str(image.size))
    if max(image.size) > LONGEST_RATIO * min(image.size):
        raise Invalid(TOO_LONG, values={"times": LONGEST_RATIO}, detail=str(image.size))
    return image


def format_of(data: bytes) -> str | None:
    """Pillow's name of the format that the first bytes announce; None for all that are not taken."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"  # also what phones write as MPO: a JPEG with more pictures behind it
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return _format_of_boxes(data) if data[4:8] == b"ftyp" else None


def _format_of_boxes(data: bytes) -> str | None:
    """HEIF and AVIF share one container; the brands in its first box (64 are read) tell them apart."""
    end = min(int.from_bytes(data[:4], "big"), 16 + 4 * 64)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, end - 3, 4))}
    if brands & _AVIF_BRANDS:
        return "AVIF"
    return "HEIF" if brands & _HEIF_BRANDS else None


def orientation_of(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 when the metadata are damaged, which is no reason to refuse."""
    try:
        orientation = image.getexif().get(_ORIENTATION, 1)
    except (ArithmeticError, AttributeError, LookupError, SyntaxError, TypeError, ValueError, struct.error):
        return 1
    return orientation if orientation in _TURNS else 1


def widths_for(width: int, height: int) -> list[int]:
    """The widths of the renditions, ascending; the rule is develop's."""
    own = max(1, min(width, width * TALLEST // height, STEPS[-1]))
    return [step for step in STEPS if step < own] + [own]


def height_at(step: int, width: int, height: int) -> int:
    """The height of the whole picture when it is `step` wide."""
    return max(1, round(height * step / width))


def upright_srgb(image: Image.Image, orientation: int, *, width: int, height: int) -> Image.Image:
    """The picture decoded, shrunk to width x height (upright), turned, in sRGB, on white, without metadata.

    It is shrunk first: turning and colour at full size would cost 4 bytes a pixel for each copy.
    """
    stored = (height, width) if orientation in _LYING else (width, height)
    if image.format in ("JPEG", "MPO"):
        image.draft(None, stored)
    image.load()
    profile = image.info.get("icc_profile")
    image = in_plain_mode(image).resize(stored, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if orientation in _TURNS:
        image = image.transpose(_TURNS[orientation])
    image = in_srgb(image, profile)
    page = Image.new("RGB", image.size, "white")
    page.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return page


def in_plain_mode(image: Image.Image) -> Image.Image:
    """The picture as L, RGB, RGBA or CMYK of 8 bits; palettes, masks and 16 bits are spelt out."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda level: level * (1 / 257)).convert("L")
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture as RGB or RGBA in sRGB; a profile that is damaged or of another colour model is ignored."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, _SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            turned = None
        if turned is not None:
            return turned
    return image.convert(mode)


def thumbhash_of(small: Image.Image) -> bytes:
    """About 20 bytes that draw a blurred stand-in; `small` is RGB, at most 100 x 100."""
    return bytes(thumbhash.rgba_to_thumb_hash(*small.size, list(small.convert("RGBA").tobytes())))


def encoded(image: Image.Image, format_: str) -> bytes:
    """The picture in one of the three formats that pages serve."""
    out = BytesIO()
    image.save(out, **_ENCODERS[format_])
    return out.getvalue()
