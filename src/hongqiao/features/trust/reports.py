"""Reporting: a receipt for whoever reports, and a case with the evidence for those who decide."""

import hashlib
import hmac
import secrets

import msgspec

from hongqiao.features.trust import clocks, misuse
from hongqiao.features.trust.casework import (
    OPEN,
    Case,
    Evidence,
    Progress,
    Told,
    checked_report,
    priority_of,
)
from hongqiao.features.trust.events import CaseOpened
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import cases as sql
from hongqiao.kernel.errors import Invalid, NotFound, SignInNeeded, mark
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.scope import Scope

_CLOCKS = {"intimate-image": "intimate-image", "minor-safety": "evidence-preservation"}
"""The legal clock that a report of a category starts, where a pack asks for it."""


class Receipt(msgspec.Struct, frozen=True):
    """What whoever reported gets: a number, and without an account the key to its page."""

    id: int
    key: str = ""


async def report(tx: Scope, evidence: Evidence, told: Told) -> Receipt:
    """Reports a subject that the viewer may see; the same person twice gets the same receipt.

    Only a report by law is taken without an account. Raises Invalid by field. Emits CaseOpened.
    """
    told, me = checked_report(told), tx.viewer.account_id
    if me is None and told.form != "law":
        raise SignInNeeded
    if me is not None:
        await misuse.require_may_report(tx)
    if me is not None and me == evidence.person_id:
        raise Invalid(mark("This is your own. You can change it or take it back yourself."))
    new_id = tx.ids.make(BUCKET)
    priority = priority_of(told.category, reports=1, is_by_law=told.form == "law")
    case_id = await sql.OPEN_CASE.one(
        tx.db,
        BUCKET,
        new_id,
        evidence.subject,
        evidence.kind,
        evidence.person_id,
        list(evidence.parties),
        told.category,
        priority,
        tx.now,
    )
    if case_id == new_id:
        await tx.record(CaseOpened(bucket=BUCKET, case_id=case_id))
    return await _keep(tx, await sql.CASE.one(tx.db, BUCKET, case_id), evidence, told)


async def progress(scope: Scope, report_id: int, *, key: str = "") -> Progress:
    """How a report stands, for whoever made it: by account, or by the key. Raises NotFound for others."""
    row = None
    if bucket_of(report_id) == BUCKET:
        row = await sql.REPORT.maybe(scope.db, BUCKET, report_id)
    if row is None or not (_is_mine(scope, row) or _opens(key, row)):
        raise NotFound
    case = await sql.CASE.one(scope.db, BUCKET, row.case_id)
    return Progress(
        id=row.id,
        category=row.category,
        words=row.words,
        lang=row.lang,
        made_at=row.made_at,
        subject_kind=case.subject_kind,
        is_open=case.state == OPEN,
        is_contested=case.state == 2,
        outcome=case.outcome,
        decided_at=case.decided_at,
    )


async def own(scope: Scope, *, at_most: int = 24) -> list[Progress]:
    """The viewer’s reports and how each stands, newest first."""
    return await sql.REPORTS_BY.all(scope.db, BUCKET, scope.me, at_most)


async def reporters_of(scope: Scope, case_id: int) -> list[int]:
    """Accounts that reported what a case is about; for reactors."""
    return await sql.REPORTERS.all(scope.db, BUCKET, case_id)


async def _keep(tx: Scope, case: Case, evidence: Evidence, told: Told) -> Receipt:
    """Adds the report to its case, which is held until the transaction ends."""
    me, key = tx.viewer.account_id, secrets.token_urlsafe(24)
    report_id = tx.ids.make(BUCKET)
    is_new = await sql.INSERT_REPORT.run(
        tx.db,
        BUCKET,
        report_id,
        case.id,
        me,
        told.form,
        told.category,
        told.words,
        told.lang,
        told.name,
        told.email,
        None if me is not None else _hash(key),
        tx.now,
    )
    if not is_new:
        return Receipt(await sql.REPORT_OF.one(tx.db, BUCKET, case.id, me))
    body = msgspec.json.encode(evidence).decode()
    await sql.KEEP_EVIDENCE.run(tx.db, BUCKET, case.id, evidence.version, body, tx.now)
    by_law, flagged = told.form == "law", await misuse.is_flagger(tx, me)
    alone = priority_of(told.category, reports=1, is_by_law=by_law, is_flagged=flagged)
    together = priority_of(told.category, reports=case.reports + 1, is_by_law=by_law, is_flagged=flagged)
    await sql.COUNT_REPORT.run(tx.db, BUCKET, case.id, together, told.category, alone, flagged)
    if told.category in _CLOCKS:
        await clocks.start(tx, case.id, _CLOCKS[told.category])
    return Receipt(report_id, "" if me is not None else key)


def _is_mine(scope: Scope, row: sql.ReportRow) -> bool:
    return row.reporter_id is not None and row.reporter_id == scope.viewer.account_id


def _opens(key: str, row: sql.ReportRow) -> bool:
    return bool(key) and row.key_hash is not None and hmac.compare_digest(_hash(key), row.key_hash)


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode(errors="replace")).digest()
