"""What people asked: each one's own history, and queries that so many asked that all are offered them."""

import hmac
from datetime import datetime, timedelta

from hongqiao.features import trust
from hongqiao.features.search.events import SearchAsked, SearchesCleared
from hongqiao.features.search.folding import fold
from hongqiao.features.search.names import forget_names, keys_of, set_name
from hongqiao.features.search.queries import asked as rows
from hongqiao.features.search.queries.asked import Past
from hongqiao.kernel.errors import mark
from hongqiao.kernel.ids import bucket_of, bucket_of_name
from hongqiao.kernel.moments import to_micros
from hongqiao.kernel.scope import Scope

DISTINCT, STANDS = 5, timedelta(days=30)
"""So many different accounts must have asked the same within this time before anybody else is offered it."""

KEPT = 30
HISTORY_WORDS = mark(
    "Keep my last 30 searches, for me alone; and count, without my name, what many people search for."
)
"""What somebody agrees to, or takes back, with the switch."""

_AT_ONCE = 500


async def note_search(scope: Scope, words: str) -> None:
    """Remembers a search that found something: in the viewer's history unless they don't want one, and as one
    more person who asked. Nothing is kept of who isn't signed in. Emits SearchAsked.
    """
    folded, me = " ".join(fold(words).split()), scope.viewer.account_id
    if me is None or not folded or len(folded) > 60:
        return
    if not await keeps_history(scope):
        return
    shown, at_micros = " ".join(words.split()), to_micros(scope.now)
    async with scope.transaction() as tx:
        await rows.REMEMBER.run(tx.db, bucket_of(me), me, folded, shown, scope.now)
        await tx.record(SearchAsked(bucket=bucket_of(me), account_id=me, words=shown, at_micros=at_micros))
    bucket = bucket_of_name(folded)
    asker = hmac.digest(scope.ports.settings.secret, f"search:{me}:{folded}".encode(), "sha256")[:16]
    await rows.ASK.run(scope.db, bucket, folded, asker, scope.now)
    askers = await rows.ASKERS.one(scope.db, bucket, folded, scope.now - STANDS)
    if askers >= DISTINCT and _may_be_offered(scope, folded):
        await set_name(scope, "query", folded, folded, notes=askers)


async def history(scope: Scope) -> list[Past]:
    """The viewer's last searches, newest first."""
    return await rows.HISTORY.all(scope.db, bucket_of(scope.me), scope.me, KEPT)


async def clear_history(scope: Scope) -> None:
    """Forgets all the viewer's searches. Emits SearchesCleared."""
    async with scope.transaction() as tx:
        await _clear(tx)


async def _clear(tx: Scope) -> None:
    bucket, at_micros = bucket_of(tx.me), to_micros(tx.now)
    await rows.CLEAR.run(tx.db, bucket, tx.me)
    await tx.record(SearchesCleared(bucket=bucket, account_id=tx.me, at_micros=at_micros))


async def keeps_history(scope: Scope) -> bool:
    """Whether the viewer's searches are kept; they are until somebody says no."""
    return await rows.KEEPS.maybe(scope.db, bucket_of(scope.me), scope.me) is not False


async def keep_history(scope: Scope, *, words: str = HISTORY_WORDS, surface: str = "search") -> None:
    """Keeps the viewer's searches from now on; the consent ledger has the words that were shown."""
    async with scope.transaction() as tx:
        await _choose(tx, words, surface, yes=True)


async def stop_history(scope: Scope, *, words: str = HISTORY_WORDS, surface: str = "search") -> None:
    """Keeps none from now on, and forgets those there are. Emits SearchesCleared."""
    async with scope.transaction() as tx:
        await _choose(tx, words, surface, yes=False)
        await _clear(tx)


async def _choose(tx: Scope, words: str, surface: str, *, yes: bool) -> None:
    """The same again leaves no second line in the ledger."""
    await rows.CHOOSE.run(tx.db, bucket_of(tx.me), tx.me, yes)
    if await trust.consent.choice(tx, tx.me, "search-history") is not yes:
        lang = tx.viewer.locale
        await trust.consent.choose(
            tx, tx.me, "search-history", yes=yes, words=words, lang=lang, surface=surface
        )


async def forget_asked(scope: Scope) -> None:
    """Forgets who asked what after a month, and offers no longer what too few have asked since, or what
    screening finds by the rules of now; for the worker.
    """
    await rows.FORGET_ASKED.run(scope.db, scope.now - STANDS)
    after = ""
    while words := await keys_of(scope, "query", after=after, limit=_AT_ONCE):
        buckets, after = [bucket_of_name(one) for one in words], words[-1]
        asked = await rows.ASKERS_OF.all(scope.db, buckets, words, scope.now - STANDS)
        kept = {one.words for one in asked if one.askers >= DISTINCT and _may_be_offered(scope, one.words)}
        if past := [one for one in words if one not in kept]:
            await forget_names(scope, "query", past)


def _may_be_offered(scope: Scope, words: str) -> bool:
    """Whether screening finds nothing in the words: no slur, no address, no number of somebody."""
    return not trust.screening.screen_words(words, home=scope.ports.settings.home)


async def forget_old(scope: Scope, before: datetime) -> int:
    """Forgets searches in people’s own histories that are older than this; for the worker."""
    return await rows.FORGET_HISTORY.run(scope.db, before)
