"""The transparency log: an append-only tree of redacted decisions, its signed heads and its keys.

It lives in one bucket, with decisions and their statements: a decision and its entry are one transaction.
"""

import hashlib
from collections.abc import AsyncIterator, Iterable, Sequence

import msgspec

from hongqiao.features.trust import records as records
from hongqiao.features.trust import store
from hongqiao.features.trust import verify as verify
from hongqiao.features.trust.merkle import (
    Node,
    Span,
    consistency_spans,
    grown,
    inclusion_spans,
    leaf_hash,
    nodes_of,
    span_hash,
)
from hongqiao.features.trust.records import NO_HASH, Entry, Head, Key, canonical, read_record, stamp
from hongqiao.kernel.errors import NotFound, Unavailable, mark
from hongqiao.kernel.ids import bucket_of_name, from_public
from hongqiao.kernel.ports import Signer
from hongqiao.kernel.scope import Scope

BUCKET = bucket_of_name("trust.log")
"""Where decisions live. Make their ids in it."""

PAGE = 1_000


class Proof(msgspec.Struct, frozen=True):
    """That an entry is in the log: its line, a signed head, and the hashes between them, lowest first."""

    entry: Entry
    head: Head
    path: tuple[str, ...]


class Growth(msgspec.Struct, frozen=True):
    """That the log of one size begins with the log of a smaller one."""

    old: int
    size: int
    old_root: str
    root: str
    path: tuple[str, ...]


async def append(tx: Scope, entry: Entry) -> tuple[Entry, Head]:
    """Adds the entry, whose index is set here, and signs a head over it; in the decision’s transaction.

    Transactions that append wait for one another: indexes have no gaps. Raises Unavailable without a key.
    """
    index = await store.GROW.one(tx.db, BUCKET)
    entry = msgspec.structs.replace(entry, index=index)
    line = canonical(entry)
    decision_id, reverses = from_public(entry.decision), from_public(entry.reverses)
    await store.INSERT_ENTRY.run(tx.db, BUCKET, index, decision_id, reverses, tx.now, line.decode())
    made = grown(index, leaf_hash(line), await _hashes(tx, [(0, index)]))
    await store.INSERT_NODE.run_each(
        tx.db, [(BUCKET, level, at, hash_) for (level, at), hash_ in made.items()]
    )
    return entry, await sign_head(tx)


async def sign_head(tx: Scope) -> Head:
    """A new signed head over what is in the log now. Raises Unavailable without a key."""
    signer = _signer(tx)
    number, size = await _next_number(tx)
    key = signer.key().hex()
    await _check_key(tx, signer, key)
    before = await store.HEAD_LINE.maybe(tx.db, BUCKET, number - 1)
    head = Head(
        number=number,
        origin=tx.ports.settings.origin,
        size=size,
        root=span_hash((0, size), await _hashes(tx, [(0, size)])).hex(),
        at=stamp(tx.now),
        previous=hashlib.sha256(before.encode()).hexdigest() if before else NO_HASH,
        key=key,
    )
    head = msgspec.structs.replace(head, signature=signer.sign(head.signed_bytes()).hex())
    await store.INSERT_HEAD.run(tx.db, BUCKET, number, size, canonical(head).decode())
    return head


async def tell(scope: Scope) -> None:
    """Signs the head of this moment; for the worker, every ten minutes."""
    async with scope.transaction() as tx:
        await sign_head(tx)


async def change_key(scope: Scope) -> Key:
    """A new key takes over: vouched for by itself and by the one before, published, then used.

    Dying in between leaves the former key signing; doing it again goes on with the same new key.
    """
    signer = _signer(scope)
    async with scope.transaction() as tx:
        await sign_head(tx)  # whoever holds this head has the former key’s last word
        lines = await store.KEY_LINES.all(tx.db, BUCKET)
        former, new = read_record(lines[-1], Key), signer.next_key().hex()
        if former.key == new:  # it was published before, and had not taken over yet
            key = former
        else:
            key = Key(number=len(lines), key=new, since=stamp(tx.now), previous=former.key)
            signed = key.signed_bytes()
            crossed, own = signer.sign(signed).hex(), signer.sign_next(signed).hex()
            key = msgspec.structs.replace(key, cross=crossed, signature=own)
            await store.INSERT_KEY.run(tx.db, BUCKET, key.number, canonical(key).decode())
    signer.take_over()
    return key


async def newest_head(scope: Scope) -> Head | None:
    """The last head, None before the first."""
    lines = await store.NEWEST_HEADS.all(scope.db, BUCKET, 1)
    return read_record(lines[0], Head) if lines else None


async def heads(scope: Scope, at_most: int = 20) -> list[Head]:
    """The last heads, newest first."""
    return [read_record(line, Head) for line in await store.NEWEST_HEADS.all(scope.db, BUCKET, at_most)]


async def keys(scope: Scope) -> list[Key]:
    """Every key that ever signed, oldest first."""
    return [read_record(line, Key) for line in await store.KEY_LINES.all(scope.db, BUCKET)]


async def entry_lines(scope: Scope, start: int, end: int) -> Sequence[str]:
    """Lines of the entries from `start` to before `end`, at most a thousand."""
    return await store.ENTRY_LINES.all(scope.db, BUCKET, start, min(end, start + PAGE))


async def head_lines(scope: Scope, start: int, end: int) -> Sequence[str]:
    """Lines of the heads from `start` to before `end`, at most a thousand."""
    return await store.HEAD_LINES.all(scope.db, BUCKET, start, min(end, start + PAGE))


async def whole(scope: Scope) -> AsyncIterator[bytes]:
    """The whole log as it is at the newest head, in pieces: keys, heads, entries, one line each."""
    head = await newest_head(scope)
    if head is None:
        return
    yield _joined(await store.KEY_LINES.all(scope.db, BUCKET))
    for start in range(0, head.number + 1, PAGE):
        yield _joined(await head_lines(scope, start, head.number + 1))
    for start in range(0, head.size, PAGE):
        yield _joined(await entry_lines(scope, start, head.size))


async def proof(scope: Scope, index: int, head_number: int | None = None) -> Proof:
    """Proof that the entry is under a head: the newest, or the one of this number. Raises NotFound."""
    if head_number is None:
        head = await newest_head(scope)
    else:
        line = await store.HEAD_LINE.maybe(scope.db, BUCKET, head_number)
        head = read_record(line, Head) if line else None
    lines = await entry_lines(scope, index, index + 1)
    if head is None or not lines or index >= head.size:
        raise NotFound
    path = await _path(scope, inclusion_spans(index, head.size))
    return Proof(read_record(lines[0], Entry), head, path)


async def growth(scope: Scope, old: int, size: int) -> Growth:
    """Proof that the log of `size` entries begins with that of `old`. Raises NotFound for other sizes."""
    head = await newest_head(scope)
    if head is None or not 0 < old <= size <= head.size:
        raise NotFound
    spans: list[Span] = [(0, old), (0, size)]
    hashes = await _hashes(scope, spans)
    roots = [span_hash(span, hashes).hex() for span in spans]
    return Growth(old, size, *roots, path=await _path(scope, consistency_spans(old, size)))


async def _path(scope: Scope, spans: Sequence[Span]) -> tuple[str, ...]:
    hashes = await _hashes(scope, spans)
    return tuple(span_hash(span, hashes).hex() for span in spans)


async def _hashes(scope: Scope, spans: Iterable[Span]) -> dict[Node, bytes]:
    """Kept hashes under these spans: some forty rows for a million entries."""
    wanted = sorted({node for span in spans for node in nodes_of(span)})
    levels, places = [level for level, _ in wanted], [at for _, at in wanted]
    rows = await store.NODES.all(scope.db, BUCKET, levels, places)
    return {(row.level, row.at): row.hash for row in rows}


async def _next_number(tx: Scope) -> tuple[int, int]:
    row = await store.COUNT_HEAD.one(tx.db, BUCKET)
    return row.number, row.size


async def _check_key(tx: Scope, signer: Signer, key: str) -> None:
    """Publishes the first key. One that nobody vouched for must not sign: that would ruin the log."""
    known = [read_record(line, Key).key for line in await store.KEY_LINES.all(tx.db, BUCKET)]
    if not known:
        first = Key(number=0, key=key, since=stamp(tx.now), previous="")
        first = msgspec.structs.replace(first, signature=signer.sign(first.signed_bytes()).hex())
        await store.INSERT_KEY.run(tx.db, BUCKET, 0, canonical(first).decode())
    elif key not in known:
        raise Unavailable(
            mark("This site has lost the key that its log is signed with: restore log.key first.")
        )


def _signer(scope: Scope) -> Signer:
    if scope.ports.signer is None:
        raise Unavailable(mark("This site has no key to sign with, so nothing can be decided now."))
    return scope.ports.signer


def _joined(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
