"""One ruling for many cases, each with its own statement; what is alike, and taking all of it back."""

import re
from collections.abc import Sequence
from datetime import timedelta

import msgspec

from hongqiao.features.trust import appeals, cases, decisions
from hongqiao.features.trust.casework import ACTIONS, NEEDS_TWO, Case, Evidence, is_party
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import cases as case_sql
from hongqiao.features.trust.queries import staff as sql
from hongqiao.features.trust.queries.decisions import DecisionRow
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal, mark
from hongqiao.kernel.scope import Scope

AT_MOST = 50
UNDONE_WITHIN = timedelta(hours=24)
ALIKE_FROM = 0.8
"""Share of runs of five signs that two texts have in common. Our own choice."""
_RUN = 5
_NO_LETTER = re.compile(r"[\W_]+")


class Kin(msgspec.Struct, frozen=True):
    """Open cases that belong to one: of the same person, and of others with nearly the same words."""

    same_person: Sequence[Case]
    alike: Sequence[Case]


class Done(msgspec.Struct, frozen=True):
    """What came of deciding many: those decided, and those that could not be, with the reason."""

    batch: int
    decided: Sequence[int]
    refused: Sequence[tuple[int, str]]


def signs_of(words: str) -> frozenset[str]:
    """Runs of five letters and digits, case, blanks and punctuation aside."""
    plain = _NO_LETTER.sub("", words.casefold())
    return (
        frozenset(plain[at : at + _RUN] for at in range(max(1, len(plain) - _RUN + 1)))
        if plain
        else frozenset()
    )


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 to 1: what two texts share of all that they have. Source: Jaccard 1901, over runs of signs."""
    return len(one & other) / len(one | other) if one and other else 0.0


async def kin(scope: Scope, case: Case) -> Kin:
    """Open cases that could be decided with this one. At most 300 of the newest are compared."""
    cases.require_staff(scope)
    same = [
        one for one in await sql.OPEN_OF_PERSON.all(scope.db, BUCKET, case.person_id) if one.id != case.id
    ]
    known = {one.id: _signs(one.body) for one in await sql.OPEN_WORDS.all(scope.db, BUCKET)}
    mine = known.get(case.id, frozenset())
    theirs = {one.id for one in same}
    near = [id_ for id_, words in known.items() if id_ != case.id and likeness(mine, words) >= ALIKE_FROM]
    found = [await case_sql.CASE.one(scope.db, BUCKET, id_) for id_ in near if id_ not in theirs]
    return Kin([one for one in same if _free(scope, one)], [one for one in found if _free(scope, one)])


async def chosen(scope: Scope, case_ids: Sequence[int]) -> list[Case]:
    """Those of these cases that wait, for a preview. Raises Invalid for none, or for too many."""
    cases.require_staff(scope)
    wanted = list(dict.fromkeys(case_ids))
    if not wanted or len(wanted) > AT_MOST:
        raise Invalid(mark("Choose between 1 and 50 cases."))
    found = [await case_sql.CASE.maybe(scope.db, BUCKET, id_) for id_ in wanted]
    free = [one for one in found if one is not None and one.state == 0 and _free(scope, one)]
    if not free:
        raise NotFound
    return free


def actions_for(found: Sequence[Case]) -> list[str]:
    """What can be done about all of them alike."""
    kinds = [set(ACTIONS[one.subject_kind]) - NEEDS_TWO for one in found]
    return [name for name in ACTIONS[found[0].subject_kind] if all(name in kind for kind in kinds)]


async def decide_each(scope: Scope, case_ids: Sequence[int], ruling: decisions.Ruling) -> Done:
    """Decides each case by itself, in a transaction of its own; one that is refused keeps no other back.

    Raises Invalid when the ruling lacks something.
    """
    found, batch_id = await chosen(scope, case_ids), scope.ids.make(BUCKET)
    decided: list[int] = []
    refused: list[tuple[int, str]] = []
    for case in found:
        try:
            async with scope.transaction() as tx:
                await decisions.decide(tx, case.id, ruling, batch=batch_id)
            decided.append(case.id)
        except Invalid:
            raise
        except Refusal as refusal:
            refused.append((case.id, refusal.message))
    return Done(batch_id, decided, refused)


async def batch(scope: Scope, batch_id: int) -> list[DecisionRow]:
    """What was decided together. Raises NotFound for all but staff, and for no batch."""
    cases.require_staff(scope)
    rows = await sql.OF_BATCH.all(scope.db, BUCKET, batch_id)
    if not rows:
        raise NotFound
    return rows


async def decisions_of(scope: Scope, batch_id: int) -> list[int]:
    """Ids of the decisions of a batch; none when nothing was in breach."""
    cases.require_staff(scope)
    return [row.id for row in await sql.OF_BATCH.all(scope.db, BUCKET, batch_id)]


async def undo(scope: Scope, batch_id: int, words: str, *, lang: str) -> int:
    """Takes back all of a batch that still holds, each with its own statement; for whoever decided it, and
    administrators, within a day. Returns how many.

    Raises NotFound for no batch, NotAllowed for somebody else’s, Conflict when it is too late.
    """
    rows = await batch(scope, batch_id)
    if scope.me != rows[0].by_id and scope.viewer.role != "admin":
        raise NotAllowed(mark("Somebody else decided this."))
    if rows[0].made_at + UNDONE_WITHIN < scope.now:
        raise Conflict(mark("This was decided more than a day ago. An appeal can still change it."))
    held = [row for row in rows if row.lifted_at is None]
    for row in held:
        async with scope.transaction() as tx:
            await appeals.take_back(tx, row, words, lang=lang)
    return len(held)


def _free(scope: Scope, case: Case) -> bool:
    return case.claimed_by in (None, scope.me) and not is_party(scope.me, case, ())


def _signs(body: str) -> frozenset[str]:
    texts = msgspec.json.decode(body, type=Evidence).texts
    return signs_of(" ".join(text.words for text in texts))
