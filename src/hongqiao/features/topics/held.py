"""The atlas that this process goes by: read anew at most once a minute, and at once where people decided."""

import time

from hongqiao.features.topics import store
from hongqiao.features.topics.atlas import Atlas, changed, shipped
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.scope import Scope

BUCKET = bucket_of_name("topics")
"""All changes live in one bucket: they are few, and everybody reads all of them."""
LOOK_AGAIN_S = 60.0
CHANGES_AT_MOST = 50_000


class Held:
    """What one process holds: the atlas, up to which act, and when it looked."""

    def __init__(self) -> None:
        self.atlas: Atlas | None = None
        self.newest_act = 0
        self.looked_at_s = float("-inf")


_held = Held()


def atlas() -> Atlas:
    """The atlas as this process knows it; the shipped one before refresh() was called."""
    return _held.atlas or shipped()


async def refresh(scope: Scope) -> Atlas:
    """The atlas with what people decided, at most a minute old. Two statements a minute, one bucket."""
    if time.monotonic() - _held.looked_at_s >= LOOK_AGAIN_S:
        await reread(scope)
    return atlas()


async def reread(scope: Scope) -> None:
    """Looks now whether people decided something, and makes the atlas anew if they did."""
    _held.looked_at_s = time.monotonic()
    newest = await store.NEWEST_ACT.one(scope.db, BUCKET)
    if newest != _held.newest_act:
        changes = await store.ACCEPTED.all(scope.db, BUCKET, CHANGES_AT_MOST)
        _held.atlas, _held.newest_act = changed(changes), newest


def forget() -> None:
    """Goes by the shipped atlas until the next refresh(): for another database."""
    _held.__init__()  # type: ignore[misc]
