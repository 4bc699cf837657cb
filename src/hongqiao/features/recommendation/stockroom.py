"""What one web process holds: the stock, looked for anew now and then, and the sessions of readers."""

import asyncio
import secrets
import time
from collections import OrderedDict

import msgspec
import numpy as np

from hongqiao.features import topics
from hongqiao.features.recommendation import light
from hongqiao.features.recommendation.candidates import Near
from hongqiao.features.recommendation.model import CONFIG, Reason, config_with
from hongqiao.features.recommendation.queries import choices
from hongqiao.features.recommendation.stock import EMPTY, LIGHT, NEAR, STOCK, Laid, Stock
from hongqiao.kernel.scope import Scope

LOOK_EVERY_S = 2.0
SESSIONS_HELD = 4_000


class Session:
    """One reader going down Explore once: what they were given, in order, each note once; `dropped` are notes
    that the rules keep from them.
    """

    def __init__(self, id_: int, account_id: int, given: list[int]) -> None:
        self.id, self.account_id, self.given = id_, account_id, given
        self.dropped: set[int] = set()
        self.pages: dict[int, list[int]] = {}
        self.reasons: dict[int, Reason] = {}
        self.next: dict[int, str] = {}


class Stockroom:
    """One a process. Holds no more than a few megabytes; losing it loses nothing."""

    def __init__(self, *, without: frozenset[str] = frozenset()) -> None:
        self.stock, self.near = EMPTY, {}
        self.without = without
        self.model, self.config = light.DEFAULT, CONFIG
        self.chance = np.random.default_rng()
        self._editions = {NEAR: 0, LIGHT: 0}
        self._looked_at = -LOOK_EVERY_S
        self._looking: asyncio.Task[None] | None = None
        self._sessions: OrderedDict[int, Session] = OrderedDict()

    near: Near

    async def look(self, scope: Scope) -> None:
        """Takes what is laid ready if it is newer. The first page waits for it, later ones do not."""
        if time.monotonic() - self._looked_at < LOOK_EVERY_S or self._looking is not None:
            return
        self._looked_at = time.monotonic()
        self._looking = asyncio.ensure_future(self._look(scope))
        self._looking.add_done_callback(self._looked)
        if self.stock is EMPTY:
            await asyncio.shield(self._looking)

    def _looked(self, task: "asyncio.Task[None]") -> None:
        self._looking = None
        if not task.cancelled():
            task.exception()  # a database that is away: the next look tries again

    async def _look(self, scope: Scope) -> None:
        edition = await choices.STOCK_EDITION.maybe(scope.db, choices.BUCKET, STOCK)
        if edition is not None and edition != self.stock.edition:
            laid = await choices.STOCK.one(scope.db, choices.BUCKET, STOCK)
            self.stock = await asyncio.to_thread(_made, laid)
        if (body := await self._newer(scope, NEAR)) is not None:
            self.near = msgspec.msgpack.decode(body, type=dict[int, list[tuple[int, float]]])
        if (body := await self._newer(scope, LIGHT)) is not None:
            self.model, self.config = light.unpacked(body), config_with(body)

    async def _newer(self, scope: Scope, kind: str) -> bytes | None:
        edition = await choices.STOCK_EDITION.maybe(scope.db, choices.BUCKET, kind)
        if edition is None or edition == self._editions[kind]:
            return None
        laid = await choices.STOCK.one(scope.db, choices.BUCKET, kind)
        self._editions[kind] = laid.edition
        return laid.body

    def session(self, id_: int, account_id: int) -> Session | None:
        """The session, if this process holds it and it is this reader's."""
        found = self._sessions.get(id_)
        if found is None or found.account_id != account_id:
            return None
        self._sessions.move_to_end(id_)
        return found

    def begin(self, account_id: int, *, id_: int = 0, given: tuple[int, ...] = ()) -> Session:
        """A new session; or one that was lost, with what was given in it."""
        session = Session(id_ or secrets.randbits(62), account_id, list(given))
        self._sessions[session.id] = session
        while len(self._sessions) > SESSIONS_HELD:
            self._sessions.popitem(last=False)
        return session


def _made(laid: choices.Stocked) -> Stock:
    """In a thread: some 30 ms for 6,000 notes; the first time also what is known of topics."""
    topics.atlas()
    stock = Stock(laid.edition, msgspec.msgpack.decode(laid.body, type=Laid))
    if len(stock):
        _ = (stock.place, stock.by_lang, stock.by_topic, stock.by_author, stock.spectrum, stock.traits)
    return stock
