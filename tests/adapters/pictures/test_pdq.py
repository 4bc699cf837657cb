"""Prints of pictures: nearly the same for the same picture, far apart for others."""

from io import BytesIO

import pytest
from PIL import Image, ImageOps

from hongqiao.adapters.pictures.pdq import BLAND_BELOW, pdq_of
from tests.adapters.pictures import samples


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def distance(one: bytes, other: bytes) -> int:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


@pytest.mark.parametrize("seed", range(5))
def test_a_smaller_copy_saved_again_is_within_31_bits(seed):
    image = opened(samples.busy(seed))
    copy = opened(samples.saved(image.resize((430, 322)), "JPEG", quality=50))

    assert distance(pdq_of(image)[0], pdq_of(copy)[0]) <= 31


@pytest.mark.parametrize("seed", range(5))
def test_the_second_print_is_that_of_the_mirrored_picture(seed):
    image = opened(samples.busy(seed))

    assert distance(pdq_of(image)[1], pdq_of(ImageOps.mirror(image))[0]) <= 31


def test_other_pictures_are_far_apart():
    prints = [pdq_of(opened(samples.busy(seed)))[0] for seed in range(8)]

    assert min(distance(a, b) for at, a in enumerate(prints) for b in prints[:at]) > 60


def test_half_of_the_bits_are_set():
    assert int.from_bytes(pdq_of(opened(samples.busy(1)))[0], "big").bit_count() == 128


def test_a_bland_picture_has_too_little_to_compare_by():
    assert pdq_of(Image.new("RGB", (300, 200), "white"))[2] < BLAND_BELOW
    assert pdq_of(opened(samples.busy(1)))[2] >= BLAND_BELOW
