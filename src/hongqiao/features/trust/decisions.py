"""Deciding a case: the statement of reasons, its entry in the log, and what follows, in one transaction."""

from datetime import datetime, timedelta

import msgspec

from hongqiao.features.trust import cases, clocks
from hongqiao.features.trust import statement as statements
from hongqiao.features.trust.casework import ACTIONS, DAYS, DECIDED, OPEN, URGENCY, Case, checked_words
from hongqiao.features.trust.deadlines import Clock
from hongqiao.features.trust.events import DecisionLifted, DecisionMade
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import cases as case_sql
from hongqiao.features.trust.queries import decisions as sql
from hongqiao.features.trust.spans import Span, after
from hongqiao.features.trust.statement import Ground, GroundKind, Machine, Redress, Statement
from hongqiao.kernel.errors import Conflict, Invalid, mark
from hongqiao.kernel.ids import AccountId, to_public
from hongqiao.kernel.scope import Scope

COMPLAINT = "internal-complaint"
_TIME_TO_COMPLAIN = Span(6, "m")
OUT_OF_COURT = mark("any certified body for settling disputes out of court")
COURT = mark("the court where you live, or where this site is run")


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """What a moderator decides and why. `days` is 0 for without end.

    `relied_on` names engine and version of the translation that they read, `seen` is that translation itself.
    """

    action: str
    category: str
    ground: GroundKind = "terms"
    reference: str = ""
    whose: str = ""
    why: str = ""
    facts: str = ""
    lang: str = "en"
    days: int = 0
    countries: tuple[str, ...] = ()
    relied_on: str = ""
    seen: str = ""


async def decide(tx: Scope, case_id: int, ruling: Ruling) -> int | None:
    """Decides the case; returns the id of the decision, None when nothing was found to be wrong.

    Raises Invalid by field, NotAllowed with a stake, Conflict when somebody else has the case or it is
    decided, Unavailable without a key to sign with. Emits DecisionMade.
    """
    case = await cases.held(tx, case_id)
    if case.state != OPEN:
        raise Conflict(mark("This case is decided already."))
    if case.claimed_by not in (None, tx.me):
        raise Conflict(mark("Somebody else is working on this case."))
    ruling = _checked(case, ruling)
    decision_id = None
    if ruling.action != "none":
        decision_id = tx.ids.make(BUCKET)
        until = (await clocks.start(tx, case_id, COMPLAINT)) or after(tx.now, _TIME_TO_COMPLAIN)
        await statements.issue(tx, await _statement(tx, case, ruling, decision_id, _end(until)))
        await _keep(tx, case, ruling, decision_id)
    await _finish_clock(tx, case_id, decision_id)
    await cases.say(tx, case_id, "decided", ruling.facts or ruling.action)
    await case_sql.SETTLE.run(tx.db, BUCKET, case_id, DECIDED, ruling.action, decision_id, tx.now)
    return decision_id


async def lift(tx: Scope, decision_id: int) -> None:
    """Takes back what a decision did; twice is once. Emits DecisionLifted."""
    row = await sql.LIFT.maybe(tx.db, BUCKET, decision_id, tx.now)
    if row is not None:
        await tx.record(
            DecisionLifted(
                bucket=BUCKET,
                decision_id=row.id,
                subject=row.subject,
                subject_kind=row.subject_kind,
                person_id=row.person_id,
                action=row.action,
            )
        )


async def lift_ended(scope: Scope) -> int:
    """Takes back restrictions whose time is over; for the worker. Returns how many."""
    ended = await sql.ENDED.all(scope.db, BUCKET, scope.now)
    for decision_id in ended:
        async with scope.transaction() as tx:
            await lift(tx, decision_id)
    return len(ended)


async def suspension_of(scope: Scope, account_id: AccountId) -> int | None:
    """The decision by which an account is suspended, None when it isn’t."""
    return await sql.HOLDING_OF.maybe(scope.db, BUCKET, account_id, "suspend")


def _checked(case: Case, ruling: Ruling) -> Ruling:
    wrong: dict[str, str] = {}
    if ruling.action not in ACTIONS[case.subject_kind]:
        wrong["action"] = mark("Choose what to do.")
    if ruling.category not in URGENCY:
        wrong["category"] = mark("Say what is wrong with it.")
    if ruling.days not in (0, *DAYS):
        wrong["days"] = mark("Choose how long it lasts.")
    words = {"facts": ruling.facts, "why": ruling.why}
    for name in words if ruling.action != "none" else ():
        try:
            words[name] = checked_words(words[name], name)
        except Invalid as refusal:
            wrong |= refusal.fields
    if wrong:
        raise Invalid(fields=wrong)
    return msgspec.structs.replace(ruling, **words)


async def _statement(tx: Scope, case: Case, ruling: Ruling, decision_id: int, until: datetime) -> Statement:
    evidence = (await case_sql.EVIDENCE.all(tx.db, BUCKET, case.id))[-1]
    texts = msgspec.json.decode(evidence, type=cases.Evidence).texts
    return Statement(
        decision_id=decision_id,
        person_id=AccountId(case.person_id),
        subject=case.subject,
        subject_kind=case.subject_kind,
        action=ruling.action,  # type: ignore[arg-type]
        scope=ruling.countries,
        begins_at=tx.now,
        ends_at=tx.now + timedelta(days=ruling.days) if ruling.days else None,
        facts=ruling.facts,
        origin="notice",
        machine=Machine(use="none"),
        category=ruling.category,
        ground=Ground(kind=ruling.ground, reference=ruling.reference, whose=ruling.whose, why=ruling.why),
        redress=Redress(
            complaint_path=f"/statements/{to_public(decision_id)}#appeal",
            complaint_until=until,
            out_of_court=OUT_OF_COURT,
            court=COURT,
        ),
        lang=ruling.lang,
        original_lang=texts[0].lang if texts else "und",
        relied_on=ruling.relied_on,
        decided_at=tx.now,
        reported_at=case.reported_at,
    )


async def _keep(tx: Scope, case: Case, ruling: Ruling, decision_id: int) -> None:
    ends_at = tx.now + timedelta(days=ruling.days) if ruling.days else None
    await sql.INSERT_DECISION.run(
        tx.db,
        BUCKET,
        decision_id,
        case.id,
        case.subject,
        case.subject_kind,
        case.person_id,
        ruling.action,
        ruling.category,
        tx.me,
        ruling.seen,
        tx.now,
        ends_at,
    )
    await tx.record(
        DecisionMade(
            bucket=BUCKET,
            decision_id=decision_id,
            subject=case.subject,
            subject_kind=case.subject_kind,
            person_id=case.person_id,
            action=ruling.action,
        )
    )


async def _finish_clock(tx: Scope, case_id: int, decision_id: int | None) -> None:
    """A report of an intimate picture has to be answered in time; this is the answer."""
    running = [clock.kind for clock in await clocks.clocks_of(tx, case_id)]
    if "intimate-image" in running:
        seen = f"/statements/{to_public(decision_id)}" if decision_id is not None else "no breach found"
        await clocks.finish(tx, case_id, "intimate-image", proof=seen)


def _end(until: Clock | datetime) -> datetime:
    return until.due_at if isinstance(until, Clock) else until
