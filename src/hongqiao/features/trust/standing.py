"""What holds of a subject after decisions: the truth, and what lies beside the subject for quick reading."""

from collections.abc import Collection, Sequence

import msgspec

from hongqiao.features.trust import removed
from hongqiao.features.trust.cases import keep_evidence
from hongqiao.features.trust.events import (
    CaseOpened,
    DecisionLifted,
    DecisionMade,
    MachineCaseSettled,
    SubjectHeld,
)
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import decisions as sql
from hongqiao.features.trust.screening import holds
from hongqiao.kernel.edges import settle
from hongqiao.kernel.errors import NotAllowed, mark
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, bucket_of, from_public, to_public
from hongqiao.kernel.scope import Scope, Viewer

OUT_OF_SIGHT = ("hide", "remove")
"""Decisions after which nobody sees the subject any more, unless they name countries."""

OUT_OF_THE_HOUSE = ("suspend", "terminate")
"""Decisions about an account after which nobody sees it or what it made, for as long as they hold."""

REACHES_WHAT_IT_MADE = (*OUT_OF_THE_HOUSE, "hide")
"""Decisions about an account that change who sees its notes and comments."""

MARKS = ("label", "warn", "age-gate", "demote")
"""Decisions that a subject carries with it."""


class Effect(msgspec.Struct, frozen=True):
    """What all decisions that hold now amount to. `barred` are countries in which the subject is hidden."""

    is_out_of_sight: bool
    marks: tuple[str, ...]
    barred: tuple[str, ...]


def register(reactors: Reactors) -> None:
    """Registers what trust does itself when something is decided."""
    for event in (DecisionMade, DecisionLifted):
        reactors.on(event, "trust.keep_standing", keep_standing)
    removed.register(reactors)
    reactors.on(CaseOpened, "trust.keep_evidence", keep_evidence)
    reactors.on(SubjectHeld, "trust.open_case", holds.open_case)
    reactors.on(MachineCaseSettled, "trust.lift_hold", holds.lift)


async def in_force(scope: Scope, subject: str) -> "list[sql.Standing]":
    """Decisions about a subject that hold now, read where they were taken; for reactors."""
    return await sql.IN_FORCE.all(scope.db, BUCKET, subject)


async def is_out_of_sight(scope: Scope, subject: str) -> bool:
    """Whether a decision or screening keeps the subject out of sight; for reactors of whoever owns it."""
    found = await in_force(scope, subject)
    is_hidden = any(one.action in OUT_OF_SIGHT and not one.countries for one in found)
    return is_hidden or await holds.is_held(scope, subject)


async def effect(scope: Scope, subject: str, person_id: AccountId) -> Effect:
    """What becomes of a subject: by what is decided and held, and by what is decided about the account whose
    it is.
    """
    found, whose = await in_force(scope, subject), await in_force(scope, account(person_id))
    away = [one for one in (*found, *whose) if one.action in OUT_OF_SIGHT]
    return Effect(
        is_out_of_sight=any(one.action in OUT_OF_THE_HOUSE for one in whose)
        or any(not one.countries for one in away)
        or await holds.is_held(scope, subject),
        marks=tuple(name for name in MARKS if any(one.action == name for one in found)),
        barred=tuple(sorted({country for one in away for country in one.countries})),
    )


async def standings(scope: Scope, subject: str) -> "list[sql.Standing]":
    """What holds of a subject, as it lies beside it: a moment behind, one statement in its own bucket."""
    found = await sql.STANDINGS.all(scope.db, bucket_of(id_of(subject)), subject)
    return [one for one in found if one.ends_at is None or one.ends_at > scope.now]


def is_barred(viewer: Viewer, barred: Sequence[str]) -> bool:
    """Whether what is hidden in these countries is hidden from the viewer: there, and from those of whom no
    country is known.
    """
    return bool(barred) and (not viewer.country or viewer.country in barred)


async def hidden_among(scope: Scope, ids: Collection[AccountId]) -> frozenset[AccountId]:
    """Those of these accounts that decisions hide from the viewer, never their own. One statement."""
    others = [id_ for id_ in dict.fromkeys(ids) if id_ != scope.viewer.account_id]
    if not others:
        return frozenset()
    names = {account(id_): id_ for id_ in others}
    found = await sql.STANDINGS_AMONG.all(scope.db, [bucket_of(id_) for id_ in others], list(names))
    return frozenset(
        names[one.subject]
        for one in found
        if (one.ends_at is None or one.ends_at > scope.now)
        and (one.action in OUT_OF_THE_HOUSE or is_barred(scope.viewer, one.countries))
    )


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
                scope.db,
                bucket,
                event.subject,
                one.action,
                one.category,
                one.decision_id,
                one.ends_at,
                one.countries,
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
