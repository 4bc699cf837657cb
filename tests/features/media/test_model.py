"""Names and shapes of pictures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.media import FORMATS, Picture, best_width, object_name, path_of
from hongqiao.features.media.model import RATIOS, is_key, key_of, ratio_of

KEY = "abcdef0123456789abcdef0123456789"


def picture(*widths: int) -> Picture:
    """A picture that is kept in these widths."""
    return Picture(KEY, 3000, 4000, b"12345", "#123456", "3x4", widths)


@pytest.mark.parametrize(
    ("size", "ratio"),
    [
        ((3, 4), "3x4"),
        ((4, 5), "4x5"),
        ((5, 6), "5x6"),
        ((1, 1), "1x1"),
        ((6, 5), "6x5"),
        ((5, 4), "5x4"),
        ((4, 3), "4x3"),
        ((3000, 4000), "3x4"),
        ((1080, 1920), "3x4"),
        ((1080, 1350), "4x5"),
        ((1000, 1003), "1x1"),
        ((1920, 1080), "4x3"),
        ((1, 50), "3x4"),
        ((50, 1), "4x3"),
        ((1170, 1000), "6x5"),
    ],
)
def test_the_ratio_is_the_nearest_of_seven(size: tuple[int, int], ratio: str):
    assert ratio_of(*size) == ratio


@given(width=st.integers(1, 100_000), height=st.integers(1, 100_000))
def test_a_picture_and_the_same_lying_have_opposite_ratios(width: int, height: int):
    standing, lying = ratio_of(width, height), ratio_of(height, width)

    assert RATIOS[standing] * RATIOS[lying] == pytest.approx(1)


@pytest.mark.parametrize(
    ("wanted", "width"),
    [
        (1, 320),
        (320, 320),
        (321, 640),
        (1080, 1080),
        (1081, 1338),
        (9000, 1338),
    ],
)
def test_the_best_width_is_the_smallest_that_is_wide_enough(wanted: int, width: int):
    assert best_width(picture(320, 640, 1080, 1338), wanted) == width


def test_a_small_picture_has_only_its_own_width():
    assert best_width(picture(200), 640) == 200


def test_objects_and_addresses_are_named_by_key_width_and_format():
    assert object_name(KEY, 640, "avif") == f"ab/{KEY}/640.avif"
    assert path_of(KEY, 640, "avif") == f"/media/{KEY}/640.avif"


@pytest.mark.parametrize(
    ("key", "width", "format_"),
    [
        ("../../../etc/passwd", 640, "avif"),
        (KEY.upper(), 640, "avif"),
        (KEY + "\n", 640, "avif"),
        (KEY[:31], 640, "avif"),
        ("", 640, "avif"),
        (KEY, 640, "html"),
        (KEY, 640, "../x"),
        (KEY, 0, "avif"),
        (KEY, -1, "avif"),
        (KEY, 1 << 40, "avif"),
    ],
)
def test_what_no_rendition_is_called_has_no_name(key: str, width: int, format_: str):
    """A1, A4: nothing that people type becomes a path."""
    with pytest.raises(ValueError, match="not a rendition"):
        object_name(key, width, format_)


def test_a_key_is_the_same_for_the_same_pixels_and_another_under_another_secret():
    keys = {key_of(pixels * 64, secret=secret) for pixels in "01" for secret in (b"one", b"two")}

    assert len(keys) == 4
    assert all(is_key(key) for key in keys)
    assert key_of("0" * 64, secret=b"one") == key_of("0" * 64, secret=b"one")


def test_the_formats_stand_best_first():
    assert FORMATS == ("avif", "webp", "jpeg")
