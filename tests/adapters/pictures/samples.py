"""Pictures for tests, made by code: what phones send, and what attackers send."""

import random
import struct
import zlib
from io import BytesIO

import pillow_heif
from PIL import Image, ImageCms, ImageDraw

pillow_heif.register_heif_opener()

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "GIF")
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
MAKER = "Hongqiao Camera Works"
_ORIENTATION, _MAKE, _GPS = 0x0112, 0x010F, 0x8825


def saved(image: Image.Image, format_: str, **options: object) -> bytes:
    """The picture as a file of this format."""
    out = BytesIO()
    image.save(out, format=format_, **options)
    return out.getvalue()


def plain(
    format_: str = "PNG", size: tuple[int, int] = (64, 48), colour: tuple[int, int, int] = RED
) -> bytes:
    """One colour all over."""
    return saved(Image.new("RGB", size, colour), format_)


def noise(width: int, height: int, format_: str = "JPEG") -> bytes:
    """A picture that takes long to encode."""
    return saved(Image.effect_noise((width, height), 80).convert("RGB"), format_)


def with_red_corner(width: int = 96, height: int = 64) -> Image.Image:
    """White, with red in the left half of the upper quarter: shows how it was turned or stretched."""
    image = Image.new("RGB", (width, height), WHITE)
    image.paste(RED, (0, 0, width // 2, height // 4))
    return image


def camera_exif(orientation: int = 1) -> bytes:
    """What a phone says about a photograph: its maker, how it was held, and where."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif[_MAKE] = MAKER
    exif.get_ifd(_GPS).update({1: "N", 2: (31.0, 11.0, 52.0), 3: "E", 4: (121.0, 19.0, 38.0)})
    return exif.tobytes()


def held(image: Image.Image, orientation: int) -> Image.Image:
    """The picture as a sensor stores it that was held this way: turned back by whoever shows it."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    return image.transpose(undo[orientation]) if orientation in undo else image


def swapped_profile() -> bytes:
    """An ICC profile like sRGB in which red and blue have changed places."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    (tags,) = struct.unpack_from(">I", profile, 128)
    for at in range(132, 132 + 12 * tags, 12):
        name = bytes(profile[at : at + 4])
        if name in (b"rXYZ", b"bXYZ"):
            profile[at : at + 4] = b"bXYZ" if name == b"rXYZ" else b"rXYZ"
    return bytes(profile)


def png(width: int, height: int, *, rows: bytes = b"", depth: int = 8, colour_type: int = 2) -> bytes:
    """A PNG by hand, whose header may promise more than its rows hold."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join((
        _chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows, 1)), _chunk(b"IEND", b"")
    ))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def moving(format_: str, frames: tuple[tuple[int, int, int], ...] = (RED, GREEN, BLUE)) -> bytes:
    """An animation with a frame for each colour."""
    first, *rest = (Image.new("RGB", (64, 48), colour) for colour in frames)
    return saved(first, format_, save_all=True, append_images=rest, duration=100)


def gif_and_script() -> bytes:
    """Both a GIF and JavaScript: its width reads as the start of a comment, which ends behind the picture."""
    gif = plain("GIF", (0x2A2F, 300))
    assert gif[6:8] == b"/*"
    return gif + b"*/=1;alert(document.cookie)//"


NO_PICTURES = {
    "random": bytes(range(7, 256)) * 20,
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "html": b"<!doctype html><title>holiday.jpg</title><script>alert(1)</script>",
    "pdf": b"%PDF-1.7\n1 0 obj<<>>endobj",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 64 64\n(r) file",
    "playlist": b"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nfile:///a/secret\n#EXT-X-ENDLIST",
    "gzip": b"\x1f\x8b\x08\x00" + bytes(400),
    "tiff": plain("TIFF"),
    "bmp": plain("BMP"),
    "ico": plain("ICO"),
    "ppm": plain("PPM"),
    "only a GIF's first bytes": b"GIF89a/*",
    "tiff behind a JPEG's first bytes": b"\xff\xd8\xff" + plain("TIFF"),
    "png in a WebP's first bytes": b"RIFF\x00\x00\x00\x00WEBP" + plain("PNG"),
    "video in the boxes of a picture": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(100),
}


def busy(seed: int, *, size: tuple[int, int] = (640, 480), mirrored: bool = False) -> bytes:
    """A scene with enough in it to compare by: overlapping shapes, others for each seed."""
    draw, image = random.Random(seed), Image.new("RGB", (640, 480), WHITE)
    for _ in range(60):
        left, top = draw.randrange(640), draw.randrange(480)
        box = (left, top, left + draw.randrange(40, 240), top + draw.randrange(40, 200))
        ImageDraw.Draw(image).ellipse(box, fill=tuple(draw.randrange(256) for _ in range(3)))
    image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else image
    return saved(image.resize(size), "JPEG", quality=85)
