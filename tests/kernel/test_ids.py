"""Ids: their order, their bucket, their public form."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.kernel.ids import (
    BUCKETS,
    EPOCH_MS,
    IdMaker,
    bucket_of,
    bucket_of_name,
    floor_of,
    from_public,
    made_at_ms,
    to_public,
)

LARGEST = (1 << 63) - 1
buckets = st.integers(0, BUCKETS - 1)
moments = st.integers(EPOCH_MS, EPOCH_MS + (1 << 41) - 1)


@given(st.integers(0, LARGEST))
def test_an_id_comes_back_from_its_address(id_):
    public = to_public(id_)

    assert from_public(public) == id_
    assert len(public) <= 11


@given(st.text(max_size=14))
def test_a_text_is_the_only_address_of_its_id_or_of_none(text):
    id_ = from_public(text)

    assert id_ is None or to_public(id_) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "11",
        "1a",
        "0",
        "O",
        "I",
        "l",
        "a b",
        "a\0",
        "٣",
        "ａ",
        "é",
        "-5",
        "+a",
        "../a",
        "zzzzzzzzzzz",
        "z" * 12,
        "z" * 10_000,
        "\ud800",
    ],
)
def test_what_is_no_address_of_an_id_is_told_as_such(text):
    assert from_public(text) is None


@given(buckets, moments)
def test_an_id_tells_its_bucket_and_its_millisecond(bucket, moment):
    id_ = IdMaker().make(bucket, at_ms=moment)

    assert (bucket_of(id_), made_at_ms(id_)) == (bucket, moment)
    assert 0 <= id_ <= LARGEST
    assert floor_of(moment) <= id_ < floor_of(moment + 1)


@given(buckets, st.lists(st.booleans(), min_size=1, max_size=2_000))
def test_ids_of_one_bucket_rise_whatever_is_made_between(bucket, back_dated):
    ids = IdMaker()
    made = []

    for is_back_dated in back_dated:
        if is_back_dated:
            ids.make(bucket, at_ms=EPOCH_MS)
        made.append(ids.make(bucket))

    assert made == sorted(set(made))


def test_more_ids_than_a_millisecond_holds_still_rise():
    ids = IdMaker()

    made = [ids.make(7) for _ in range(5_000)]

    assert made == sorted(set(made))


@given(buckets, buckets, moments, st.integers(1, 1 << 30))
def test_what_was_made_later_has_the_larger_id(one, other, moment, pause_ms):
    ids = IdMaker()

    assert ids.make(one, at_ms=moment) < ids.make(other, at_ms=moment + pause_ms)


def test_a_moment_before_the_epoch_still_gives_an_id_with_an_address():
    id_ = IdMaker().make(7, at_ms=EPOCH_MS - 86_400_000)

    assert from_public(to_public(id_)) == id_
    assert bucket_of(id_) == 7


def test_a_burst_of_ids_in_one_bucket_has_no_two_alike():
    ids = IdMaker()

    made = [ids.make(5) for _ in range(20_000)]

    assert len(set(made)) == len(made)
    assert [id_ >> 22 for id_ in made] == sorted(id_ >> 22 for id_ in made)


def test_threads_that_share_a_maker_get_no_two_alike():
    ids = IdMaker()

    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: ids.make(5), range(4_000)))

    assert len(set(made)) == len(made)


@given(st.one_of(st.text(alphabet=st.characters(exclude_categories=("Cs",))), st.binary()))
def test_a_name_always_lies_in_the_same_bucket(name):
    bucket = bucket_of_name(name)

    assert 0 <= bucket < BUCKETS
    assert bucket == bucket_of_name(name.encode() if isinstance(name, str) else name)


@pytest.mark.parametrize(("name", "bucket"), [("mei", 6722), ("diego", 6651), ("咖啡", 6149)])
def test_the_buckets_of_names_never_change(name, bucket):
    """Rows lie where this function said when they were written."""
    assert bucket_of_name(name) == bucket


def test_handles_spread_evenly_over_the_buckets():
    held = [0] * 16
    for number in range(8_000):
        held[bucket_of_name(f"person_{number}") // 512] += 1

    assert min(held) > 400
    assert max(held) < 600
