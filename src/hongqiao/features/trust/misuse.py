"""Who may report, and who is heard first: trusted flaggers, and reports that were manifestly unfounded.

Nobody is stopped by software: after a warning a case is opened, and a person decides, with reasons.
"""

from datetime import timedelta

import msgspec

from hongqiao.features.trust.casework import Case, Evidence, priority_of
from hongqiao.features.trust.events import CaseOpened
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import cases as case_sql
from hongqiao.features.trust.queries import staff as sql
from hongqiao.features.trust.standing import account, standings
from hongqiao.kernel.errors import NotAllowed, mark
from hongqiao.kernel.ids import AccountId
from hongqiao.kernel.scope import Scope

COUNTED_FOR = timedelta(days=180)
WARNED_AT, LOOKED_AT_FROM = 3, 5
"""Manifestly unfounded reports in half a year: the form warns, and a case is opened. Our own choice."""
_CATEGORY = "spam"


async def require_may_report(scope: Scope) -> None:
    """Raises NotAllowed while a decision keeps the viewer from reporting."""
    if any(one.action == "pause-reports" for one in await standings(scope, account(scope.me))):
        raise NotAllowed(mark("You cannot report for now. /statements says why, and how to disagree."))


async def is_warned(scope: Scope) -> bool:
    """Whether so many of the viewer’s reports were unfounded that the form says so."""
    if scope.viewer.account_id is None:
        return False
    return await _unfounded(scope, scope.viewer.account_id) >= WARNED_AT


async def is_flagger(scope: Scope, account_id: int | None) -> bool:
    """Whether this account reports as a trusted flagger."""
    return account_id is not None and await sql.FLAGGER.maybe(scope.db, BUCKET, account_id) is not None


async def trust_flagger(scope: Scope, account_id: AccountId, name: str) -> None:
    """From now on, reports of this account come first and are named in statements; for the operator."""
    await sql.TRUST_FLAGGER.run(scope.db, BUCKET, account_id, name, scope.now)


async def distrust_flagger(scope: Scope, account_id: AccountId) -> None:
    """Takes it back; for the operator."""
    await sql.DISTRUST_FLAGGER.run(scope.db, BUCKET, account_id)


async def call_unfounded(tx: Scope, case: Case) -> None:
    """Writes down that the reports were manifestly unfounded; often enough, that is a case itself."""
    for reporter_id in await sql.CALL_UNFOUNDED.all(tx.db, BUCKET, case.id):
        if reporter_id and await _unfounded(tx, reporter_id) >= LOOKED_AT_FROM:
            await _open(tx, AccountId(reporter_id))


async def _unfounded(scope: Scope, account_id: int) -> int:
    return await sql.UNFOUNDED.one(scope.db, BUCKET, account_id, scope.now - COUNTED_FOR)


async def _open(tx: Scope, account_id: AccountId) -> None:
    subject, new_id = account(account_id), tx.ids.make(BUCKET)
    priority = priority_of(_CATEGORY, reports=1, is_by_law=False)
    case_id = await case_sql.OPEN_CASE.one(
        tx.db, BUCKET, new_id, subject, "account", account_id, [tx.me], _CATEGORY, priority, tx.now
    )
    if case_id != new_id:
        return
    evidence = Evidence(
        subject=subject,
        kind="account",
        person_id=account_id,
        handle="",
        parties=(tx.me,),
        path="/admin/cases",
        version="misuse",
        texts=(),
    )
    body = msgspec.json.encode(evidence).decode()
    await case_sql.KEEP_EVIDENCE.run(tx.db, BUCKET, case_id, evidence.version, body, tx.now)
    line = (case_id, tx.ids.make(BUCKET), tx.me, tx.viewer.handle, "misuse", "", tx.now)
    await case_sql.ADD_LINE.run(tx.db, BUCKET, *line)
    await tx.record(CaseOpened(bucket=BUCKET, case_id=case_id))
