"""Filling the demo town: the whole of it in order, the first page first, as often as one likes."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from hongqiao.entry.demo_town.covers import Covers
from hongqiao.entry.demo_town.inhabitants import Resident, follow_one_another, founding_ms, settle_in
from hongqiao.entry.demo_town.liking import keep_boards, like_comments, like_notes
from hongqiao.entry.demo_town.publishing import publish_notes
from hongqiao.entry.demo_town.remembering import remember_translations
from hongqiao.entry.demo_town.talk import say_all
from hongqiao.entry.demo_town.town import OPENS_WITH, Town, TownNote, first_notes, read_town
from hongqiao.entry.demo_town.translations import TownText, texts_of
from hongqiao.kernel.ids import IdMaker, NoteId
from hongqiao.kernel.ports import Ports
from hongqiao.kernel.scope import Scope, Viewer
from hongqiao.kernel.sql import Connection


class Step(msgspec.Struct, frozen=True):
    """How far the filling is. Stages in order: people, notes, done."""

    stage: str
    done: int
    total: int


Progress = Callable[[Step], None]
FirstPage = Callable[[], Awaitable[None]]


async def _nobody_waits() -> None:
    """When nobody waits for the first page."""


async def fill(
    ports: Ports,
    database: Connection,
    ids: IdMaker,
    *,
    photos: Path | None = None,
    progress: Progress,
    first_page: FirstPage = _nobody_waits,
    town: Town | None = None,
) -> None:
    """Makes what is not there yet of the demo town: a killed filling goes on where it was.

    `town` is the shipped one unless another is given, `photos` a folder with credits.json. `first_page` is
    awaited once when a site can be shown, some 10 s after the start on two free cores; the rest takes
    a minute or two. What other buckets must hear of waits in the outbox for the worker.
    Raises TownTrouble when one of its handles belongs to somebody else.
    """
    town = town or read_town()
    scope = Scope(viewer=Viewer(), db=database, ports=ports, ids=ids, now=datetime.now(UTC))
    founded_ms = await founding_ms(scope, town)
    progress(Step("people", 0, len(town.people)))
    residents = await settle_in(scope, town, founded_ms)
    await follow_one_another(scope, residents, founded_ms)
    progress(Step("people", len(town.people), len(town.people)))
    work = _Filling(
        town, scope, residents, founded_ms, Covers(ports.settings.home, photos), texts_of(town), progress
    )
    first = first_notes(town.notes)
    rest = [note for note in town.notes if note not in first]
    found: dict[str, NoteId] = {}
    for some in (first[:OPENS_WITH], first[OPENS_WITH:], rest):
        found |= await work.open(some, after=len(found))
        if some and some[0] is first[0]:
            await first_page()
        await work.enliven(some, found)
    await keep_boards(scope, town, residents, found, founded_ms=founded_ms)
    await remember_translations(scope, [text for text in work.texts if text.kind == "bios"])
    progress(Step("done", 1, 1))


@dataclass(frozen=True, slots=True)
class _Filling:
    """What all stages share."""

    town: Town
    scope: Scope
    residents: dict[str, Resident]
    founded_ms: int
    covers: Covers
    texts: Sequence[TownText]
    progress: Progress

    async def open(self, some: Sequence[TownNote], *, after: int) -> dict[str, NoteId]:
        """Publishes these notes, translations first; `after` so many others."""
        keys = {note.key for note in some}
        await remember_translations(
            self.scope, [text for text in self.texts if text.ref.split(":")[0] in keys]
        )
        scope = replace(self.scope, now=datetime.now(UTC))
        return await publish_notes(
            scope,
            self.residents,
            some,
            self.covers,
            founded_ms=self.founded_ms,
            tell=lambda done: self.progress(Step("notes", after + done, len(self.town.notes))),
        )

    async def enliven(self, some: Sequence[TownNote], ids: dict[str, NoteId]) -> None:
        """Likes these notes and says what is said under them."""
        keys = {note.key for note in some}
        said = [comment for comment in self.town.comments if comment.note in keys]
        under = {comment.key for comment in said}
        await like_notes(self.scope, self.residents, some, ids, founded_ms=self.founded_ms)
        await remember_translations(
            self.scope, [text for text in self.texts if text.ref.split(":")[0] in under]
        )
        comments = await say_all(self.scope, self.residents, some, said, ids, founded_ms=self.founded_ms)
        await like_comments(self.scope, self.residents, said, comments, founded_ms=self.founded_ms)
