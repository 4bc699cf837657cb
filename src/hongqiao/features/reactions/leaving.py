"""Boards of somebody who leaves: closed to all meanwhile; in the end likes and boards are taken back."""

from hongqiao.features import accounts
from hongqiao.features.reactions.boards import delete_board
from hongqiao.features.reactions.likes import unlike
from hongqiao.features.reactions.model import Kind
from hongqiao.features.reactions.queries import leaving as sql
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import BoardId, bucket_of
from hongqiao.kernel.scope import Scope


def register(reactors: Reactors) -> None:
    """Registers what boards do when their owner leaves or comes back."""
    for event in (accounts.leaving.AccountLeft, accounts.leaving.AccountReturned):
        reactors.on(event, "reactions.follow_leaving", follow_leaving)


async def follow_leaving(
    scope: Scope, event: accounts.leaving.AccountLeft | accounts.leaving.AccountReturned
) -> None:
    """Shows no board of an owner who is away."""

    async def is_away() -> bool:
        return await accounts.leaving.is_away(scope, event.account_id)

    async def make_equal(away: bool) -> None:
        await (sql.STEP_OUT if away else sql.STEP_IN).all(scope.db, event.bucket, event.account_id)

    await settle(is_away, make_equal)


async def take_back(scope: Scope) -> None:
    """Takes back all likes of the viewer, and deletes their boards. Emits Unliked and BoardDeleted.

    Reactors clear the far sides and correct the counts. For an erasure.
    """
    bucket = bucket_of(scope.me)
    while given := await sql.LIKES.all(scope.db, bucket, scope.me):
        for one in given:
            async with scope.transaction() as tx:
                await unlike(tx, Kind(one.kind), one.subject_id)
    await sql.STEP_IN.all(scope.db, bucket, scope.me)
    for board_id in await sql.BOARDS.all(scope.db, bucket, scope.me):
        async with scope.transaction() as tx:
            await delete_board(tx, BoardId(board_id))
