"""Erasing accounts by the data map: taken back by each feature, deleted row by row, and told in a receipt.

It may stop anywhere and be run again: each step finds what is left, and the account goes last.
"""

import os
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from hongqiao.entry.data_map import HOLDINGS, MAP, OWNERS, traces_of
from hongqiao.entry.wiring import reactors
from hongqiao.features import accounts, archives, media
from hongqiao.features.accounts.leaving import Signed, address_of, digest, receipts
from hongqiao.features.comments import leaving as comments
from hongqiao.features.nearby import leaving as nearby
from hongqiao.features.notes import leaving as notes
from hongqiao.features.people import leaving as people
from hongqiao.features.reactions import leaving as reactions
from hongqiao.features.search import leaving as search
from hongqiao.features.translation import leaving as translation
from hongqiao.features.trust import leaving as trust
from hongqiao.features.trust import screening
from hongqiao.kernel.events import from_wire
from hongqiao.kernel.holdings import Erase, Holding, Keep, Rows, Traces
from hongqiao.kernel.ids import AccountId, bucket_of, to_public
from hongqiao.kernel.ports import Outbox
from hongqiao.kernel.scope import Scope, Viewer
from hongqiao.kernel.sql import Connection

JOURNAL = "erasures.jsonl"
"""In the home, beside the database: which accounts were erased, should it come back from a copy."""

_LAST = ("departure", "account")
"""They go with the receipt: until then it is known that there is something left to do."""

_KINDS = {"feeds": "search and feeds", "search": "search and feeds", "recommendation": "search and feeds"}


class Line(msgspec.Struct, frozen=True):
    """One erasure in the journal: a number, a moment and, in hexadecimal, the hash of the receipt’s key."""

    account: int
    at: datetime
    key_hash: str = ""


class _Overheard:
    """An outbox that also remembers what went through, so that its reactors can run at once."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self.heard: list[tuple[str, bytes]] = []

    async def insert(
        self, db: Connection, *, bucket: int, id_: int, kind: str, body: bytes, at: datetime
    ) -> None:
        """As the outbox does it; the relay will deliver the event once more, and that changes nothing."""
        await self._outbox.insert(db, bucket=bucket, id_=id_, kind=kind, body=body, at=at)
        self.heard.append((kind, body))


async def erase(scope: Scope, account_id: int, handle: str, *, key_hash: bytes) -> Signed:
    """Erases an account and all that is theirs, everywhere; returns the signed receipt.

    Raises Unavailable without a key to sign with, before anything is erased.
    """
    receipts.require_signer(scope)
    traces = await traces_of(scope.db, account_id, handle)
    rows = await count(scope.db, traces)
    as_them = replace(scope, viewer=Viewer(AccountId(account_id), handle))
    pictures = await notes.pictures_of(as_them)
    subjects = subjects_of(traces)
    await _take_back(as_them)
    await translation.forget_subjects(scope, subjects)
    await search.forget_notes(scope, traces.lists["notes"])
    objects = await media.delete_unused(scope, pictures)
    await screening.pictures.forget(scope, pictures)
    held = await _delete(scope, traces)
    note_down(scope.ports.settings.home, Line(account_id, scope.now, key_hash.hex()))
    async with scope.transaction() as tx:
        made = receipts.made(tx, account_id, by_kind(rows), objects, held)
        until = _next_end(scope.now, scope.now)
        signed = await receipts.keep(tx, account_id, handle, made, key_hash=key_hash, until=until)
        await _delete_account(tx, traces)
    await archives.carrying_out.forget_due(scope)
    return signed


async def erase_due(scope: Scope) -> int:
    """Erases whose time of grace is over; for the worker. Returns how many."""
    erased = 0
    for one in await accounts.leaving.due(scope):
        if await accounts.leaving.begin_erasure(scope, one.account_id):
            await erase(scope, one.account_id, one.handle, key_hash=one.key_hash)
            erased += 1
    return erased


async def erase_now(scope: Scope, handle: str) -> tuple[Signed, str]:
    """Erases without a time of grace, for the command line; returns the receipt and its address.

    Raises NotFound for a handle that nobody has.
    """
    found = await accounts.leaving.known(scope, handle)
    key = secrets.token_urlsafe(18)
    async with scope.transaction() as tx:
        await accounts.leaving.step_out(tx, AccountId(found.id), key=key, due_at=scope.now)
        await accounts.leaving.begin_erasure(tx, found.id)
    signed = await erase(scope, found.id, found.handle, key_hash=digest(key))
    return signed, address_of(found.id, key)


async def erase_again(scope: Scope) -> int:
    """Erases anew whoever was erased since the copy was made from which the database came back, under the
    address of their receipt that they were given.

    Returns how many were there again.
    """
    again = 0
    for line in journal(scope.ports.settings.home):
        found = await accounts.leaving.known_by_id(scope, line.account)
        if found is not None:
            await accounts.leaving.begin_erasure(scope, found.id)
            key_hash = bytes.fromhex(line.key_hash) or digest(secrets.token_urlsafe(18))
            await erase(scope, found.id, found.handle, key_hash=key_hash)
            again += 1
    return again


async def end_holds(scope: Scope) -> int:
    """Deletes what had to be kept after an erasure and need not be any more; for the worker.

    Every rule is run at its end, whatever was counted: somebody’s number stands in rows about others too.
    """
    over = await receipts.held_no_longer(scope)
    for account_id, erased_at in over:
        traces = await traces_of(scope.db, account_id, "")
        ended = [one for one in HOLDINGS if _is_over(one, erased_at, scope.now)]
        if any(one.table == "case_evidence" for one in ended):
            await translation.forget_subjects(scope, await trust.let_evidence_go(scope, account_id))
        for one in ended:
            assert isinstance(one.erase, Keep)
            await one.erase.then.run(scope.db, traces)
        await receipts.hold_on(scope, account_id, _next_end(erased_at, scope.now))
    return len(over)


def _is_over(one: Holding, erased_at: datetime, now: datetime) -> bool:
    return isinstance(one.erase, Keep) and erased_at + timedelta(days=one.erase.days) <= now


def _next_end(erased_at: datetime, now: datetime) -> datetime | None:
    ends = (erased_at + timedelta(days=one.erase.days) for one in HOLDINGS if isinstance(one.erase, Keep))
    return min((end for end in ends if end > now), default=None)


def subjects_of(traces: Traces) -> list[str]:
    """Under which names lower features know what is theirs."""
    kinds = (("note", "notes"), ("comment", "comments"), ("board", "boards"), ("draft", "drafts"))
    lists = traces.lists
    named = [f"{kind}:{to_public(id_)}" for kind, name in kinds for id_ in lists.get(name, ())]
    return [f"person:{traces.handle}", *named]


async def count(db: Connection, traces: Traces) -> dict[str, int]:
    """How many rows of each table are theirs."""
    found = {}
    for one in HOLDINGS:
        if isinstance(one.export, Rows):
            found[one.table] = len(await one.export.of(db, traces))
    return found


def by_kind(rows: dict[str, int]) -> dict[str, int]:
    """Rows by the feature that owned them, without what is kept."""
    sums: Counter[str] = Counter()
    for owner, holdings in OWNERS.items():
        for one in holdings:
            if rows.get(one.table) and not isinstance(one.erase, Keep):
                sums[_KINDS.get(owner, owner)] += rows[one.table]
    return dict(sums)


def journal(home: Path) -> list[Line]:
    """All erasures of this home."""
    try:
        lines = (home / JOURNAL).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    return [msgspec.json.decode(line, type=Line) for line in lines if line]


def note_down(home: Path, line: Line) -> None:
    """Adds to the journal; durable when it returns."""
    with (home / JOURNAL).open("ab") as file:
        file.write(msgspec.json.encode(line) + b"\n")
        file.flush()
        os.fsync(file.fileno())


async def _take_back(as_them: Scope) -> None:
    """By each feature’s own acts, and at once what follows: counts and far sides are right after."""
    overheard = _Overheard(as_them.ports.outbox)
    scope = replace(as_them, ports=replace(as_them.ports, outbox=overheard))
    for act in (
        reactions.take_back,
        comments.take_back,
        translation.take_back,
        search.take_back,
        nearby.take_back,
        people.take_back,
        notes.take_back,
        trust.take_back,
        accounts.ages.guardians.take_back,
    ):
        await act(scope)
        await _follow(scope, overheard)


async def _follow(scope: Scope, overheard: _Overheard) -> None:
    """Runs the reactors of what was heard, and of what they tell themselves, until all is quiet."""
    known = reactors()
    while overheard.heard:
        kind, body = overheard.heard.pop(0)
        event: Any = from_wire(kind, body)
        for name in known.names_for(kind):
            reactor = known.named(kind, name)
            assert reactor is not None
            await reactor(scope, event)


async def _delete(scope: Scope, traces: Traces) -> Sequence[receipts.Held]:
    """Runs the rules of the map, all but the account’s; returns what is kept."""
    held = []
    for one in HOLDINGS:
        if isinstance(one.erase, Erase) and one.table not in _LAST:
            await one.erase.run(scope.db, traces)
        elif isinstance(one.erase, Keep):
            if one.erase.at_once is not None:
                await one.erase.at_once.run(scope.db, traces)
            if isinstance(one.export, Rows) and (rows := len(await one.export.of(scope.db, traces))):
                until = scope.now + timedelta(days=one.erase.days)
                held.append(receipts.Held(one.table, rows, one.erase.ground, until))
    return held


async def _delete_account(tx: Scope, traces: Traces) -> None:
    assert bucket_of(traces.account_id) == traces.bucket
    for table in _LAST:
        rule = MAP[table].erase
        assert isinstance(rule, Erase)
        await rule.run(tx.db, traces)
