"""The register: requests about data, notices about copyright and intimate pictures, incidents; with clocks.

A form is there only where a policy pack asks for it. Whoever asks without an account gets a key.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime

import msgspec

from hongqiao.features.trust import clocks
from hongqiao.features.trust.casework import checked_words
from hongqiao.features.trust.deadlines import Clock
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.matters import (
    CLOSED,
    KINDS,
    OPEN,
    RIGHTS,
    TICK,
    Asks,
    Kind,
    Matter,
    checked,
    may_work_on,
)
from hongqiao.features.trust.queries import register as sql
from hongqiao.features.trust.queries.register import MatterLine
from hongqiao.features.trust.reports import Receipt
from hongqiao.features.trust.rules import rules
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, SignInNeeded, mark
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.scope import Scope

__all__ = [
    "CLOSED", "KINDS", "OPEN", "RIGHTS", "TICK", "Asks", "Kind", "Matter", "MatterFile", "close", "extend",
    "forget_closed", "forms_here", "go_on", "lodge", "matter", "matters", "note", "open_breach",
    "own_requests", "require_form", "wait",
]  # fmt: skip

_SHOWN_AT_MOST = 200


class MatterFile(msgspec.Struct, frozen=True):
    """A matter with what was noted and its deadline, if it has one."""

    matter: Matter
    lines: "list[MatterLine]"
    clock: Clock | None


def forms_here(scope: Scope) -> list[Kind]:
    """The forms that the packs of this site ask for."""
    asked = rules(scope.ports.settings, on=scope.now.date()).forms
    return [kind for kind, asks in KINDS.items() if asks.form in asked]


def require_form(scope: Scope, kind: str) -> Kind:
    """The kind, if its form is there. Raises NotFound otherwise."""
    found = next((one for one in forms_here(scope) if one == kind), None)
    if found is None:
        raise NotFound
    return found


async def lodge(tx: Scope, kind: Kind, given: Mapping[str, str], *, lang: str) -> Receipt:
    """Takes a form and starts its clock. Raises Invalid by field, SignInNeeded where it needs an account."""
    require_form(tx, kind)
    me = tx.viewer.account_id
    if KINDS[kind].needs_account and me is None:
        raise SignInNeeded
    return await _open(tx, kind, given, lang=lang)


async def open_breach(tx: Scope, given: Mapping[str, str], *, lang: str) -> int:
    """Opens an incident at the moment in which the operator knows of it. For administrators."""
    _require(tx, "breach")
    return (await _open(tx, "breach", given, lang=lang)).id


async def matters(scope: Scope, *, at_most: int = _SHOWN_AT_MOST) -> list[Matter]:
    """All that the viewer may work on, open ones first. Raises NotFound for all but staff."""
    kinds = [kind for kind in KINDS if may_work_on(kind, scope.viewer.role)]
    if not kinds:
        raise NotFound
    return await sql.MATTERS.all(scope.db, BUCKET, kinds, at_most)


async def own_requests(scope: Scope) -> list[Matter]:
    """What the viewer asked for."""
    return await sql.OWN.all(scope.db, BUCKET, scope.me)


async def matter(scope: Scope, matter_id: int, *, key: str = "") -> MatterFile:
    """For whoever asked (by account or key) and for those who work on it. Raises NotFound for others."""
    found = await sql.MATTER.maybe(scope.db, BUCKET, matter_id) if bucket_of(matter_id) == BUCKET else None
    if found is None or not (_is_theirs(scope, found, key) or may_work_on(found.kind, scope.viewer.role)):
        raise NotFound
    lines = await sql.LINES.all(scope.db, BUCKET, matter_id)
    clock = next(iter(await clocks.clocks_of(scope, matter_id)), None)
    return MatterFile(found, lines, clock)


async def note(tx: Scope, matter_id: int, words: str) -> None:
    """Writes down what was done. Raises Invalid for nothing, NotFound for who doesn’t work on it."""
    found = await _held(tx, matter_id)
    await _say(tx, found, checked_words(words))


async def extend(tx: Scope, matter_id: int, words: str) -> None:
    """Takes the longer time that the law allows, once, and says why; whoever asked reads it."""
    found = await _held(tx, matter_id)
    why = checked_words(words)
    if not KINDS[found.kind].clock:
        raise Invalid(mark("This deadline can’t be extended further."))
    await clocks.extend(tx, matter_id, KINDS[found.kind].clock)
    await _say(tx, found, why)


async def wait(tx: Scope, matter_id: int, words: str) -> None:
    """Asks for what is missing to know who somebody is or what they mean, and says what; the deadline stands
    still until go_on. Whoever asked reads it. Raises Invalid for a matter whose law knows no such pause.
    """
    found = await _held(tx, matter_id)
    asked = checked_words(words)
    await clocks.pause(tx, matter_id, _may_wait(found))
    await _say(tx, found, asked)


async def go_on(tx: Scope, matter_id: int, words: str) -> None:
    """What was missing is there: the deadline goes on. Raises Conflict if it didn’t stand still."""
    found = await _held(tx, matter_id)
    came = checked_words(words)
    await clocks.resume(tx, matter_id, _may_wait(found))
    await _say(tx, found, came)


async def close(tx: Scope, matter_id: int, outcome: str) -> None:
    """Ends it with what was done, which is the proof for its clock. Raises Invalid too early."""
    found = await _held(tx, matter_id)
    told = checked_words(outcome)
    if any(clock.kind == KINDS[found.kind].clock for clock in await clocks.clocks_of(tx, matter_id)):
        await clocks.finish(tx, matter_id, KINDS[found.kind].clock, proof=told)
    await sql.CLOSE.run(tx.db, BUCKET, matter_id, told, tx.now)


async def forget_closed(scope: Scope, before: datetime) -> None:
    """Deletes matters that were answered before this moment, with their lines; for the worker, once a day."""
    await sql.FORGET_CLOSED.run(scope.db, BUCKET, before)


async def _open(tx: Scope, kind: Kind, given: Mapping[str, str], *, lang: str) -> Receipt:
    kept = checked(kind, given)
    me, key, id_ = tx.viewer.account_id, secrets.token_urlsafe(24), tx.ids.make(BUCKET)
    body, key_hash = msgspec.json.encode(kept).decode(), None if me is not None else _hash(key)
    await sql.INSERT.run(tx.db, BUCKET, id_, kind, me, body, lang, key_hash, tx.now)
    if KINDS[kind].clock:
        await clocks.start(tx, id_, KINDS[kind].clock)
    return Receipt(id_, "" if me is not None else key)


async def _held(tx: Scope, matter_id: int) -> Matter:
    found = await sql.LOCK.maybe(tx.db, BUCKET, matter_id) if bucket_of(matter_id) == BUCKET else None
    if found is None:
        raise NotFound
    _require(tx, found.kind)
    if found.state != OPEN:
        raise Conflict(mark("This is closed already."))
    return found


async def _say(tx: Scope, found: Matter, words: str) -> None:
    id_, by = tx.ids.make(BUCKET), tx.viewer
    await sql.ADD_LINE.run(tx.db, BUCKET, found.id, id_, by.account_id or 0, by.handle, words, tx.now)


def _may_wait(found: Matter) -> str:
    """Source: EDPB, Guidelines 01/2022 on the right of access, 157, on GDPR art. 12(6)."""
    if not KINDS[found.kind].may_wait:
        raise Invalid(mark("This deadline doesn’t stand still."))
    return KINDS[found.kind].clock


def _require(scope: Scope, kind: Kind) -> None:
    if not may_work_on(kind, scope.viewer.role):
        raise NotFound


def _is_theirs(scope: Scope, found: Matter, key: str) -> bool:
    if found.person_id is not None:
        return found.person_id == scope.viewer.account_id
    return bool(key) and found.key_hash is not None and hmac.compare_digest(_hash(key), found.key_hash)


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode(errors="replace")).digest()
