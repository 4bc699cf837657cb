"""What holds of a subject after decisions: the truth, and what lies beside the subject for quick reading."""

from collections.abc import Sequence

from hongqiao.features.trust.cases import keep_evidence
from hongqiao.features.trust.events import CaseOpened, DecisionLifted, DecisionMade
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import decisions as sql
from hongqiao.kernel.edges import settle
from hongqiao.kernel.errors import NotAllowed, mark
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, bucket_of, from_public, to_public
from hongqiao.kernel.scope import Scope

OUT_OF_SIGHT = ("hide", "remove")
"""Decisions after which nobody sees the subject any more."""


def register(reactors: Reactors) -> None:
    """Registers what trust does itself when something is decided."""
    for event in (DecisionMade, DecisionLifted):
        reactors.on(event, "trust.keep_standing", keep_standing)
    reactors.on(CaseOpened, "trust.keep_evidence", keep_evidence)


async def in_force(scope: Scope, subject: str) -> "list[sql.Standing]":
    """Decisions about a subject that hold now, read where they were taken; for reactors."""
    return await sql.IN_FORCE.all(scope.db, BUCKET, subject)


async def is_out_of_sight(scope: Scope, subject: str) -> bool:
    """Whether a decision hides or removes the subject; for reactors of whoever owns it."""
    return any(one.action in OUT_OF_SIGHT for one in await in_force(scope, subject))


async def standings(scope: Scope, subject: str) -> "list[sql.Standing]":
    """What holds of a subject, as it lies beside it: a moment behind, one statement in its own bucket."""
    found = await sql.STANDINGS.all(scope.db, bucket_of(id_of(subject)), subject)
    return [one for one in found if one.ends_at is None or one.ends_at > scope.now]


async def require_unrestricted(scope: Scope) -> None:
    """Raises NotAllowed while the viewer may not publish or say anything."""
    if any(one.action == "restrict" for one in await standings(scope, account(scope.me))):
        raise NotAllowed(
            mark("Your account can read, but not publish or comment for now. /statements says why.")
        )


async def keep_standing(scope: Scope, event: DecisionMade | DecisionLifted) -> None:
    """Makes what lies beside the subject equal to what was decided about it."""
    bucket = bucket_of(id_of(event.subject))

    async def look() -> "list[sql.Standing]":
        return await in_force(scope, event.subject)

    async def make_equal(now: "Sequence[sql.Standing]") -> None:
        actions = [one.action for one in now]
        await sql.CLEAR_STANDINGS.run(scope.db, bucket, event.subject, actions)
        for one in now:
            await sql.SET_STANDING.run(
                scope.db, bucket, event.subject, one.action, one.category, one.decision_id, one.ends_at
            )

    await settle(look, make_equal)


def account(account_id: AccountId) -> str:
    """The name of an account as a subject."""
    return f"account:{to_public(account_id)}"


def id_of(subject: str) -> int:
    """The id in the name of a subject."""
    id_ = from_public(subject.partition(":")[2])
    assert id_ is not None, subject
    return id_
