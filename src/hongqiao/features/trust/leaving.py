"""What trust does when somebody is erased: what held of them holds no more; what is kept, the map says."""

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


async def let_evidence_go(scope: Scope, account_id: int) -> list[str]:
    """Lets go of the pictures that cases about an erased account keep; returns the subjects of the cases.

    Call it before the rules of the map end the evidence itself; twice is once.
    """
    subjects = []
    for kept in await sql.EVIDENCE_ABOUT.all(scope.db, BUCKET, account_id):
        subject = f"case:{to_public(kept.case_id)}"
        evidence = msgspec.json.decode(kept.body, type=Evidence)
        await media.release(scope, evidence.pictures, subject=subject)
        subjects.append(subject)
    return sorted(set(subjects))
