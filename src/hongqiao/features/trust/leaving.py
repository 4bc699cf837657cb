"""What trust does when somebody is erased, and when a case has been over for long; the map says the rest."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from hongqiao.features import media
from hongqiao.features.trust import standing
from hongqiao.features.trust.casework import Evidence
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import leaving as sql
from hongqiao.kernel.ids import bucket_of, to_public
from hongqiao.kernel.scope import Scope


async def take_back(scope: Scope) -> None:
    """Ends decisions about the viewer and what was theirs: there is nothing left for them to hold of."""
    await sql.END_DECISIONS.run(scope.db, BUCKET, scope.me, scope.now)
    await sql.CLEAR_OWN.run(scope.db, bucket_of(scope.me), standing.account(scope.me))


async def closed_before(scope: Scope, before: datetime) -> list[sql.Closed]:
    """Some cases that were over before this moment, and of which no legal deadline still runs."""
    return await sql.CLOSED_BEFORE.all(scope.db, BUCKET, before, scope.now)


async def let_closed_go(scope: Scope, closed: Sequence[sql.Closed]) -> list[str]:
    """Lets go of the pictures that cases keep which are over; returns the subjects whose words go next."""
    for kept in await sql.EVIDENCE_OF.all(scope.db, BUCKET, [one.id for one in closed]):
        evidence = msgspec.json.decode(kept.body, type=Evidence)
        await media.release(scope, evidence.pictures, subject=f"case:{to_public(kept.case_id)}")
    told = [f"statement:{to_public(id_)}" for one in closed for id_ in (*one.lifted, *one.reversals)]
    return [*(f"case:{to_public(one.id)}" for one in closed), *told]


async def end_cases(scope: Scope, closed: Sequence[sql.Closed]) -> None:
    """Deletes cases that are over, with all of theirs. What still holds keeps its decision and statement.

    Reports and appeals stay as numbers for the transparency report: without a word, and naming nobody.
    """
    ids = [one.id for one in closed]
    statements = [id_ for one in closed for id_ in (*one.lifted, *one.reversals)]
    async with scope.transaction() as tx:
        await sql.EMPTY_REPORTS.run(tx.db, BUCKET, ids)
        await sql.EMPTY_APPEALS.run(tx.db, BUCKET, ids)
        await sql.END_STATEMENTS.run(tx.db, BUCKET, statements)
        await sql.END_CASES.run(tx.db, BUCKET, ids)


async def let_evidence_go(scope: Scope, account_id: int) -> list[str]:
    """Lets go of the pictures that cases about an erased account keep; returns the subjects of the cases and
    of the statements of reasons, whose words go next.

    Call it before the rules of the map end the evidence itself; twice is once.
    """
    told = await sql.STATEMENTS_ABOUT.all(scope.db, BUCKET, account_id)
    subjects = [f"statement:{to_public(id_)}" for id_ in told]
    for kept in await sql.EVIDENCE_ABOUT.all(scope.db, BUCKET, account_id):
        subject = f"case:{to_public(kept.case_id)}"
        evidence = msgspec.json.decode(kept.body, type=Evidence)
        await media.release(scope, evidence.pictures, subject=subject)
        subjects.append(subject)
    return sorted(set(subjects))
