"""Who follows how many, and who of some people follows somebody: asked by the worker, for feeds."""

from collections.abc import Sequence

from hongqiao.features.people.queries import edges as rows
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.scope import Scope


async def following_count(scope: Scope, account_id: int) -> int:
    """How many somebody follows; 0 for nobody known."""
    return await rows.FOLLOWING_COUNT.maybe(scope.db, bucket_of(account_id), account_id) or 0


async def follow_more_than(scope: Scope, many: int, *, after: int, limit: int) -> list[AccountId]:
    """Those who follow more than so many, by their ids after one; looks in every bucket."""
    return [AccountId(id_) for id_ in await rows.FOLLOW_MORE_THAN.all(scope.db, many, after, limit)]


async def who_follow(scope: Scope, target_id: int, among: Sequence[int]) -> list[AccountId]:
    """Those of these people who follow somebody, as their own side says. One statement."""
    if not among:
        return []
    buckets = [bucket_of(id_) for id_ in among]
    return [AccountId(id_) for id_ in await rows.WHO_FOLLOW.all(scope.db, buckets, list(among), target_id)]
