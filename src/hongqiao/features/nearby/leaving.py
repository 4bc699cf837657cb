"""Places of somebody who is erased: their own, and those of their notes."""

from hongqiao.features.nearby import store
from hongqiao.features.nearby.places import forget
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.scope import Scope


async def take_back(scope: Scope) -> None:
    """Takes the viewer and all their notes off the map. Emits NotePlaced for each note. For an erasure."""
    bucket, me = bucket_of(scope.me), scope.me
    while True:
        async with scope.transaction() as tx:
            await forget(tx)
        if not await store.PLACED_BY.all(scope.db, bucket, me, 1):
            return
