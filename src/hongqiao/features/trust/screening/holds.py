"""Holding things back for a person to decide: beside the subject at once, as a case a moment later.

A hold lies in its subject's bucket and is written with the subject, so what is held was never seen. The case
follows as an event; when it is decided the hold goes, and whoever owns the subject looks what stands.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from hongqiao.features import media
from hongqiao.features.trust import clocks
from hongqiao.features.trust.casework import Case, Evidence, priority_of
from hongqiao.features.trust.events import CaseOpened, HoldLifted, MachineCaseSettled, SubjectHeld
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import cases as case_sql
from hongqiao.features.trust.queries import screening as sql
from hongqiao.features.trust.records import Origin
from hongqiao.features.trust.screening.model import VERSION, Finding
from hongqiao.features.trust.statement import Machine
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import bucket_of, from_public, to_public
from hongqiao.kernel.scope import Scope

REVIEW = "held-review"
MACHINE = "machine"
_BEGINNING = 120
_NAMING = ("flood", "many-accounts")
"""Findings that say who took part; what is said to the staff ends with it."""
_CLOCKS = {"intimate-image": "intimate-image", "minor-safety": "evidence-preservation"}


class HeldThing(msgspec.Struct, frozen=True):
    """What its author sees of something that is held: why, since when, until when somebody looks. `words`
    are those that it begins with.
    """

    subject: str
    subject_kind: str
    reasons: tuple[str, ...]
    held_at: datetime
    due_at: datetime | None
    words: str = ""


async def hold(tx: Scope, evidence: Evidence, findings: Sequence[Finding]) -> None:
    """Holds the subject until a person decides; call it in a transaction in the subject's bucket.

    Emits SubjectHeld, upon which whoever owns the subject takes it out of sight and a case is opened.
    """
    bucket = bucket_of(_id_of(evidence.subject))
    await sql.HOLD.run(
        tx.db,
        bucket,
        evidence.subject,
        evidence.kind,
        evidence.person_id,
        msgspec.json.encode(tuple(findings)).decode(),
        msgspec.json.encode(evidence).decode(),
        tx.now,
    )
    await tx.record(
        SubjectHeld(
            bucket=bucket,
            subject=evidence.subject,
            subject_kind=evidence.kind,
            person_id=evidence.person_id,
        )
    )


async def renew(tx: Scope, evidence: Evidence, findings: Sequence[Finding]) -> None:
    """As hold, for a subject that waits already and has changed; without findings the former ones stand."""
    row = await sql.HELD.maybe(tx.db, bucket_of(_id_of(evidence.subject)), evidence.subject)
    former = () if row is None else msgspec.json.decode(row.findings, type=tuple[Finding, ...])
    await hold(tx, evidence, findings or former)


async def is_held(scope: Scope, subject: str) -> bool:
    """Whether screening holds the subject now. One statement in its bucket."""
    return await sql.IS_HELD.maybe(scope.db, bucket_of(_id_of(subject)), subject) is not None


async def held(scope: Scope, subject: str) -> HeldThing:
    """What is held, for its author. Raises NotFound for everybody else, and when nothing is."""
    id_ = from_public(subject.partition(":")[2])
    row = None if id_ is None else await sql.HELD.maybe(scope.db, bucket_of(id_), subject)
    if row is None or row.person_id != scope.viewer.account_id:
        raise NotFound
    findings = msgspec.json.decode(row.findings, type=tuple[Finding, ...])
    reasons = tuple(dict.fromkeys(one.reason for one in findings))
    case_id = await sql.CASE_OF.maybe(scope.db, BUCKET, subject)
    evidence = msgspec.json.decode(row.evidence, type=Evidence)
    words = evidence.texts[0].words if evidence.texts else ""
    due_at = await _due(scope, case_id)
    return HeldThing(row.subject, row.subject_kind, reasons, row.held_at, due_at, words[:_BEGINNING])


async def waiting(scope: Scope) -> list[HeldThing]:
    """Everything of the viewer's that waits, newest first."""
    found = []
    for row in await sql.WAITING_OF.all(scope.db, BUCKET, scope.me):
        try:
            found.append(await held(scope, row.subject))
        except NotFound:  # decided, or withdrawn, a moment ago
            continue
    return found


async def open_case(scope: Scope, event: SubjectHeld) -> None:
    """Opens the case of something held, with the evidence and the clock that a pack asks for; a reactor."""
    row = await sql.HELD.maybe(scope.db, event.bucket, event.subject)
    if row is None:
        return
    findings = msgspec.json.decode(row.findings, type=tuple[Finding, ...])
    async with scope.transaction() as tx:
        await open_machine_case(tx, msgspec.json.decode(row.evidence, type=Evidence), findings)


async def open_machine_case(
    tx: Scope, evidence: Evidence, findings: Sequence[Finding], words: str = ""
) -> int:
    """A case that software opened, in the log's bucket; on an open one of the same subject it adds a report.

    `words` are for the staff, such as a list of accounts. Emits CaseOpened for a new one.
    """
    category = max((one.category for one in findings), key=_urgency)
    priority, new_id = _urgency(category), tx.ids.make(BUCKET)
    case_id = await case_sql.OPEN_CASE.one(
        tx.db, BUCKET, new_id, evidence.subject, evidence.kind, evidence.person_id,
        list(evidence.parties), category, priority, tx.now,
    )  # fmt: skip
    if case_id == new_id:
        await tx.record(CaseOpened(bucket=BUCKET, case_id=case_id))
    said = _told(findings, words)
    report_id = tx.ids.make(BUCKET)
    is_new = await case_sql.INSERT_MACHINE_REPORT.run(
        tx.db, BUCKET, report_id, case_id, category, said, tx.now
    )
    body = msgspec.json.encode(evidence).decode()
    await case_sql.KEEP_EVIDENCE.run(tx.db, BUCKET, case_id, evidence.version, body, tx.now)
    if is_new:  # and not the same event once more
        await case_sql.COUNT_REPORT.run(tx.db, BUCKET, case_id, priority, category, priority, False)
    await clocks.start(tx, case_id, REVIEW)
    if category in _CLOCKS:
        await clocks.start(tx, case_id, _CLOCKS[category])
    return case_id


def people_words(ids: Sequence[int]) -> str:
    """Accounts as words for the staff: by number, so that no handle outlives its account; see `people_in`."""
    return " ".join(f"account:{to_public(id_)}" for id_ in ids)


def people_in(words: str) -> dict[str, int]:
    """The accounts among such words, by the word that stands for each."""
    found = {word: from_public(word.removeprefix("account:")) for word in words.split() if ":" in word}
    return {word: id_ for word, id_ in found.items() if id_ is not None and word.startswith("account:")}


def _urgency(category: str) -> int:
    return priority_of(category, reports=1, is_by_law=False)


def _told(findings: Sequence[Finding], words: str) -> str:
    """What stands in the report: reasons, who took part where that was found, words for the staff."""
    who = [one.where for one in findings if one.reason in _NAMING]
    return " ".join([*dict.fromkeys(one.reason for one in findings), *who, words]).strip()


async def found_by(tx: Scope, case: Case) -> tuple[Origin, Machine]:
    """How a case came about, for its statement of reasons."""
    forms = set(await sql.FORMS.all(tx.db, BUCKET, case.id))
    origin: Origin = "trusted-flagger" if case.is_flagged else "notice" if case.reports else "own-initiative"
    if MACHINE not in forms:
        return origin, Machine(use="none")
    machine = Machine(use="detected", engine="hongqiao", version=VERSION)
    return ("own-initiative" if forms == {MACHINE} else origin), machine


async def settle(tx: Scope, case: Case, *, outcome: str, proof: str) -> None:
    """The case is decided: ends its clock, later the hold. Emits MachineCaseSettled if there was one."""
    if MACHINE not in await sql.FORMS.all(tx.db, BUCKET, case.id):
        return
    if any(clock.kind == REVIEW for clock in await clocks.clocks_of(tx, case.id)):
        await clocks.finish(tx, case.id, REVIEW, proof=proof)
    bodies = await case_sql.EVIDENCE.all(tx.db, BUCKET, case.id)
    pictures = {key for body in bodies for key in msgspec.json.decode(body, type=Evidence).pictures}
    named = {"subject": case.subject, "subject_kind": case.subject_kind, "outcome": outcome}
    await tx.record(MachineCaseSettled(bucket=BUCKET, pictures=tuple(sorted(pictures)), **named))


async def has_case(scope: Scope, subject: str) -> bool:
    """Whether a case about the subject is open."""
    return await sql.CASE_OF.maybe(scope.db, BUCKET, subject) is not None


async def lift(scope: Scope, event: MachineCaseSettled) -> None:
    """Lets a held subject go once its case is decided, and pictures where nothing was wrong; a reactor.

    Emits HoldLifted, once.
    """
    for key in event.pictures if event.outcome == "none" else ():
        await media.prints.free(scope, key)
    bucket = bucket_of(_id_of(event.subject))
    async with scope.transaction() as tx:
        row = await sql.LET_GO.maybe(tx.db, bucket, event.subject)
        if row is not None:
            named = {"subject": row.subject, "subject_kind": row.subject_kind, "person_id": row.person_id}
            await tx.record(HoldLifted(bucket=bucket, **named))


async def forget(scope: Scope, subject: str) -> None:
    """The subject was withdrawn or erased: nothing is left to hold. An open case stays, with its evidence.

    One statement in the subject’s bucket; twice is once.
    """
    await sql.LET_GO.maybe(scope.db, bucket_of(_id_of(subject)), subject)


async def _due(scope: Scope, case_id: int | None) -> datetime | None:
    if case_id is None:
        return None
    running = await clocks.clocks_of(scope, case_id)
    return min(
        (clock.ends_at(scope.now) for clock in running if clock.kind != "evidence-preservation"), default=None
    )


def _id_of(subject: str) -> int:
    id_ = from_public(subject.partition(":")[2])
    assert id_ is not None, subject
    return id_
