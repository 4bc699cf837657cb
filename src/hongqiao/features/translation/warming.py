"""Engines prepared for the pairs that readers use, while nobody waits: the first tap costs no cold start."""

from collections.abc import Sequence

from hongqiao.features.translation import desk, store
from hongqiao.features.translation.queue import JOB
from hongqiao.kernel.language import base_of
from hongqiao.kernel.scope import Scope

PAIRS_AT_MOST = 4


async def warm(scope: Scope, targets: Sequence[str]) -> None:
    """Prepares the engines that would be asked first for the commonest pairs; `targets` are the languages
    that are read, most wanted first. Ends as soon as any text waits, or an engine gives way. For the worker.
    """
    for source, target in await pairs_used(scope, targets):
        if await scope.ports.jobs.waiting(scope.db, kind=JOB):
            return
        engines = await desk.on_duty(scope, source, target, shared=True)
        if engines and isinstance(engines[0], desk.Guarded) and not await engines[0].warm(source, target):
            return


async def pairs_used(scope: Scope, targets: Sequence[str]) -> list[tuple[str, str]]:
    """The likeliest pairs, best first: languages of the newest texts by number, with those that are read."""
    written = await store.NEWEST_LANGUAGES.all(scope.db)
    read = list(dict.fromkeys(base_of(tag) for tag in targets))
    weighed = {
        (base_of(one.lang), target): one.texts / (1 + place)
        for one in written
        for place, target in enumerate(read)
        if base_of(one.lang) != target
    }
    return sorted(weighed, key=lambda pair: -weighed[pair])[:PAIRS_AT_MOST]
