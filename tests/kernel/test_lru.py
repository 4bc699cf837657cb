"""The cache that is bounded by bytes."""

from hypothesis import given
from hypothesis import strategies as st

from hongqiao.kernel.lru import BytesLru

acts = st.lists(
    st.tuples(st.sampled_from(["put", "get"]), st.integers(0, 8), st.integers(0, 60)), max_size=60
)


@given(st.integers(0, 100), acts)
def test_it_never_holds_more_bytes_than_it_may(limit, done):
    held = BytesLru[int](limit)
    sizes = {}

    for act, key, size in done:
        if act == "put":
            held.put(key, size, size)
            sizes[key] = size
        else:
            held.get(key)
        assert held.used_bytes <= limit
        assert held.used_bytes == sum(size for key, size in sizes.items() if held.get(key) is not None)


@given(acts)
def test_with_room_enough_it_gives_back_what_was_put_last(done):
    held, last = BytesLru[int](10_000), {}

    for act, key, size in done:
        if act == "put":
            held.put(key, size, size)
            last[key] = size
        assert held.get(key) == last.get(key)
    assert len(held) == len(last)


def test_what_was_used_longest_ago_leaves_first():
    held = BytesLru[str](30)
    for key in "abc":
        held.put(key, key, 10)

    held.get("a")
    held.put("d", "d", 10)

    assert [key for key in "abcd" if held.get(key)] == ["a", "c", "d"]


def test_a_value_put_again_counts_once():
    held = BytesLru[str](30)

    held.put("a", "old", 20)
    held.put("a", "new", 10)

    assert (held.get("a"), held.used_bytes, len(held)) == ("new", 10, 1)


def test_a_value_larger_than_the_cache_is_not_held():
    held = BytesLru[str](30)
    held.put("a", "a", 10)

    held.put("b", "b", 31)

    assert held.get("b") is None
    assert held.used_bytes <= 30
