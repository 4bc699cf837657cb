"""The standing cast: mei writes Chinese, diego Spanish, aisha moderates, noor is 15, luma is a brand."""

from dataclasses import replace

import msgspec

from hongqiao.adapters.postgres.jobs import JobWanted
from hongqiao.adapters.postgres.outbox import JOB, TAKE
from hongqiao.entry.wiring import JOBS, reactors
from hongqiao.features import accounts, people
from hongqiao.kernel.events import from_wire
from hongqiao.kernel.scope import Scope, Viewer

PASSWORD = "seven bridges in spring"
YOUNG, ADULT = "14-15", "18-0"
"""As the form says it where the house’s own pack holds; noor is 15."""

CAST = {
    "mei": ("小美", ("zh-Hans",), ADULT),
    "diego": ("Diego", ("es", "en"), ADULT),
    "aisha": ("Aisha", ("en", "ar"), ADULT),
    "noor": ("Noor", ("ar",), YOUNG),
    "luma": ("Luma", ("en",), ADULT),
}


async def sign_up(scope: Scope, handle: str) -> Scope:
    """Signs one of the cast up; returns a scope in which they act."""
    name, reads, born = CAST.get(handle, (handle.title(), ("en",), ADULT))
    form = accounts.SignUp(handle, PASSWORD, born, reads, ("food", "pets", "travel"), "en", name)
    async with scope.transaction() as tx:
        account_id, checked = await accounts.sign_up(tx, form)
        await people.introduce(tx, account_id, handle, name=checked.name, lang=reads[0])
    role = "moderator" if handle == "aisha" else "member"
    return replace(
        scope,
        viewer=Viewer(account_id, handle, role, "en", reads, proven_at=scope.now, is_adult=born == ADULT),
    )


async def drain(scope: Scope, *, with_jobs: bool = False, without: tuple[str, ...] = ()) -> list[JobWanted]:
    """Runs all reactors until the outbox is empty; returns the jobs that were asked for (or runs them).

    `without`: beginnings of the names of reactors that don't matter to a test, which is faster so.
    """
    known, asked = reactors(), []
    while rows := await TAKE.all(scope.db, 500):
        for row in sorted(rows, key=lambda row: row.id):
            if row.kind == JOB:
                asked.append(msgspec.msgpack.decode(row.body, type=JobWanted))
                continue
            event = from_wire(row.kind, row.body)
            for name in known.names_for(row.kind):
                if not name.startswith(without):
                    await known.named(row.kind, name)(scope, event)
    if with_jobs:
        for job in asked:
            await JOBS[job.kind][0](scope, job.body)
    return asked
