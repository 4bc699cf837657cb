"""Appeals: free, once, for six months, and answered by somebody who did not take the decision."""

from hongqiao.features.trust import cases, decisions
from hongqiao.features.trust import statement as statements
from hongqiao.features.trust.casework import APPEALED, CLOSED, Case, checked_words, may_answer_appeal
from hongqiao.features.trust.events import CaseSettled
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import cases as case_sql
from hongqiao.features.trust.queries import decisions as sql
from hongqiao.features.trust.queries import staff as staff_sql
from hongqiao.features.trust.spans import Span, after
from hongqiao.features.trust.statement import Machine, Redress, Statement
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, mark
from hongqiao.kernel.ids import AccountId, to_public
from hongqiao.kernel.scope import Scope


async def appeal(tx: Scope, decision_id: int, words: str, *, lang: str) -> None:
    """Contests a decision, for whom it restricts, also while it keeps them out.

    Raises NotFound for everyone else, Conflict the second time or for a decision that was taken back, Invalid
    for nothing said or after the time.
    """
    issued = await statements.statement(tx, decision_id)
    told = issued.statement
    row = await sql.DECISION.maybe(tx.db, BUCKET, decision_id)
    if row is None or tx.viewer.account_id != told.person_id:
        raise NotFound
    if tx.now > told.redress.complaint_until:
        raise Invalid(mark("The time to complain about this is over."))
    if row.was_taken_back and await sql.APPEAL.maybe(tx.db, BUCKET, decision_id) is None:
        raise Conflict(mark("This decision has been taken back already."))
    cleaned = checked_words(words)
    appeal_id = tx.ids.make(BUCKET)
    is_new = await sql.INSERT_APPEAL.run(
        tx.db, BUCKET, appeal_id, decision_id, row.case_id, told.person_id, cleaned, lang, tx.now
    )
    if not is_new:
        raise Conflict(mark("You have complained about this already. Somebody will answer."))
    await case_sql.REOPEN.run(tx.db, BUCKET, row.case_id)


async def appeal_of(scope: Scope, decision_id: int) -> "sql.AppealRow | None":
    """What was said against a decision, if anything. Ask only for somebody who may see the statement."""
    return await sql.APPEAL.maybe(scope.db, BUCKET, decision_id)


async def uphold(tx: Scope, case_id: int, words: str, *, lang: str) -> None:
    """The decision stands. Raises NotAllowed for whoever took it, Invalid without a reason."""
    case, row = await _to_answer(tx, case_id)
    await _answer(tx, case, row, "upheld", checked_words(words, "answer"), lang, None)


async def reverse(tx: Scope, case_id: int, words: str, *, lang: str) -> int:
    """Takes the decision back: a statement that says so, its entry in the log, and what it did is undone.

    Returns the id of the new decision. Raises as uphold. Emits DecisionLifted.
    """
    case, row = await _to_answer(tx, case_id)
    cleaned, reversal_id = checked_words(words, "answer"), tx.ids.make(BUCKET)
    before = (await statements.statement(tx, row.id)).statement
    await statements.issue(tx, _reversal(tx, before, reversal_id, cleaned, lang))
    await decisions.lift(tx, row.id)
    await _answer(tx, case, row, "reversed", cleaned, lang, reversal_id)
    return reversal_id


async def take_back(tx: Scope, row: "sql.DecisionRow", words: str, *, lang: str) -> int:
    """Takes a decision back without an appeal: a statement that says so; its case waits again, copies too.

    An appeal that nobody answered yet is answered with it.

    Returns the id of the new decision. Raises Invalid without words. Emits DecisionLifted.
    """
    case, cleaned = await cases.held(tx, row.case_id), checked_words(words, "undo")
    reversal_id = tx.ids.make(BUCKET)
    before = (await statements.statement(tx, row.id)).statement
    await statements.issue(tx, _reversal(tx, before, reversal_id, cleaned, lang))
    await decisions.lift(tx, row.id)
    await sql.ANSWER.run(tx.db, BUCKET, row.id, tx.me, tx.now, "reversed", cleaned, lang, reversal_id)
    await staff_sql.LET_GO_OF_COPY.run(tx.db, BUCKET, case.id, row.id)
    if not await staff_sql.OPEN_AGAIN.run(tx.db, BUCKET, case.id):
        await case_sql.SETTLE.run(tx.db, BUCKET, case.id, CLOSED, "none", row.id, tx.now)
        await case_sql.REOPEN.run(tx.db, BUCKET, case.id)
    await cases.say(tx, case.id, "undone", cleaned)
    return reversal_id


def _reversal(tx: Scope, before: Statement, reversal_id: int, words: str, lang: str) -> Statement:
    until = after(tx.now, Span(6, "m"))
    return Statement(
        decision_id=reversal_id,
        person_id=AccountId(before.person_id),
        subject=before.subject,
        subject_kind=before.subject_kind,
        action="reinstate",
        scope=before.scope,
        begins_at=tx.now,
        ends_at=None,
        facts=words,
        origin=before.origin,
        machine=Machine(use="none"),
        category=before.category,
        ground=before.ground,
        redress=Redress(
            complaint_path=f"/statements/{to_public(reversal_id)}",
            complaint_until=until,
            out_of_court=before.redress.out_of_court,
            court=before.redress.court,
        ),
        lang=lang,
        original_lang=before.original_lang,
        relied_on="",
        decided_at=tx.now,
        reverses=before.decision_id,
    )


async def _to_answer(tx: Scope, case_id: int) -> "tuple[Case, sql.DecisionRow]":
    case = await cases.held(tx, case_id)
    row = await cases.decision_in_question(tx, case) if case.state == APPEALED else None
    if row is None:
        raise Conflict(mark("Nobody waits for an answer here."))
    if case.claimed_by not in (None, tx.me):
        raise Conflict(mark("Somebody else is working on this case."))
    reporters = await case_sql.REPORTERS.all(tx.db, BUCKET, case_id)
    if row.person_id == tx.me or not may_answer_appeal(
        tx.me, tx.viewer.role, case, reporters, decided_by=row.by_id
    ):
        raise NotAllowed(mark("Whoever decided can’t answer the appeal. Leave it to a colleague."))
    return case, row


async def _answer(
    tx: Scope,
    case: Case,
    row: "sql.DecisionRow",
    outcome: str,
    words: str,
    lang: str,
    reversal_id: int | None,
) -> None:
    await sql.ANSWER.run(tx.db, BUCKET, row.id, tx.me, tx.now, outcome, words, lang, reversal_id)
    is_first = row.id == case.decision_id  # and not the decision about an identical copy
    told = "none" if is_first and outcome == "reversed" else case.outcome
    await case_sql.SETTLE.run(tx.db, BUCKET, case.id, CLOSED, told, case.decision_id, tx.now)
    await case_sql.REOPEN.run(tx.db, BUCKET, case.id)
    await tx.record(CaseSettled(bucket=BUCKET, case_id=case.id))
    await cases.say(tx, case.id, outcome, words)
