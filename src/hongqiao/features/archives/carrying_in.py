"""Archives that members bring: taken from the page in parts, read by the worker, told in a receipt."""

import secrets
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace

import msgspec

from hongqiao.features import people
from hongqiao.features.archives import store
from hongqiao.features.archives.bringing import bring
from hongqiao.features.archives.model import SOURCES, UPLOAD_BYTES, Receipt
from hongqiao.features.archives.parcels import PART_BYTES, Packing, folder_of, unpack
from hongqiao.features.archives.store import InRow
from hongqiao.features.archives.zips import opened
from hongqiao.features.site import declare_limit, spend
from hongqiao.kernel.errors import Invalid, Refusal, TooLarge, Unavailable, mark
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.ports.jobs import BACKFILL
from hongqiao.kernel.scope import Scope, Viewer

JOB = "archive-in"
BROUGHT_A_DAY = declare_limit("archives brought", 10, 86_400)
AUDIENCES = (0, 1, 2)


class Wanted(msgspec.Struct, frozen=True):
    """What the worker is told: the archive, and whose."""

    id: int
    account_id: int
    handle: str


async def take_upload(scope: Scope, pieces: AsyncIterator[bytes], *, source: str, audience: int) -> int:
    """Keeps an uploaded archive for the worker; returns its id.

    Raises Invalid, TooLarge beyond UPLOAD_BYTES (what was stored is deleted again), TooSoon after ten a day.
    """
    if source not in SOURCES:
        raise Invalid(fields={"source": mark("Choose where the archive is from.")})
    if audience not in AUDIENCES:
        raise Invalid(fields={"audience": mark("Choose who can read it.")})
    await spend(scope, BROUGHT_A_DAY, str(scope.me))
    key = secrets.token_hex(16)
    packing, size = Packing(scope.ports.objects, key), 0
    try:
        async for piece in pieces:
            size += packing.write(piece)
            if size > UPLOAD_BYTES:
                raise TooLarge(
                    mark("This archive is larger than 200 MB. Ask whoever runs this site to take it in.")
                )
            await packing.flush_parts()
        packed = await packing.done()
        if not packed.size_bytes:
            raise Invalid(fields={"file": mark("Choose the archive first.")})
        return await _keep(scope, key, packed.parts, packed.size_bytes, source, audience)
    except BaseException:
        await scope.ports.objects.delete_all(folder_of(key))
        raise


async def brought(scope: Scope) -> list[tuple[InRow, Receipt]]:
    """The viewer’s archives with what came of them, newest first, 20 at most."""
    rows = await store.INS.all(scope.db, bucket_of(scope.me), scope.me)
    return [(row, read_receipt(row.receipt)) for row in rows]


async def run_job(scope: Scope, body: bytes) -> None:
    """Reads one archive, and deletes it whatever came of it. Doing it again goes on where it ended."""
    wanted = msgspec.json.decode(body, type=Wanted)
    bucket = bucket_of(wanted.account_id)
    row = await store.IN.maybe(scope.db, bucket, wanted.id)
    if row is None or row.state != "waiting":
        return
    state, receipt = "done", Receipt()
    try:
        receipt = await _read(scope, row, wanted.handle)
    except Unavailable:
        raise  # the darkroom or the disk is away: the job comes back
    except Refusal as refusal:
        told = getattr(refusal, "fields", {}).values()
        state, receipt = "refused", Receipt(trouble=next(iter(told), refusal.message))
    told_bytes = msgspec.json.encode(receipt)
    await store.END_IN.run(scope.db, bucket, row.id, state, told_bytes, scope.now)
    await scope.ports.objects.delete_all(folder_of(row.key))


def read_receipt(told: bytes) -> Receipt:
    """The receipt as it is kept; an empty one while the archive waits."""
    return msgspec.json.decode(told, type=Receipt) if told else Receipt()


async def _keep(scope: Scope, key: str, parts: int, size: int, source: str, audience: int) -> int:
    bucket = bucket_of(scope.me)
    row_id = scope.ids.make(bucket)
    body = msgspec.json.encode(Wanted(row_id, scope.me, scope.viewer.handle))
    async with scope.transaction() as tx:
        await store.INSERT_IN.run(
            tx.db, bucket, row_id, scope.me, key, source, audience, parts, size, scope.now
        )
        await tx.ports.jobs.add(tx.db, JOB, body, bucket=bucket, priority=BACKFILL, once_as=f"{JOB}:{row_id}")
    return row_id


async def _read(scope: Scope, row: InRow, handle: str) -> Receipt:
    author = await person_of(scope, handle)
    with tempfile.TemporaryFile() as file:
        await unpack(scope.ports.objects, row.key, row.parts, file)
        with opened(file) as archive:
            return await bring(author, archive, source=row.source, audience=row.audience)


async def person_of(scope: Scope, handle: str) -> Scope:
    """A scope in which this member acts. Raises NotFound."""
    known = await people.person(scope, handle)
    viewer = Viewer(AccountId(known.id), known.handle, reads=(known.lang,))
    return replace(scope, viewer=viewer)


PIECE_BYTES = PART_BYTES // 8
"""How much of an upload is read at a time."""
