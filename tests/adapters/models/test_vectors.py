"""The multilingual sentence vectors: what they say, and their process."""

import array
import os
import signal

import pytest

from hongqiao.adapters.models.vectors import MultilingualVectors
from hongqiao.kernel.errors import Unavailable


@pytest.fixture
async def vectors():
    vectors = MultilingualVectors()
    yield vectors
    await vectors.close()


def likeness(one, other):
    return sum(a * b for a, b in zip(array.array("f", one), array.array("f", other), strict=True))


async def test_texts_that_mean_the_same_lie_near_one_another_across_languages(vectors):
    zh, en, other = await vectors.of(["我喜欢喝咖啡", "I love drinking coffee", "The train leaves at nine"])

    assert likeness(zh, zh) == pytest.approx(1, abs=1e-4)
    assert likeness(zh, en) > vectors.likely > likeness(zh, other)


async def test_a_text_without_words_has_a_vector_too(vectors):
    (empty,) = await vectors.of([""])

    assert len(empty) == 4 * vectors.dimensions
    assert await vectors.of([]) == []


async def test_a_process_that_dies_is_said_and_replaced(vectors):
    await vectors.of(["one"])
    os.kill(next(iter(vectors._child._pool._processes)), signal.SIGKILL)

    with pytest.raises(Unavailable):
        for _ in range(50):
            await vectors.of(["two"])

    assert await vectors.of(["three"])


@pytest.mark.parametrize(("lang", "is_served"), [("zh-Hant", True), ("pt-BR", True), ("vi", False)])
def test_only_languages_that_it_was_taught_are_served(vectors, lang, is_served):
    assert vectors.serves(lang) is is_served
