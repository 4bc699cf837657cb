"""Hash trees against a tree that is computed whole, as RFC 9162 defines it, and against its test vectors."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.trust import merkle
from hongqiao.features.trust.merkle import (
    Growing,
    consistency_spans,
    extends,
    grown,
    includes,
    inclusion_spans,
    leaf_hash,
    node_hash,
    nodes_of,
    span_hash,
)

SIZES = st.integers(1, 130)


def brute_root(leaves: list[bytes]) -> bytes:
    """The definition, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return hashlib.sha256(b"\x01" + brute_root(leaves[:middle]) + brute_root(leaves[middle:])).digest()


def leaves_of(size: int) -> list[bytes]:
    return [b"leaf %d" % at for at in range(size)]


def kept_nodes(size: int) -> dict[merkle.Node, bytes]:
    nodes: dict[merkle.Node, bytes] = {}
    for at, leaf in enumerate(leaves_of(size)):
        nodes |= grown(at, leaf_hash(leaf), nodes)
    return nodes


@given(SIZES)
def test_the_root_is_that_of_the_whole_tree(size):
    assert span_hash((0, size), kept_nodes(size)) == brute_root(leaves_of(size))


@given(SIZES)
def test_a_tree_read_through_once_has_the_root_after_each_leaf(size):
    growing = Growing()

    for at, leaf in enumerate(leaves_of(size)):
        assert growing.root == brute_root(leaves_of(at))
        growing.add(leaf)

    assert growing.root == brute_root(leaves_of(size))


@given(st.integers(0, 129), SIZES)
def test_every_leaf_is_proven_and_no_other_place_or_leaf(index, size):
    if index >= size:
        with pytest.raises(ValueError):
            inclusion_spans(index, size)
        return
    nodes, leaves = kept_nodes(size), leaves_of(size)
    path = [span_hash(span, nodes) for span in inclusion_spans(index, size)]
    root = brute_root(leaves)

    assert path == brute_path(index, leaves)
    assert includes(leaf_hash(leaves[index]), index, size, path, root)
    assert not includes(leaf_hash(b"another"), index, size, path, root)
    assert not includes(leaf_hash(leaves[index]), index, size, [*path, root], root)
    if path:
        assert not includes(leaf_hash(leaves[index]), index, size, path[:-1], root)
        others = [at for at in range(size) if at != index]
        assert not any(includes(leaf_hash(leaves[index]), at, size, path, root) for at in others)


def brute_path(index: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    if index < middle:
        return [*brute_path(index, leaves[:middle]), brute_root(leaves[middle:])]
    return [*brute_path(index - middle, leaves[middle:]), brute_root(leaves[:middle])]


@given(SIZES, SIZES)
def test_a_longer_tree_is_proven_to_begin_with_the_shorter(old, size):
    if old > size:
        with pytest.raises(ValueError):
            consistency_spans(old, size)
        return
    nodes, leaves = kept_nodes(size), leaves_of(size)
    path = [span_hash(span, nodes) for span in consistency_spans(old, size)]
    root, old_root = brute_root(leaves), brute_root(leaves[:old])
    rewritten = brute_root([b"rewritten", *leaves[1:old]])

    assert path == brute_proof(old, leaves, is_whole=True)
    assert extends(old, old_root, size, root, path)
    assert not extends(old, rewritten, size, root, path)
    assert not extends(old, old_root, size, rewritten, path)
    assert not extends(old, old_root, size, root, [*path, root])


def brute_proof(old: int, leaves: list[bytes], *, is_whole: bool) -> list[bytes]:
    if old == len(leaves):
        return [] if is_whole else [brute_root(leaves)]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    if old <= middle:
        return [*brute_proof(old, leaves[:middle], is_whole=is_whole), brute_root(leaves[middle:])]
    return [*brute_proof(old - middle, leaves[middle:], is_whole=False), brute_root(leaves[:middle])]


def test_nodes_of_a_span_cover_it_once():
    assert nodes_of((0, 0)) == []
    assert nodes_of((0, 7)) == [(2, 0), (1, 2), (0, 6)]
    assert nodes_of((4, 7)) == [(1, 2), (0, 6)]


def test_leaves_and_nodes_never_hash_alike():
    left, right = leaf_hash(b"a"), leaf_hash(b"b")

    assert node_hash(left, right) != leaf_hash(left + right)


def test_the_tree_of_the_published_vectors_has_their_roots():
    """Roots of the eight leaves that Certificate Transparency’s own tests use."""
    given_leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
    growing = Growing()

    for leaf in given_leaves:
        growing.add(bytes.fromhex(leaf))

    assert growing.root.hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
