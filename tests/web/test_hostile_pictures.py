"""Files that claim to be pictures: refused in words, none stored, and the next picture still works.

Cases A1, A2, A7, E5.
"""

import io
import struct
import time
import zlib

import pytest
from PIL import Image

from tests.web.test_hostile_forms import refused
from tests.web.visitor import Visitor, media_in, new_picture


def png_of(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG that says it is so large, with these pixels packed."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def tiff_of_gps() -> bytes:
    """A JPEG whose EXIF tells a place and a name."""
    image, held = Image.new("RGB", (640, 480), "teal"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "canary-description"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (30.0, 15.0, 44.0)
    image.save(held, "JPEG", exif=exif)
    return held.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="9" height="9"/></svg>'
HOSTILE = {
    "nothing": b"",
    "zeros": bytes(100_000),
    "one byte": b"\x89",
    "html": b"<!doctype html><script>alert(1)</script>",
    "svg": SVG,
    "svg with a declaration": b'<?xml version="1.0"?>' + SVG,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "truncated png": new_picture()[:200],
    "truncated jpeg": new_picture(format="JPEG")[:400],
    "truncated webp": new_picture(format="WEBP")[:60],
    "bomb by its head": png_of(50_000, 50_000),
    "bomb that unpacks": png_of(30_000, 30_000, bytes(2_000_000)),
    "no pixels": png_of(0, 0),
    "negative": png_of(0x7FFFFFFF, 1),
    "script in a gif's coat": b"GIF89a=1;alert(1)//",
    "playlist": b"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\nfile:///etc/passwd\n",
    "zip": b"PK\x03\x04" + bytes(60),
    "elf": b"\x7fELF" + bytes(60),
    "postscript": b"%!PS\n(%pipe%id) (r) file",
    "mvg": b"push graphic-context\n",
}


@pytest.fixture(scope="module")
def painter(community) -> Visitor:
    return Visitor(community.origin).sign_up("diego")


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_picture_is_refused_and_leaves_nothing(painter, data):
    draft = painter.start_draft()
    began = time.monotonic()

    answer = painter.add_picture(draft, data, "holiday.jpeg")

    refused(answer)
    assert time.monotonic() - began < 10
    assert media_in(painter.get(f"/compose/{draft}").text) == []


def test_a_polyglot_is_redrawn_and_its_tail_is_gone(painter):
    draft = painter.start_draft()
    answer = painter.add_picture(draft, new_picture() + b"<script>alert('tail-canary')</script>")
    addresses = media_in(answer.text)

    assert answer.status == 200 and addresses
    for address in addresses:
        served = painter.get(address)
        assert b"tail-canary" not in served.body
        assert served.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in served.headers["content-security-policy"]
        assert served.headers["content-type"] == f"image/{address.rsplit('.', 1)[1]}"


def test_what_a_camera_wrote_into_a_picture_is_gone(painter):
    answer = painter.add_picture(painter.start_draft(), tiff_of_gps(), "DSC_0001.JPG")
    addresses = media_in(answer.text)

    assert answer.status == 200 and addresses
    for address in addresses:
        body = painter.get(address).body
        assert b"canary" not in body and b"GPS" not in body
        if not address.endswith("avif"):
            assert not Image.open(io.BytesIO(body)).getexif()
    assert 'width="480" height="640"' in answer.text


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "/etc/passwd",
        "a\0b.png",
        "x" * 4_096,
        "a\u202egnp.exe",
        "a;b.png",
        "<script>.png",
        "",
    ],
)
def test_the_name_of_a_file_is_never_used(painter, name):
    answer = painter.add_picture(painter.start_draft(), new_picture(), name.replace('"', ""))

    assert answer.status in (200, 400, 422), answer
    assert not name or name not in answer.text


def test_more_bytes_than_are_taken_are_refused(painter):
    draft = painter.start_draft()

    refused(painter.add_picture(draft, new_picture() + bytes(21 << 20)), at_least=413)


def test_a_nineteenth_picture_is_refused(painter):
    draft = painter.start_draft()
    same = [new_picture(64, 64) for _ in range(19)]
    for data in same[:18]:
        assert painter.add_picture(draft, data).status == 200

    answer = painter.add_picture(draft, same[18])

    assert answer.status == 422
    assert painter.get(f"/compose/{draft}").text.count("composer__frame") == 18


@pytest.mark.parametrize(
    "address",
    [
        "/media/{key}/1.avif",
        "/media/{key}/99999.jpeg",
        "/media/{key}/320.exe",
        "/media/{key}/320.jpeg/..",
        "/media/../secret/320.jpeg",
        "/media/%2e%2e%2fsecret/320.jpeg",
        "/media/{key}/%2e%2e%2f320.jpeg",
        "/media/" + "0" * 32 + "/320.jpeg",
        "/assets/../app.py",
        "/assets/%2e%2e/%2e%2e/entry/serve.py",
        "/assets/",
    ],
)
def test_only_renditions_that_were_made_are_served(painter, address):
    key = media_in(painter.add_picture(painter.start_draft()).text)[0].split("/")[2]

    assert painter.get(address.format(key=key)).status in (400, 404)


def test_the_darkroom_works_after_all_that(painter):
    for data in HOSTILE.values():
        painter.add_picture(painter.start_draft(), data)

    note = painter.publish("After the storm", pictures=1)

    for address in media_in(painter.get(note).text):
        assert painter.get(address).status == 200
