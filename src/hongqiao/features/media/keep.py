"""Keeping pictures for a subject, letting them go, and sweeping away those that nobody keeps.

A picture is loose once taken, kept while a subject shows it, left when the last one let it go, and going once
a sweep has it. Its objects are deleted only in the last state, and the row after them, so that
a process that dies at any moment leaves neither a row without objects nor objects without a row.
"""

from collections.abc import Iterable
from datetime import datetime

from hongqiao.features.media import store
from hongqiao.features.media.model import LEFT_FOR, folder_of, is_key
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.scope import Scope

SWEPT_AT_ONCE = 100


async def keep(scope: Scope, keys: Iterable[str], *, subject: str) -> None:
    """Keeps the pictures for this subject; twice is once. Each key is a transaction in its own bucket.

    Until `show` says more, `served` asks who may see the subject. Keeps all that are there, then raises
    Invalid if any isn't.
    """
    await _keep_each(scope, keys, subject, is_shown=True)


async def preserve(scope: Scope, keys: Iterable[str], *, subject: str) -> None:
    """As keep, and only `read_for` gives the picture out for this subject: evidence, kept out of reach."""
    await _keep_each(scope, keys, subject, is_shown=False)


async def hide(scope: Scope, keys: Iterable[str], *, subject: str) -> None:
    """The subject goes on keeping the pictures and no longer shows them; twice is once."""
    for key in filter(is_key, _in_order(keys)):
        await store.SHOW_USE.run(scope.db, bucket_of_name(key), key, subject, False, False)


async def show(scope: Scope, keys: Iterable[str], *, subject: str, is_open: bool) -> None:
    """Takes `hide` back, and says whether the subject shows the pictures to everybody; twice is once."""
    for key in filter(is_key, _in_order(keys)):
        await store.SHOW_USE.run(scope.db, bucket_of_name(key), key, subject, True, is_open)


async def release(scope: Scope, keys: Iterable[str], *, subject: str) -> None:
    """Lets the pictures go for this subject; twice is once. Each key is a transaction in its own bucket.

    What no subject keeps any more is not served from then on; a sweep deletes it an hour later, so that
    a subject whose wish to keep it is still on its way finds it.
    """
    for key in filter(is_key, _in_order(keys)):
        bucket = bucket_of_name(key)
        async with scope.transaction() as tx:
            await store.LOCK.maybe(tx.db, bucket, key)  # of two who let go at once, the second sees the first
            if await store.REMOVE_USE.run(tx.db, bucket, key, subject):
                await store.LEAVE.run(tx.db, bucket, key, tx.now + LEFT_FOR)


async def sweep(scope: Scope) -> int:
    """Deletes some pictures that are due: never kept for 48 hours, or left for one.

    For the worker, every minute or so, and again while it returns more than 0: how many it dealt with.
    A picture is marked by one sweep and deleted by a later one. Costs some 5 ms a picture.
    """
    going = await store.GOING.all(scope.db, SWEPT_AT_ONCE)
    for key in _in_order(going):
        await _delete(scope, key)
    due = await store.DUE.all(scope.db, scope.now, SWEPT_AT_ONCE)
    for key in _in_order(due):
        await store.GIVE_UP.run(scope.db, bucket_of_name(key), key, scope.now)
    return len(going) + len(due)


async def collect_orphans(scope: Scope, before: datetime) -> int:
    """Deletes objects that no row tells of and that are older than this; for the worker, once a day.

    There are none unless the database came back from a copy. Returns how many pictures that were.
    """
    folders = await scope.ports.objects.folders(before=before)
    gone = 0
    for at in range(0, len(folders), SWEPT_AT_ONCE):
        some = {name.rpartition("/")[2]: name for name in folders[at : at + SWEPT_AT_ONCE]}
        keys = [key for key in some if is_key(key)]
        known = set(await store.KNOWN.all(scope.db, [bucket_of_name(key) for key in keys], keys))
        for key in keys:
            if key not in known:
                await scope.ports.objects.delete_all(some[key])
                gone += 1
    return gone


async def delete_unused(scope: Scope, keys: Iterable[str]) -> int:
    """Deletes those of the pictures that nothing shows, with all renditions, without the hour of patience.

    For an erasure. Returns how many.
    """
    deleted = 0
    for key in filter(is_key, _in_order(keys)):
        if await store.GIVE_UP_UNUSED.run(scope.db, bucket_of_name(key), key, scope.now):
            await _delete(scope, key)
            deleted += 1
    return deleted


async def _keep_each(scope: Scope, keys: Iterable[str], subject: str, *, is_shown: bool) -> None:
    missing = []
    for key in _in_order(keys):
        if not (is_key(key) and await _keep_one(scope, key, subject, is_shown=is_shown)):
            missing.append(key)
    if missing:
        raise Invalid(mark("One of the pictures is gone. Add it again."), detail=", ".join(missing)[:500])


async def _keep_one(scope: Scope, key: str, subject: str, *, is_shown: bool) -> bool:
    bucket = bucket_of_name(key)
    async with scope.transaction() as tx:
        is_there = await store.KEEP.run(tx.db, bucket, key) > 0
        if is_there:
            await store.ADD_USE.run(tx.db, bucket, key, subject, tx.now, is_shown)
    return is_there


async def _delete(scope: Scope, key: str) -> None:
    bucket = bucket_of_name(key)
    async with scope.transaction() as tx:
        if await store.LOCK_GOING.maybe(tx.db, bucket, key) is None:
            return  # taken again, or swept by another worker
        await tx.ports.objects.delete_all(folder_of(key))
        await store.DELETE.run(tx.db, bucket, key)


def _in_order(keys: Iterable[str]) -> list[str]:
    """Each key once and always in the same order, so that two callers never wait for each other."""
    return sorted(set(keys))
