"""Deciding a case: the statement of reasons, its entry in the log, and what follows, in one transaction."""

from datetime import datetime, timedelta

import msgspec

from hongqiao.features.trust import cases, clocks, copies, misuse, removed
from hongqiao.features.trust import statement as statements
from hongqiao.features.trust.casework import (
    ACTIONS,
    DAYS,
    DECIDED,
    NEEDS_TWO,
    OPEN,
    URGENCY,
    Case,
    checked_words,
)
from hongqiao.features.trust.deadlines import Clock
from hongqiao.features.trust.events import CaseSettled, DecisionLifted, DecisionMade
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import cases as case_sql
from hongqiao.features.trust.queries import decisions as sql
from hongqiao.features.trust.queries import staff as staff_sql
from hongqiao.features.trust.screening import holds
from hongqiao.features.trust.spans import Span, after
from hongqiao.features.trust.statement import Ground, GroundKind, Redress, Statement
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, mark
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
    is_unfounded: bool = False  # with "none": that the reports were manifestly so


async def decide(tx: Scope, case_id: int, ruling: Ruling, *, batch: int | None = None) -> int | None:
    """Decides the case; returns the id of the decision, None when nothing was found to be wrong, or when
    somebody else has to confirm it first.

    Raises Invalid by field, NotAllowed with a stake, Conflict when somebody else has the case or it is
    decided, Unavailable without a key to sign with. Emits DecisionMade.
    """
    case = await _to_decide(tx, case_id)
    ruling = _checked(case, ruling)
    if ruling.action in NEEDS_TWO:
        await _propose(tx, case, ruling)
        return None
    return await _carry_out(tx, case, ruling, batch)


async def proposal(scope: Scope, case_id: int) -> "tuple[staff_sql.ProposalRow, Ruling] | None":
    """What a moderator proposed and another has to confirm. Ask only for staff."""
    row = await staff_sql.PROPOSAL.maybe(scope.db, BUCKET, case_id)
    return (row, msgspec.json.decode(row.ruling, type=Ruling)) if row else None


async def confirm(tx: Scope, case_id: int) -> int | None:
    """Does what a colleague proposed. Raises NotAllowed for whoever proposed it, else as decide."""
    case = await _to_decide(tx, case_id)
    found = await proposal(tx, case_id)
    if found is None:
        raise Conflict(mark("Nobody proposes anything here any more."))
    if found[0].by_id == tx.me:
        raise NotAllowed(mark("This takes two: a colleague has to confirm what you proposed."))
    return await _carry_out(tx, case, found[1], None)


async def decline(tx: Scope, case_id: int, words: str) -> None:
    """Takes a proposal off the table, with a word why; the case stays open. Raises as decide."""
    cleaned = checked_words(words, "declined")
    await _to_decide(tx, case_id)
    if await staff_sql.DROP_PROPOSAL.run(tx.db, BUCKET, case_id):
        await cases.say(tx, case_id, "declined", cleaned)


async def _to_decide(tx: Scope, case_id: int) -> Case:
    case = await cases.held(tx, case_id)
    if case.state != OPEN:
        raise Conflict(mark("This case is decided already."))
    if case.claimed_by not in (None, tx.me):
        raise Conflict(mark("Somebody else is working on this case."))
    return case


async def _propose(tx: Scope, case: Case, ruling: Ruling) -> None:
    Ground(kind=ruling.ground, reference=ruling.reference, whose=ruling.whose, why=ruling.why)
    body = msgspec.json.encode(ruling).decode()
    await staff_sql.PROPOSE.run(tx.db, BUCKET, case.id, tx.me, tx.viewer.handle, body, tx.now)
    await case_sql.CLAIM.run(tx.db, BUCKET, case.id, None, None)
    await cases.say(tx, case.id, "proposed", ruling.facts)


async def _carry_out(tx: Scope, case: Case, ruling: Ruling, batch: int | None) -> int | None:
    decision_id, acted = None, 0
    if ruling.action != "none":
        decision_id = await _rule(tx, case, ruling, batch)
        acted = await _rule_on_copies(tx, case, ruling, batch)
    elif ruling.is_unfounded:
        await misuse.call_unfounded(tx, case)
    await _finish_clock(tx, case, ruling, decision_id, acted)
    await holds.settle(tx, case, outcome=ruling.action, proof=_proof(decision_id))
    await staff_sql.DROP_PROPOSAL.run(tx.db, BUCKET, case.id)
    await cases.say(tx, case.id, "decided", ruling.facts or ruling.action)
    await case_sql.SETTLE.run(tx.db, BUCKET, case.id, DECIDED, ruling.action, decision_id, tx.now)
    await tx.record(CaseSettled(bucket=BUCKET, case_id=case.id))
    return decision_id


async def _rule(tx: Scope, case: Case, ruling: Ruling, batch: int | None) -> int:
    """A decision about the case’s subject, its statement, and the time to complain."""
    decision_id = tx.ids.make(BUCKET)
    until = (await clocks.start(tx, case.id, COMPLAINT)) or after(tx.now, _TIME_TO_COMPLAIN)
    await statements.issue(tx, await _statement(tx, case, ruling, decision_id, _end(until)))
    await _keep(tx, case, ruling, decision_id, batch)
    return decision_id


async def _rule_on_copies(tx: Scope, case: Case, ruling: Ruling, batch: int | None) -> int:
    """The same about each identical copy, with a statement of its own to whoever put it there."""
    left = await copies.left_of(tx, case) if ruling.action in ("hide", "remove") else []
    for one in left:
        other = msgspec.structs.replace(case, subject=one.subject, person_id=one.person_id)
        decision_id = await _rule(tx, other, ruling, batch)
        await staff_sql.ACT_ON_COPY.run(tx.db, BUCKET, case.id, one.subject, decision_id)
    return len(left)


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
    """The decision by which an account is suspended or ended, None when it is neither."""
    return await sql.HOLDING_OF.maybe(scope.db, BUCKET, account_id, ["suspend", "terminate"])


async def upheld_against(scope: Scope, account_id: AccountId, *, since: datetime) -> int:
    """How many decisions about somebody’s things stand that were taken since."""
    return await sql.UPHELD_AGAINST.one(scope.db, BUCKET, account_id, since)


def _checked(case: Case, ruling: Ruling) -> Ruling:
    wrong: dict[str, str] = {}
    if ruling.action not in ACTIONS[case.subject_kind]:
        wrong["action"] = mark("Choose what to do.")
    if ruling.category not in URGENCY:
        wrong["category"] = mark("Say what is wrong with it.")
    if ruling.days not in (0, *DAYS):
        wrong["days"] = mark("Choose how long it lasts.")
    if ruling.action in NEEDS_TWO and ruling.days:
        wrong["days"] = mark("Ending an account has no end. Suspend it for a time instead.")
    if ruling.countries and ruling.action != "hide":
        wrong["countries"] = mark("Only hiding can be for some countries alone.")
    if (case.subject_kind, ruling.action) == ("account", "hide") and not ruling.countries:
        wrong["countries"] = mark("Name the countries. To hide an account everywhere, suspend it.")
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
    origin, machine = await holds.found_by(tx, case)
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
        origin=origin,
        machine=machine,
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
        reported_at=await case_sql.FIRST_NOTICE.maybe(tx.db, BUCKET, case.id),
    )


async def _keep(tx: Scope, case: Case, ruling: Ruling, decision_id: int, batch: int | None) -> None:
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
        list(ruling.countries),
        batch,
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


async def _finish_clock(
    tx: Scope, case: Case, ruling: Ruling, decision_id: int | None, acted: int
) -> None:
    """A report of an intimate picture has to be answered in time; this is the answer, and its proof."""
    running = [clock.kind for clock in await clocks.clocks_of(tx, case.id)]
    if "intimate-image" in running:
        copied = f"; identical copies acted on: {acted}" if decision_id is not None else ""
        if removed.is_listed(ruling.action, ruling.category, is_everywhere=not ruling.countries):
            listed = len(await removed.prints_of_case(tx, case.id))
            copied += f"; pictures refused from now on when they come again: {listed}"
        await clocks.finish(tx, case.id, "intimate-image", proof=_proof(decision_id) + copied)


def _proof(decision_id: int | None) -> str:
    return f"/statements/{to_public(decision_id)}" if decision_id is not None else "no breach found"


def _end(until: Clock | datetime) -> datetime:
    return until.due_at if isinstance(until, Clock) else until
