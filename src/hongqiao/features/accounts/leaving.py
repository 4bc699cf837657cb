"""Leaving: out of sight at once, erased after a time of grace, and back by signing in until then."""

import hmac
import secrets
from datetime import datetime, timedelta

import msgspec

from hongqiao.features import trust
from hongqiao.features.accounts import notices, receipts, store
from hongqiao.features.accounts.addresses import address_of, digest, read_address
from hongqiao.features.accounts.events import AccountLeft, AccountReturned
from hongqiao.features.accounts.model import account_bucket
from hongqiao.features.accounts.proofs import require_fresh
from hongqiao.features.accounts.queries import devices
from hongqiao.features.accounts.queries import leaving as sql
from hongqiao.features.accounts.queries.leaving import Due, Known
from hongqiao.features.accounts.receipts import Receipt, Signed
from hongqiao.kernel.errors import Conflict, NotFound, mark
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.scope import Scope

DUE_AT_ONCE = 20


class Leaving(msgspec.Struct, frozen=True):
    """Somebody who asked to be erased; `address` opens what becomes of it without signing in."""

    due_at: datetime
    address: str


def grace(scope: Scope) -> timedelta:
    """How long somebody can still come back."""
    return timedelta(days=scope.ports.settings.leaving_days)


async def leave(tx: Scope) -> Leaving:
    """The viewer leaves: their logins end, and nobody sees them any more. Emits AccountLeft.

    Call it in a transaction. The address is told this once. Raises ProofNeeded unless they proved of late who
    they are, and Conflict for somebody suspended who is leaving already.
    """
    require_fresh(tx)
    if await leaves_at(tx) is not None:
        raise Conflict(mark("You have asked for this already."))
    key = secrets.token_urlsafe(18)
    due_at = tx.now + grace(tx)
    await step_out(tx, tx.me, key=key, due_at=due_at)
    return Leaving(due_at, address_of(tx.me, key))


async def step_out(tx: Scope, account_id: AccountId, *, key: str, due_at: datetime) -> None:
    """Takes an account out of sight and writes down when it is to be erased. Emits AccountLeft."""
    bucket = bucket_of(account_id)
    await sql.ASK.run(tx.db, bucket, account_id, digest(key), tx.now, due_at)
    await sql.STEP_OUT.run(tx.db, bucket, account_id)
    await devices.END_LOGINS.run(tx.db, bucket, account_id, 0)
    await devices.END_HALVES.run(tx.db, bucket, account_id)
    await devices.END_ALL_TRUSTED.run(tx.db, bucket, account_id)
    await tx.record(AccountLeft(bucket=bucket, account_id=account_id))


async def come_back(scope: Scope, account_id: AccountId, *, device: str, place: str) -> None:
    """Somebody who left has signed in again: nothing is erased, all is as it was. Emits AccountReturned.

    Changes nothing for others. Whom a decision keeps out since they left is suspended from now on: leaving is
    no way around it, and their departure goes on until they take it back with stay.
    """
    bucket = bucket_of(account_id)
    async with scope.transaction() as tx:
        if await sql.STEP_IN.run(tx.db, bucket, account_id):
            if await trust.decisions.suspension_of(tx, account_id) is not None:
                await store.SUSPEND.run(tx.db, bucket, account_id)
                return
            await sql.STAY.run(tx.db, bucket, account_id)
            await notices.leave(tx, account_id, "came_back", device=device, place=place)
            await tx.record(AccountReturned(bucket=bucket, account_id=account_id))


async def leaves_at(scope: Scope) -> datetime | None:
    """When the viewer, who is suspended, is erased because they asked for it; None when they did not."""
    row = await sql.DEPARTURE.maybe(scope.db, bucket_of(scope.me), scope.me)
    return row.due_at if row else None


async def stay(tx: Scope, *, device: str, place: str) -> None:
    """Takes the departure of somebody suspended back, whom signing in does not bring back by itself.

    Call it in a transaction. Emits AccountReturned. Raises NotFound when they did not leave.
    """
    bucket = bucket_of(tx.me)
    if not await sql.STAY.run(tx.db, bucket, tx.me):
        raise NotFound
    await notices.leave(tx, tx.me, "came_back", device=device, place=place)
    await tx.record(AccountReturned(bucket=bucket, account_id=tx.me))


async def is_away(scope: Scope, account_id: int) -> bool:
    """Whether this account left, or is not there any more; for reactors."""
    found = await sql.IS_AWAY.maybe(scope.db, bucket_of(account_id), account_id)
    return found is None or found


async def is_there(scope: Scope, account_id: int) -> bool:
    """Whether there is such an account, in whatever state: late news of an erased one must change nothing."""
    return await sql.IS_THERE.maybe(scope.db, bucket_of(account_id), account_id) is not None


async def due(scope: Scope) -> list[Due]:
    """Whose time of grace is over, some at once; for the worker."""
    return await sql.DUE.all(scope.db, scope.now, DUE_AT_ONCE)


async def begin_erasure(scope: Scope, account_id: int) -> bool:
    """Shuts the way back; False when somebody took it since their departure was found to be due."""
    return bool(await sql.BEGIN_ERASURE.run(scope.db, bucket_of(account_id), account_id, scope.now))


async def known(scope: Scope, handle: str) -> Known:
    """The account under a handle, whatever its state; for the command line. Raises NotFound."""
    found = await sql.KNOWN.maybe(scope.db, account_bucket(handle), handle)
    if found is None:
        raise NotFound
    return found


async def known_by_id(scope: Scope, account_id: int) -> Known | None:
    """The account with this id, whatever its state; for the command line."""
    return await sql.KNOWN_BY_ID.maybe(scope.db, bucket_of(account_id), account_id)


async def stands_until(scope: Scope, address: str) -> datetime | None:
    """When the departure under this address is due; None when there is none (any more)."""
    account_id, key = read_address(address)
    row = await sql.DEPARTURE.maybe(scope.db, bucket_of(account_id), account_id)
    return row.due_at if row is not None and hmac.compare_digest(row.key_hash, digest(key)) else None


async def receipt(scope: Scope, address: str) -> Signed:
    """What an erasure did, for whoever has the address. Raises NotFound before it and without the address."""
    return await receipts.receipt(scope, address)


def grounds(told: Receipt) -> list[tuple[str, datetime]]:
    """Why something is kept, each ground once, with the last of its ends."""
    ends = {one.ground: one.until for one in sorted(told.held, key=lambda held: held.until)}
    return list(ends.items())
