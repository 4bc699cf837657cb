"""Readers who wait: how much they may ask for, in which order they are served, and who has left.

A reader is 16 bytes of the asker's making. The order is round robin: each further wish of one reader goes
behind the first wishes of the others.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import msgspec

from hongqiao.features.translation import memory
from hongqiao.features.translation.model import Text, is_translatable, key_of, own_key_of
from hongqiao.features.translation.queries import waits
from hongqiao.features.translation.queue import JOB, request
from hongqiao.features.translation.warming import warm as warm
from hongqiao.kernel.errors import TooSoon, mark
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.language import base_of
from hongqiao.kernel.ports.jobs import FOLLOWED, TAPPED, VISIBLE
from hongqiao.kernel.scope import Scope

READER_AT_MOST = 60
TAPS_AT_MOST = 20
ALL_AT_MOST = 2_000
"""Wishes of readers that may wait at once: of one, of one who tapped, of all."""

SCREEN_STANDS = timedelta(seconds=60)
"""A wish for what is on the screen is dropped when its page was silent for so long."""
TAP_STANDS = timedelta(hours=1)
TURNS = 99
"""So many wishes of one reader are told apart by priority; those beyond are equal."""
BUSY_S = 30


class Asked(msgspec.Struct, frozen=True):
    """How many wishes wait now, and the refs of those for which there was no room: ask again later."""

    asked: int
    later: tuple[str, ...] = ()


async def ask(scope: Scope, texts: Sequence[Text], target: str, *, reader: bytes) -> Asked:
    """Asks for what is on a reader's screen. What is too much is left out: the page shows it as written.

    Call it outside a transaction: it writes in the bucket of the reader, then in that of each text.
    """
    fresh = await _fresh(scope, texts, target)
    if not fresh:
        return Asked(0)
    mine = await _waits(scope, fresh, target, reader)
    room = max(0, min(READER_AT_MOST - mine.waiting, ALL_AT_MOST - await _all_waiting(scope)))
    taken = dict(list(fresh.items())[:room])
    await _wait(scope, taken, target, reader, is_tapped=False)
    for turn, text in enumerate(taken.values(), mine.waiting):
        await request(scope, text, target, VISIBLE - min(turn, TURNS), for_readers=True)
    return Asked(len(taken), tuple(text.ref for key, text in fresh.items() if key not in taken))


async def tap(scope: Scope, text: Text, target: str, *, reader: bytes) -> bool:
    """Asks for what a reader tapped, before all that is only on screens. Whether it was asked for.

    Never left out. Raises TooSoon when too many of this reader's taps wait already. As ask, no transaction.
    """
    fresh = await _fresh(scope, [text], target)
    if not fresh:
        return False
    mine = await _waits(scope, fresh, target, reader)
    if mine.tapped >= TAPS_AT_MOST:
        raise TooSoon(
            BUSY_S, mark("The translators are busy with what you asked for. Try again in a moment.")
        )
    await _wait(scope, fresh, target, reader, is_tapped=True)
    await request(scope, text, target, TAPPED - min(mine.tapped, TURNS), for_readers=True)
    return True


async def stay(scope: Scope, texts: Sequence[Text], target: str, *, reader: bytes) -> None:
    """Says that a reader's page is still open: their wishes for these texts go on. One statement."""
    keys, until = [key_of(text) for text in texts], scope.now + SCREEN_STANDS
    await waits.STAY.run(scope.db, bucket_of_name(reader), reader, keys, base_of(target), until)


async def forget_waits(scope: Scope) -> int:
    """Clears wishes that nobody waits for any more; for the worker. Returns how many."""
    return await waits.FORGET_WAITS.run(scope.db, scope.now)


async def _fresh(scope: Scope, texts: Sequence[Text], target: str) -> dict[bytes, Text]:
    """Those that have no result and no failure of late, by key, each once. One statement."""
    wanted = {key_of(text): text for text in texts if text.words and is_translatable(text.lang, target)}
    if not wanted:
        return {}
    own = {key: own_key_of(text) for key, text in wanted.items()}
    known = await memory.known_among(scope, [*wanted, *own.values()], target)
    return {key: text for key, text in wanted.items() if not {key, own[key]} & known}


async def _waits(scope: Scope, fresh: Mapping[bytes, Text], target: str, reader: bytes) -> waits.Waits:
    """For how much else the reader waits."""
    return await waits.WAITS.one(
        scope.db, bucket_of_name(reader), reader, scope.now, list(fresh), base_of(target)
    )


async def _wait(
    scope: Scope, taken: Mapping[bytes, Text], target: str, reader: bytes, *, is_tapped: bool
) -> None:
    bucket, until = bucket_of_name(reader), scope.now + (TAP_STANDS if is_tapped else SCREEN_STANDS)
    rows = [(bucket, reader, key, base_of(target), is_tapped, until) for key in sorted(taken)]
    await waits.WAIT.run_each(scope.db, rows)


async def _all_waiting(scope: Scope) -> int:
    """Wishes of all readers in the queue; what nobody is looking at does not count."""
    return await scope.ports.jobs.waiting(scope.db, kind=JOB, above=FOLLOWED)
