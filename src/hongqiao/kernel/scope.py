"""What every feature function is handed first: who asks, when, through which connection."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from hongqiao.kernel.errors import SignInNeeded
from hongqiao.kernel.events import Event, to_wire
from hongqiao.kernel.ids import AccountId, IdMaker
from hongqiao.kernel.ports import Ports
from hongqiao.kernel.sql import Connection


class Viewer(msgspec.Struct, frozen=True):
    """The person (or nobody) for whom something is done.

    `locale` is the interface language; `reads` are the languages they read, best first: text in
    any of them is shown as written, everything else in `reads[0]`, and what is in one of `both` twice.
    `proven_at` is when they last proved on this device who they are. `is_adult` and `country` (two letters,
    empty when unknown) are what they said of themselves.
    """

    account_id: AccountId | None = None
    handle: str = ""
    role: str = "member"
    locale: str = "en"
    reads: tuple[str, ...] = ("en",)
    both: tuple[str, ...] = ()
    proven_at: datetime | None = None
    is_adult: bool = False
    country: str = ""

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None


@dataclass(slots=True)
class Scope:
    """One request or one job."""

    viewer: Viewer
    db: Connection
    ports: Ports
    ids: IdMaker
    now: datetime

    @property
    def me(self) -> AccountId:
        """The signed-in viewer's id; raises SignInNeeded for nobody."""
        if self.viewer.account_id is None:
            raise SignInNeeded
        return self.viewer.account_id

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator["Scope"]:
        """A scope whose statements are one transaction: it may write in one bucket only."""
        async with self.db.transaction() as connection:
            yield replace(self, db=connection)

    async def record(self, event: Event) -> None:
        """Records the event in the outbox; call it inside the transaction that it tells of."""
        await self.ports.outbox.insert(
            self.db,
            bucket=event.bucket,
            id_=self.ids.make(event.bucket),
            kind=type(event).__name__,
            body=to_wire(event),
            at=self.now,
        )

    async def record_all(self, events: Sequence[Event]) -> None:
        """Records many events of one bucket by one statement, in their order."""
        if not events:
            return
        bucket = events[0].bucket
        rows = [(self.ids.make(bucket), type(one).__name__, to_wire(one), self.now) for one in events]
        await self.ports.outbox.insert_all(self.db, bucket=bucket, rows=rows)
