"""Reading pictures and their bytes."""

from collections.abc import Iterable

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


async def read(scope: Scope, key: str, width: int, format: str) -> bytes | None:
    """The bytes of a rendition for whoever knows its key; None when there is none, or nothing shows it."""
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
