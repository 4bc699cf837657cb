"""Hash trees of RFC 9162: leaves, nodes, roots of any size, and proofs. Pure; the nodes are kept by log.py.

A tree is kept as its perfect subtrees: node (level, at) covers 2^level leaves, from at·2^level on.
Such a node never changes again, so every root and every proof of every size is made of a few of them.
"""

import hashlib
from collections.abc import Mapping, Sequence

Node = tuple[int, int]
"""(level, at)."""
Span = tuple[int, int]
"""Leaves from the first up to, not including, the second."""

EMPTY_ROOT = hashlib.sha256().digest()


def leaf_hash(data: bytes) -> bytes:
    """Hash of a leaf: SHA-256 over 0x00 and the data. Source: RFC 9162, section 2.1.1."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of a node: SHA-256 over 0x01 and both children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def nodes_of(span: Span) -> list[Node]:
    """The perfect subtrees under the leaves of a span, from the left; empty for an empty span.

    The span begins at a multiple of the power of two that holds it, as all spans of roots and proofs do.
    """
    start, end = span
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def span_hash(span: Span, hashes: Mapping[Node, bytes]) -> bytes:
    """Hash over the leaves of a span out of its nodes’ hashes; EMPTY_ROOT for none."""
    made: bytes | None = None
    for node in reversed(nodes_of(span)):
        made = hashes[node] if made is None else node_hash(hashes[node], made)
    return EMPTY_ROOT if made is None else made


def grown(size: int, leaf: bytes, hashes: Mapping[Node, bytes]) -> dict[Node, bytes]:
    """The nodes that one more leaf completes in a tree of this size: its own, and those above it.

    `hashes` has the nodes of (0, size).
    """
    level, at, made = 0, size, leaf
    found = {(0, size): leaf}
    while at & 1:
        made = node_hash(hashes[(level, at - 1)], made)
        level, at = level + 1, at >> 1
        found[(level, at)] = made
    return found


def inclusion_spans(index: int, size: int) -> list[Span]:
    """Spans whose hashes are the proof that leaf `index` is in the tree of `size`, lowest first.

    Source: RFC 9162, section 2.1.3.1. Raises ValueError for a leaf that is not in the tree.
    """
    if not 0 <= index < size:
        raise ValueError(index)
    start, end, found = 0, size, list[Span]()
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    return found[::-1]


def consistency_spans(old: int, size: int) -> list[Span]:
    """Spans whose hashes are the proof that the tree of `size` begins with the tree of `old`.

    Source: RFC 9162, section 2.1.4.1; empty for equal sizes. Raises ValueError unless 0 < old <= size.
    """
    if not 0 < old <= size:
        raise ValueError(old)
    start, end, found, is_whole = 0, size, list[Span](), True
    while old < end:
        middle = start + _split(end - start)
        if old <= middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start, is_whole = middle, False
    return ([] if is_whole else [(start, end)]) + found[::-1]


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path proves that the leaf’s hash stands at `index` under the root of `size` leaves.

    Source: RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    at, last, made = index, size - 1, leaf
    for hash_ in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            made = node_hash(hash_, made)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            made = node_hash(made, hash_)
        at, last = at >> 1, last >> 1
    return last == 0 and made == root


def extends(old: int, old_root: bytes, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path proves that the tree of `size` leaves begins with the tree of `old` leaves.

    Source: RFC 9162, section 2.1.4.2.
    """
    if not 0 < old <= size:
        return False
    if old == size:
        return not path and old_root == root
    hashes = list(path) if old & (old - 1) else [old_root, *path]
    if not hashes:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    of_old = of_new = hashes[0]
    for hash_ in hashes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            of_old, of_new = node_hash(hash_, of_old), node_hash(hash_, of_new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            of_new = node_hash(of_new, hash_)
        at, last = at >> 1, last >> 1
    return last == 0 and of_old == old_root and of_new == root


def _split(count: int) -> int:
    """The largest power of two below the count (2 or more)."""
    return 1 << (count - 1).bit_length() - 1


class Growing:
    """A tree that is only read through once: its root after each leaf, in memory for the open subtrees."""

    def __init__(self) -> None:
        self.size = 0
        self._open: dict[Node, bytes] = {}

    def add(self, data: bytes) -> None:
        """One more leaf."""
        made = grown(self.size, leaf_hash(data), self._open)
        self.size += 1
        known = {**self._open, **made}
        self._open = {node: known[node] for node in nodes_of((0, self.size))}

    @property
    def root(self) -> bytes:
        """The root of the leaves so far."""
        return span_hash((0, self.size), self._open)
