"""Somebody’s own archive: asked for, made by the worker, signed, fetched for a week, then gone."""

import hashlib
import secrets
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import datetime, timedelta

import msgspec

from hongqiao.features import media
from hongqiao.features.accounts import notices, proofs
from hongqiao.features.archives import store
from hongqiao.features.archives.gathering import FILE_FORMAT, Gathered, gather
from hongqiao.features.archives.kinds import TRAVELS, hash_of
from hongqiao.features.archives.model import KEPT_FOR
from hongqiao.features.archives.parcels import Packed, Packing, folder_of, parts_of
from hongqiao.features.archives.signing import (
    MANIFEST,
    SIGNATURE,
    FileLine,
    KindLine,
    Manifest,
    Signature,
    sealed,
)
from hongqiao.features.archives.store import OutRow
from hongqiao.features.site import declare_limit, spend
from hongqiao.kernel.errors import Conflict, NotFound, Unavailable, mark
from hongqiao.kernel.holdings import Holding, Traces
from hongqiao.kernel.ids import AccountId, LoginId, bucket_of
from hongqiao.kernel.ports.jobs import BACKFILL
from hongqiao.kernel.scope import Scope

JOB = "archive-out"
ASKED_A_DAY = declare_limit("archives asked for", 3, 86_400)
STALLED_AFTER = timedelta(hours=6)
WAITS_FOR = KEPT_FOR  # one that never got ready is forgotten as one that nobody fetched

TracesOf = Callable[[object, int, str], Awaitable[Traces]]
Page = Callable[[Manifest, Gathered], Iterable[tuple[str, bytes]]]
"""Makes the files by which an archive is read without a site: names and bytes."""


class Wanted(msgspec.Struct, frozen=True):
    """What the worker is told."""

    id: int
    account_id: int
    handle: str


async def ask(scope: Scope, *, login: LoginId | None = None, device: str = "", place: str = "") -> int:
    """Asks for the viewer’s archive; their other devices are told, since somebody else might have asked.

    Raises ProofNeeded, TooSoon after three a day, Conflict while one is made.
    """
    proofs.require_fresh(scope)
    if any(is_being_made(row, scope.now) for row in await asked(scope)):
        raise Conflict(mark("Your archive is being made already."))
    await spend(scope, ASKED_A_DAY, str(scope.me))
    bucket = bucket_of(scope.me)
    row_id, key = scope.ids.make(bucket), secrets.token_hex(16)
    body = msgspec.json.encode(Wanted(row_id, scope.me, scope.viewer.handle))
    locale, ends = scope.viewer.locale, scope.now + WAITS_FOR
    async with scope.transaction() as tx:
        await store.INSERT_OUT.run(tx.db, bucket, row_id, scope.me, key, locale, scope.now, ends)
        await notices.leave(tx, scope.me, "archive_asked", device=device, place=place, but_for=login)
        await tx.ports.jobs.add(tx.db, JOB, body, bucket=bucket, priority=BACKFILL, once_as=f"{JOB}:{row_id}")
    return row_id


def is_being_made(row: OutRow, now: datetime) -> bool:
    """Whether the worker is at it; what it had not done in hours has failed, and may be asked for again."""
    return row.state == "asked" and now < row.made_at + STALLED_AFTER


async def asked(scope: Scope) -> list[OutRow]:
    """The viewer’s archives that are made or wait to be fetched, newest first."""
    return await store.OUTS.all(scope.db, bucket_of(scope.me), scope.me, scope.now)


async def opened(scope: Scope, key: str) -> tuple[OutRow, AsyncIterator[bytes]]:
    """The viewer’s finished archive under this key, and its bytes. Raises NotFound, for everybody else
    too, and ProofNeeded when it is theirs.
    """
    row = await store.READY_OUT.maybe(scope.db, bucket_of(scope.me), scope.me, key, scope.now)
    if row is None:
        raise NotFound
    proofs.require_fresh(scope)
    return row, parts_of(scope.ports.objects, row.key, row.parts)


async def withdraw(scope: Scope, key: str) -> None:
    """Deletes the viewer’s finished archive at once. Raises NotFound."""
    row = await store.READY_OUT.maybe(scope.db, bucket_of(scope.me), scope.me, key, scope.now)
    if row is None:
        raise NotFound
    await store.END_OUT.run(scope.db, bucket_of(scope.me), row.id, scope.now)
    await scope.ports.objects.delete_all(folder_of(row.key))


async def run_job(
    scope: Scope, body: bytes, *, holdings: Iterable[Holding], traces_of: TracesOf, page: Page
) -> None:
    """Makes one archive. Doing it again makes it anew. Raises Unavailable without a key to sign with."""
    wanted = msgspec.json.decode(body, type=Wanted)
    bucket = bucket_of(wanted.account_id)
    row = await store.OUT.maybe(scope.db, bucket, wanted.id)
    if row is None or row.state != "asked" or row.account_id != wanted.account_id:
        return
    traces = await traces_of(scope.db, wanted.account_id, wanted.handle)
    gathered = await gather(scope, traces, holdings)
    await scope.ports.objects.delete_all(folder_of(row.key))
    packing = Packing(scope.ports.objects, row.key)
    packed = await write(scope, packing, gathered, handle=wanted.handle, locale=row.locale, page=page)
    is_wanted = await store.FINISH_OUT.run(
        scope.db,
        bucket,
        row.id,
        "ready",
        packed.parts,
        packed.size_bytes,
        packed.hash,
        scope.now,
        scope.now + KEPT_FOR,
    )
    if is_wanted:
        await notices.announce_archive(scope, AccountId(wanted.account_id))
    else:  # the account ended meanwhile
        await scope.ports.objects.delete_all(folder_of(row.key))


async def write(
    scope: Scope, packing: Packing, gathered: Gathered, *, handle: str, locale: str, page: Page
) -> Packed:
    """Writes the zip: pictures, a file of JSON a kind, the page to read it, the manifest, its signature."""
    files: list[FileLine] = []
    with zipfile.ZipFile(packing, "w") as archive:  # type: ignore[call-overload]

        async def put(name: str, data: bytes, *, is_packed: bool = True) -> None:
            info = zipfile.ZipInfo(name, scope.now.timetuple()[:6])
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
            archive.writestr(info, data)
            await packing.flush_parts()
            files.append(FileLine(name, len(data), hashlib.sha256(data).hexdigest()))

        written: set[str] = set()
        for picture in gathered.pictures:
            data = await media.read(scope, picture.key, picture.width, FILE_FORMAT)
            if data is not None and picture.name not in written:
                written.add(picture.name)
                await put(picture.name, data, is_packed=False)
        for kind, rows in gathered.kinds.items():
            await put(f"data/{kind}.json", msgspec.json.format(msgspec.json.encode(rows), indent=1))
        for name, data in page(_manifest(scope, gathered, handle, locale, files), gathered):
            await put(name, data)
        manifest = msgspec.json.encode(_manifest(scope, gathered, handle, locale, files))
        signature = _signed(scope, manifest)
        await put(MANIFEST, manifest)
        await put(SIGNATURE, signature)
    return await packing.done()


async def forget_due(scope: Scope) -> None:
    """Deletes archives whose time is over, and those of accounts that ended; for the worker."""
    for row in await store.DUE_OUTS.all(scope.db, scope.now):
        await scope.ports.objects.delete_all(folder_of(row.key))
        await store.FORGET_OUT.run(scope.db, row.bucket, row.id, scope.now)
    for row in await store.ENDED_INS.all(scope.db):
        await scope.ports.objects.delete_all(folder_of(row.key))
        await store.FORGET_IN.run(scope.db, row.bucket, row.id)


def _manifest(scope: Scope, gathered: Gathered, handle: str, locale: str, files: list[FileLine]) -> Manifest:
    settings = scope.ports.settings
    kinds = tuple(
        KindLine(kind, len(rows), hash_of(kind, rows) if kind in TRAVELS else "", kind in TRAVELS)
        for kind, rows in gathered.kinds.items()
    )
    made_at = scope.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    return Manifest(settings.origin, settings.site_name, made_at, handle, locale, kinds, tuple(files))


def _signed(scope: Scope, manifest: bytes) -> bytes:
    signer = scope.ports.signer
    if signer is None:
        raise Unavailable(mark("This site has no key to sign with, so nothing can be decided now."))
    message = sealed(manifest)
    return msgspec.json.encode(Signature(signer.key().hex(), signer.sign(message).hex()))
