"""Receipts of erasures: what was removed, what is kept until when and why, signed by the site."""

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from hongqiao.features.accounts.addresses import digest, handle_digest, read_address
from hongqiao.features.accounts.model import account_bucket
from hongqiao.features.accounts.queries import leaving as sql
from hongqiao.kernel.errors import NotFound, Unavailable, mark
from hongqiao.kernel.ids import bucket_of, to_public
from hongqiao.kernel.ports import Signer
from hongqiao.kernel.scope import Scope

HELD_AT_ONCE = 50
STANDS = timedelta(days=3 * 365)
"""How long a receipt can be called up."""


class Held(msgspec.Struct, frozen=True):
    """Rows that stay although their person left; `ground` is a message to translate."""

    table: str
    rows: int
    ground: str
    until: datetime


class Receipt(msgspec.Struct, frozen=True):
    """What an erasure did. It names the account by its number, and nobody by name."""

    site: str
    account: str
    erased_at: datetime
    rows: Mapping[str, int]
    objects: int
    held: Sequence[Held]


class Signed(msgspec.Struct, frozen=True):
    """A receipt as it was signed: `body` is what the signature (hexadecimal) by `key` is over."""

    receipt: Receipt
    body: str
    signature: str
    key: str


def made(
    scope: Scope, account_id: int, rows: Mapping[str, int], objects: int, held: Sequence[Held]
) -> Receipt:
    """The receipt of an erasure of this moment."""
    return Receipt(scope.ports.settings.origin, to_public(account_id), scope.now, rows, objects, held)


def require_signer(scope: Scope) -> Signer:
    """What signs receipts. Raises Unavailable without one."""
    if scope.ports.signer is None:
        raise Unavailable(mark("This site has no key to sign with. Nothing was erased."))
    return scope.ports.signer


async def keep(
    tx: Scope, account_id: int, handle: str, receipt: Receipt, *, key_hash: bytes, until: datetime | None
) -> Signed:
    """Signs and keeps the receipt, and gives the handle to nobody any more. Raises Unavailable without a key.

    In the transaction that deletes the account. `until`: when the first of what has to be kept may go.
    """
    signer = require_signer(tx)
    body = msgspec.json.encode(receipt, order="sorted")
    public, signature = signer.key(), signer.sign(body)
    bucket = bucket_of(account_id)
    await sql.KEEP_RECEIPT.run(
        tx.db, bucket, account_id, key_hash, body.decode(), signature, public, receipt.erased_at, until
    )
    await sql.SPEND_HANDLE.run(tx.db, account_bucket(handle), handle_digest(handle), tx.now)
    return Signed(receipt, body.decode(), signature.hex(), public.hex())


async def receipt(scope: Scope, address: str) -> Signed:
    """The receipt under its secret address. Raises NotFound."""
    account_id, key = read_address(address)
    row = await sql.RECEIPT.maybe(scope.db, bucket_of(account_id), account_id)
    if row is None or not hmac.compare_digest(row.key_hash, digest(key)):
        raise NotFound
    return Signed(_read(row), row.body, row.signature.hex(), row.public_key.hex())


async def held_no_longer(scope: Scope) -> list[tuple[int, datetime]]:
    """Accounts of which something need not be kept any more, and when they were erased; for the worker."""
    rows = await sql.HELD_NO_LONGER.all(scope.db, scope.now, HELD_AT_ONCE)
    return [(row.account_id, _read(row).erased_at) for row in rows]


async def hold_on(scope: Scope, account_id: int, until: datetime | None) -> None:
    """Writes down when the next of what is kept ends; None when nothing is kept any more."""
    await sql.HOLD_UNTIL.run(scope.db, bucket_of(account_id), account_id, until)


async def forget_old(scope: Scope) -> int:
    """Forgets receipts that nobody needs any more; for the worker."""
    return await sql.FORGET_RECEIPTS.run(scope.db, scope.now - STANDS)


def _read(row: sql.ReceiptRow) -> Receipt:
    return msgspec.json.decode(row.body, type=Receipt)
