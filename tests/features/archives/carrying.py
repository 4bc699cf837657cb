"""An archive made and read in one go."""

import io
from dataclasses import replace

from hongqiao.entry.wiring import JOBS
from hongqiao.features import archives
from hongqiao.kernel.scope import Scope, Viewer
from tests.cast import drain


async def made(who: Scope) -> str:
    """Asked for, made by the worker’s job; the key under which it is fetched."""
    await archives.carrying_out.ask(who)
    worker = replace(who, viewer=Viewer())
    for job in await drain(worker):
        if job.kind == archives.carrying_out.JOB:
            await JOBS[job.kind][0](worker, job.body)
    (row, *_) = await archives.carrying_out.asked(who)
    assert row.state == "ready"
    return row.key


async def carried_out(who: Scope) -> io.BytesIO:
    """The whole way; the archive is deleted on the site afterwards."""
    key = await made(who)
    _, pieces = await archives.carrying_out.opened(who, key)
    held = io.BytesIO(b"".join([piece async for piece in pieces]))
    await archives.carrying_out.withdraw(who, key)
    return held
