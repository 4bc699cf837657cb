"""Cases for staff: the queue, who works on one, what they noted, and the evidence."""

from collections.abc import Sequence

import msgspec

from hongqiao.features import media, translation
from hongqiao.features.translation import Text
from hongqiao.features.trust import trail
from hongqiao.features.trust.casework import (
    APPEALED,
    OPEN,
    STAFF,
    Case,
    Evidence,
    checked_words,
    is_party,
    may_answer_appeal,
    may_decide,
)
from hongqiao.features.trust.events import CaseOpened
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import cases as sql
from hongqiao.features.trust.queries import decisions as decision_sql
from hongqiao.features.trust.queries import staff as staff_sql
from hongqiao.kernel.errors import Conflict, NotAllowed, NotFound, mark
from hongqiao.kernel.ids import bucket_of, to_public
from hongqiao.kernel.scope import Scope

_SHOWN_AT_MOST = 200


class CaseFile(msgspec.Struct, frozen=True):
    """All that staff know of a case. `evidence` is oldest first, one for each version that was reported."""

    case: Case
    evidence: Sequence[Evidence]
    reports: "Sequence[sql.ReportRow]"
    lines: "Sequence[sql.LineRow]"
    decision: "decision_sql.DecisionRow | None"
    appeal: "decision_sql.AppealRow | None"
    may_act: bool
    copies: "Sequence[staff_sql.CopyRow]" = ()
    proposal: "staff_sql.ProposalRow | None" = None

    @property
    def texts(self) -> list[Text]:
        """Words of the evidence as reported last, under references of the case’s own."""
        return [
            msgspec.structs.replace(text, ref=f"case:{to_public(self.case.id)}:words{at}")
            for at, text in enumerate(self.evidence[-1].texts)
        ]


def require_staff(scope: Scope) -> None:
    """Raises NotFound for everyone but moderators and administrators."""
    if scope.viewer.role not in STAFF:
        raise NotFound


async def queue(scope: Scope) -> list[Case]:
    """Cases that wait for a decision or for the answer to an appeal, the most urgent first."""
    require_staff(scope)
    return await sql.QUEUE.all(scope.db, BUCKET, _SHOWN_AT_MOST)


async def first_texts(scope: Scope, cases: Sequence[Case]) -> dict[int, Text]:
    """Case -> the first of its words as reported last, in their own language; cases without words are absent.

    For staff; one statement.
    """
    require_staff(scope)
    kept = await sql.NEWEST_EVIDENCE.all(scope.db, BUCKET, [case.id for case in cases]) if cases else []
    found = {one.case_id: msgspec.json.decode(one.body, type=Evidence).texts for one in kept}
    return {id_: next(iter(said)) for id_, texts in found.items() if (said := [t for t in texts if t.words])}


async def case_file(scope: Scope, case_id: int) -> CaseFile:
    """The whole case. Raises NotFound for all but staff, and for staff whom it is about."""
    require_staff(scope)
    case = await sql.CASE.maybe(scope.db, BUCKET, case_id) if bucket_of(case_id) == BUCKET else None
    if case is None or scope.viewer.account_id == case.person_id:
        raise NotFound
    reports = await sql.REPORTS.all(scope.db, BUCKET, case_id)
    decision = await decision_in_question(scope, case)
    appeal = await decision_sql.APPEAL.maybe(scope.db, BUCKET, decision.id) if decision else None
    kept = await sql.EVIDENCE.all(scope.db, BUCKET, case_id)
    me, role = scope.viewer.account_id, scope.viewer.role
    reporters = await sql.REPORTERS.all(scope.db, BUCKET, case_id)
    may_act = case.state == OPEN and may_decide(me, role, case, reporters)
    if case.state == APPEALED and decision is not None:
        may_act = may_answer_appeal(me, role, case, reporters, decided_by=decision.by_id)
    evidence = [msgspec.json.decode(body, type=Evidence) for body in kept]
    lines = await sql.LINES.all(scope.db, BUCKET, case_id)
    copied = await staff_sql.COPIES.all(scope.db, BUCKET, case_id)
    proposed = await staff_sql.PROPOSAL.maybe(scope.db, BUCKET, case_id)
    return CaseFile(case, evidence, reports, lines, decision, appeal, may_act, copied, proposed)


async def decision_in_question(scope: Scope, case: Case) -> "decision_sql.DecisionRow | None":
    """The decision that waits longest for the answer to an appeal, which can be one about an identical copy;
    where none waits, the one about the case’s own subject.
    """
    if case.state == APPEALED:
        return await decision_sql.CONTESTED.maybe(scope.db, BUCKET, case.id)
    if case.decision_id is None:
        return None
    return await decision_sql.DECISION.maybe(scope.db, BUCKET, case.decision_id)


async def opened(scope: Scope, found: CaseFile) -> None:
    """Writes into the trail that the viewer has looked at this case."""
    subject = f"case:{to_public(found.case.id)}"
    await trail.write(scope, "looked", subject, is_severe=found.case.is_severe)


async def keep_evidence(scope: Scope, event: CaseOpened) -> None:
    """Keeps pictures and translations of what was reported for as long as there is the case; a reactor."""
    kept = await sql.EVIDENCE.all(scope.db, BUCKET, event.case_id)
    subject = f"case:{to_public(event.case_id)}"
    for body in kept:
        evidence = msgspec.json.decode(body, type=Evidence)
        await media.preserve(scope, set(evidence.pictures), subject=subject)
        await translation.remember(scope, [text for text in evidence.texts if text.words], subject=subject)


async def claim(tx: Scope, case_id: int) -> None:
    """The viewer takes the case on. Raises Conflict when somebody else has it or nothing is to be done,
    NotAllowed with a stake: whoever decided cannot keep the appeal from those who may answer it.
    """
    case = await held(tx, case_id)
    if case.claimed_by == tx.me:
        return
    if case.state not in (OPEN, APPEALED):
        raise Conflict(mark("Nobody waits for an answer here."))
    if case.state == APPEALED:
        contested = await decision_in_question(tx, case)
        if contested is not None and contested.by_id == tx.me:
            raise NotAllowed(mark("Whoever decided can’t answer the appeal. Leave it to a colleague."))
    if case.claimed_by is not None:
        raise Conflict(mark("Somebody else is working on this case."))
    await sql.CLAIM.run(tx.db, BUCKET, case_id, tx.me, tx.now)
    await say(tx, case_id, "claimed")


async def release(tx: Scope, case_id: int, words: str = "") -> None:
    """The viewer, or an administrator for somebody else, puts the case back, with a word for the next."""
    cleaned = checked_words(words, "handover") if words.strip() else ""
    case = await held(tx, case_id)
    if case.claimed_by is None:
        return
    if tx.me != case.claimed_by and tx.viewer.role != "admin":
        raise NotAllowed(mark("Somebody else is working on this case."))
    await sql.CLAIM.run(tx.db, BUCKET, case_id, None, None)
    await say(tx, case_id, "released", cleaned)


async def ask_colleague(tx: Scope, case_id: int, words: str) -> None:
    """Asks for a second opinion and lets the case go. Raises Invalid without a question."""
    cleaned = checked_words(words, "question")
    case = await held(tx, case_id)
    if case.claimed_by not in (None, tx.me):
        raise Conflict(mark("Somebody else is working on this case."))
    await staff_sql.ASK_COLLEAGUE.run(tx.db, BUCKET, case_id, tx.me)
    await say(tx, case_id, "asked", cleaned)


async def note(tx: Scope, case_id: int, words: str) -> None:
    """Writes something down for colleagues. Raises Invalid for nothing."""
    cleaned = checked_words(words, "note")
    await held(tx, case_id)
    await say(tx, case_id, "noted", cleaned)


async def held(tx: Scope, case_id: int) -> Case:
    """The case, nobody else’s until the transaction ends. Raises NotFound, or NotAllowed with a stake."""
    require_staff(tx)
    case = await sql.LOCK_CASE.maybe(tx.db, BUCKET, case_id) if bucket_of(case_id) == BUCKET else None
    if case is None or tx.viewer.account_id == case.person_id:
        raise NotFound
    if is_party(tx.viewer.account_id, case, await sql.REPORTERS.all(tx.db, BUCKET, case_id)):
        raise NotAllowed(mark("You have a stake in this case. Leave it to a colleague."))
    return case


async def say(tx: Scope, case_id: int, kind: str, words: str = "") -> None:
    """Writes down what the viewer did, in the case and in the trail."""
    await trail.write(tx, kind, f"case:{to_public(case_id)}")
    line_id, handle = tx.ids.make(BUCKET), tx.viewer.handle
    await sql.ADD_LINE.run(tx.db, BUCKET, case_id, line_id, tx.me, handle, kind, words, tx.now)
