"""Reading pictures and their bytes."""

from collections.abc import Awaitable, Callable, Iterable, Sequence

import msgspec

from hongqiao.features.media import store
from hongqiao.features.media.model import WORKER_LAG, Picture, is_key, object_name
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.scope import Scope


async def pictures(scope: Scope, keys: Iterable[str]) -> dict[str, Picture]:
    """Pictures by key, those that can be shown; absent ones, and ones about to be swept, are left out.

    One statement.
    """
    wanted = sorted({key for key in keys if is_key(key)})
    if not wanted:
        return {}
    buckets = [bucket_of_name(key) for key in wanted]
    found = await store.PICTURES.all(scope.db, buckets, wanted, scope.now + WORKER_LAG)
    return {picture.key: picture for picture in found}


class Served(msgspec.Struct, frozen=True):
    """The bytes of a rendition, and whether everybody may see it."""

    data: bytes
    is_open: bool


async def served(
    scope: Scope, key: str, width: int, format: str, *, is_seen: Callable[[Sequence[str]], Awaitable[bool]]
) -> Served | None:
    """A rendition for whoever knows its key, if something shows it to them; None for any other.

    `is_seen` says whether they see one of some subjects; it is asked only where none is open to everybody.
    One statement for what is open.
    """
    try:
        name = object_name(key, width, format)
    except ValueError:
        return None
    bucket = bucket_of_name(key)
    is_open = await store.IS_OPEN.maybe(scope.db, bucket, key, width)
    if is_open is None or not (is_open or await is_seen(await store.SHOWN_BY.all(scope.db, bucket, key))):
        return None
    data = await scope.ports.objects.get(name)
    return None if data is None else Served(data, is_open)


async def read(scope: Scope, key: str, width: int, format: str) -> bytes | None:
    """The bytes of a rendition for software of this site; None when there is none, or nothing shows it."""
    try:
        name = object_name(key, width, format)
    except ValueError:
        return None
    if await store.IS_SERVED.maybe(scope.db, bucket_of_name(key), key, width) is None:
        return None
    return await scope.ports.objects.get(name)


async def read_for(scope: Scope, subject: str, key: str, width: int, format: str) -> bytes | None:
    """The bytes of a rendition that this subject keeps, shown or not; whoever asks has checked who asks."""
    try:
        name = object_name(key, width, format)
    except ValueError:
        return None
    if await store.IS_KEPT_FOR.maybe(scope.db, bucket_of_name(key), key, subject) is None:
        return None
    return await scope.ports.objects.get(name)


async def users_of(scope: Scope, key: str) -> list[str]:
    """Every subject that keeps this very picture, oldest first: the same pixels are one picture here."""
    return await store.USERS.all(scope.db, bucket_of_name(key), key) if is_key(key) else []
