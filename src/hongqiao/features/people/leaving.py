"""People who leave: nobody sees them; in the end nobody follows them, and they follow nobody."""

from dataclasses import replace

from hongqiao.features import accounts
from hongqiao.features.people import store
from hongqiao.features.people.events import Unfollowed
from hongqiao.features.people.follows import unfollow
from hongqiao.features.people.queries import leaving as sql
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.scope import Scope, Viewer


def register(reactors: Reactors) -> None:
    """Registers what people do when somebody leaves or comes back."""
    for event in (accounts.leaving.AccountLeft, accounts.leaving.AccountReturned):
        reactors.on(event, "people.follow_leaving", follow_leaving)


async def follow_leaving(
    scope: Scope, event: accounts.leaving.AccountLeft | accounts.leaving.AccountReturned
) -> None:
    """Shows a profile to nobody while its account is away."""

    async def is_away() -> bool:
        return await accounts.leaving.is_away(scope, event.account_id)

    async def make_equal(away: bool) -> None:
        await (sql.STEP_OUT if away else sql.STEP_IN).run(scope.db, event.bucket, event.account_id)

    await settle(is_away, make_equal)


async def take_back(scope: Scope) -> None:
    """Takes back whom the viewer follows and who follows them.

    Emits Unfollowed for each; its reactor clears the far side. For an erasure.
    """
    me, bucket = scope.me, bucket_of(scope.me)
    while targets := await sql.TARGETS.all(scope.db, bucket, me):
        for target in targets:
            async with scope.transaction() as tx:
                await unfollow(tx, AccountId(target))
    last = 0
    while followers := await sql.FOLLOWERS.all(scope.db, bucket, me, last):
        for follower in followers:
            await _unfollow_me(scope, follower)
        last = followers[-1]


async def _unfollow_me(scope: Scope, follower_id: int) -> None:
    """As if they had unfollowed; an edge whose near side is gone already is told of all the same."""
    async with replace(scope, viewer=Viewer(AccountId(follower_id))).transaction() as tx:
        await store.UNFOLLOW.run(tx.db, bucket_of(follower_id), follower_id, scope.me)
        await tx.record(
            Unfollowed(bucket=bucket_of(follower_id), follower_id=follower_id, target_id=scope.me)
        )
