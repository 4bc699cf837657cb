"""`hongqiao import notes FILE.jsonl`: content from elsewhere, published as its authors’ and indexed."""

import argparse
import asyncio
import hashlib
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import IO

import asyncpg
import msgspec

from hongqiao.adapters.models.vectors import MultilingualVectors
from hongqiao.entry.environment import default_home, read_settings
from hongqiao.entry.offline import with_database
from hongqiao.features import accounts, media, notes, people, search
from hongqiao.features.archives import id_ms
from hongqiao.features.notes import DraftPicture, NoteDraft
from hongqiao.kernel.errors import NotFound, Refusal
from hongqiao.kernel.ids import AccountId, DraftId, NoteId, bucket_of
from hongqiao.kernel.language import base_of, guess_lang
from hongqiao.kernel.scope import Scope, Viewer
from hongqiao.kernel.text import clean_block, clean_line, topic_slug

AT_ONCE, IN_A_TRANSACTION, TRANSACTIONS_AT_ONCE, INDEXED_AT_ONCE = 6_000, 250, 6, 1_000
HURRIED = {"synchronous_commit": "off"}  # what a power cut takes comes again with the same file
_STYLES = ("memo", "poster", "bubble", "book", "grid", "news", "night", "plain")
_TITLE, _BODY, _DAY_MS = 100, 4_900, 86_400_000
_HANDLE = re.compile(r"[a-z][a-z0-9_]{1,19}")
_NO_HANDLE = re.compile(r"[^a-z0-9_]+")


class Given(msgspec.Struct, frozen=True):
    """A line of the file. `pictures` are files, beside it unless they are absolute."""

    handle: str
    title: str = ""
    body: str = ""
    lang: str = ""
    topics: tuple[str, ...] = ()
    created_at: str | int | float | None = None
    pictures: tuple[str, ...] = ()


class Taken(msgspec.Struct, frozen=True):
    """What came of a file."""

    notes: int
    people: int
    refused: int


def add_import_command(
    commands: argparse._SubParsersAction, add: Callable[..., argparse.ArgumentParser]
) -> argparse._SubParsersAction:
    """Adds `import` to the command line; returns where others add what can be taken in."""
    doing = commands.add_parser("import", help="take content in").add_subparsers(
        required=True, metavar="WHAT"
    )
    taken = add(
        doing, "notes", _import, "publish notes from JSON lines {handle, title, body, lang, topics, …}"
    )
    taken.add_argument("file", type=Path, help="JSON lines; - for standard input")
    taken.add_argument("--no-vectors", action="store_true", help="words only: nothing is found by meaning")
    return doing


def _import(given: argparse.Namespace) -> int:
    async def act(scope: Scope) -> Taken:
        if str(given.file) == "-":
            return await Importer(scope, Path.cwd()).take(sys.stdin.buffer)
        with given.file.open("rb") as lines:
            return await Importer(scope, given.file.absolute().parent).take(lines)

    began = time.monotonic()
    vectors = None if given.no_vectors else MultilingualVectors()
    try:
        settings = read_settings(default_home())
        taken = asyncio.run(with_database(settings, act, vectors=vectors, options=HURRIED))
    except OSError as trouble:
        print(f"hongqiao: {trouble}", file=sys.stderr)
        return 1
    print(
        f"{taken.notes} notes are there, {taken.people} people joined, {taken.refused} lines were left out"
        f" ({taken.notes / max(0.001, time.monotonic() - began):.0f} notes a second)."
    )
    return 1 if taken.refused else 0


class Importer:
    """Takes one file in. The same line twice, or in two runs, is one note."""

    def __init__(self, scope: Scope, folder: Path) -> None:
        self._scope, self._folder = scope, folder
        self._authors: dict[str, Viewer | None] = {}
        self._taken_ms: set[tuple[int, int]] = set()
        self._joined = self._refused = self._done = 0

    async def take(self, lines: IO[bytes] | Iterable[bytes]) -> Taken:
        """Publishes and indexes each line; what is no note is told on standard error and left out."""
        indexing: asyncio.Task[None] | None = None
        numbered = enumerate(lines, 1)
        while some := list(islice(numbered, AT_ONCE)):
            ids = await self._publish(list(self._read(some)))
            if indexing is not None:
                await indexing
            indexing = asyncio.create_task(self._index(ids))
        if indexing is not None:
            await indexing
        await search.gather_statistics(self._scope)
        return Taken(self._done, self._joined, self._refused)

    def _read(self, some: Sequence[tuple[int, bytes]]) -> Iterator[Given]:
        for number, line in some:
            if not line.strip():
                continue
            try:
                yield msgspec.json.decode(line, type=Given)
            except (msgspec.MsgspecError, UnicodeError) as wrong:
                self._leave_out(f"line {number}: {wrong}")

    async def _publish(self, given: Sequence[Given]) -> list[NoteId]:
        wanted: list[tuple[Viewer, notes.adding.NewNote]] = []
        await self._meet_authors(given)
        for one in given:
            author = self._authors[handle_of(one.handle)]
            if author is None:
                self._refused += 1
            else:
                moment = moment_of(one, self._scope.now)
                draft = draft_of(one, author, moment, await self._pictures(one))
                wanted.append(
                    (author, notes.adding.NewNote(draft, lang_of(one), moment, self._free_ms(author, moment)))
                )
        wanted.sort(key=lambda one: one[0].handle)
        places, ids = asyncio.Semaphore(TRANSACTIONS_AT_ONCE), []

        async def publish_some(author: Viewer, some: Sequence[notes.adding.NewNote]) -> None:
            async with places:
                ids.extend(await self._publish_as(author, some))

        async with asyncio.TaskGroup() as together:
            for _, of_author in groupby(wanted, key=lambda one: one[0].handle):
                whole = list(of_author)
                for start in range(0, len(whole), IN_A_TRANSACTION):
                    some = [new for _, new in whole[start : start + IN_A_TRANSACTION]]
                    together.create_task(publish_some(whole[0][0], some))
        return ids

    async def _publish_as(self, author: Viewer, some: Sequence[notes.adding.NewNote]) -> list[NoteId]:
        made: list[NoteId | Refusal] = []
        for left in (2, 1, 0):
            try:
                async with self._scope.transaction() as tx:
                    made = await notes.adding.publish_all(replace(tx, viewer=author), some)
                break
            except asyncpg.UniqueViolationError:  # an id that an earlier file took: others are made
                if not left:
                    raise
        for new, came in zip(some, made, strict=True):
            if isinstance(came, Refusal):
                told = " ".join([came.message, *getattr(came, "fields", {}).values()])
                self._leave_out(f"{new.draft.title!r}: {told}")
        return [came for came in made if not isinstance(came, Refusal)]

    def _free_ms(self, author: Viewer, moment: datetime) -> int:
        """The moment in Unix ms, or the next in which this bucket has no note of the file: files often tell
        days only, and an id has few counters within a millisecond.
        """
        bucket = bucket_of(author.account_id or 0)
        at_ms = id_ms(moment)
        while (bucket, at_ms) in self._taken_ms:
            at_ms += 1
        self._taken_ms.add((bucket, at_ms))
        return at_ms

    async def _index(self, ids: Sequence[NoteId]) -> None:
        for start in range(0, len(ids), INDEXED_AT_ONCE):
            some = ids[start : start + INDEXED_AT_ONCE]
            there = await search.index_notes(self._scope, some)
            if self._scope.ports.vectors is not None and there:
                await search.wish_meaning(self._scope, [note.id for note in there])
            self._done += len(there)
        if (self._done - len(ids)) // 10_000 != self._done // 10_000:
            print(f"{self._done} notes", file=sys.stderr, flush=True)

    async def _meet_authors(self, given: Sequence[Given]) -> None:
        """Finds or makes the accounts of those who were not met before, several at a time."""
        places, first = asyncio.Semaphore(TRANSACTIONS_AT_ONCE), {handle_of(one.handle): one for one in given}

        async def meet(handle: str, one: Given) -> None:
            async with places:
                try:
                    self._authors[handle] = await self._known_or_new(handle, one)
                except Refusal as refusal:
                    self._authors[handle] = None
                    told = f"{refusal.message} {getattr(refusal, 'fields', '')}"
                    print(f"hongqiao: @{one.handle}: {told}", file=sys.stderr)

        async with asyncio.TaskGroup() as together:
            for handle in first.keys() - self._authors.keys():
                together.create_task(meet(handle, first[handle]))

    async def _known_or_new(self, handle: str, given: Given) -> Viewer:
        lang = lang_of(given)
        try:
            known = await people.person(self._scope, handle)
            return Viewer(known.id, handle, reads=(known.lang,))
        except NotFound:
            pass
        reads = (lang if lang != "zh" else "zh-Hans",)
        of_age = accounts.ages.of_age(self._scope.ports.settings, self._scope.now)
        form = accounts.SignUp(handle, secrets.token_urlsafe(9), of_age, reads, (), "en", given.handle[:30])
        async with self._scope.transaction() as tx:
            account_id, checked = await accounts.bring_in(tx, form)
            await people.introduce(tx, AccountId(account_id), handle, name=checked.name, lang=lang)
        self._joined += 1
        return Viewer(account_id, handle, reads=reads)

    async def _pictures(self, given: Given) -> tuple[DraftPicture, ...]:
        taken = []
        for name in given.pictures[:18]:
            try:
                data = await asyncio.to_thread((self._folder / name).read_bytes)
                taken.append(DraftPicture((await media.take(self._scope, data)).key))
            except (OSError, Refusal) as trouble:
                print(f"hongqiao: {name}: {trouble}", file=sys.stderr)
        return tuple(taken)

    def _leave_out(self, why: str) -> None:
        self._refused += 1
        print(f"hongqiao: {why}", file=sys.stderr)


def handle_of(written: str) -> str:
    """A handle that an account may have; what had to be changed gets a number, so that two differ."""
    plain = _NO_HANDLE.sub("_", written.strip().lstrip("@").lower()).strip("_")
    if _HANDLE.fullmatch(plain) and plain == written.strip().lstrip("@").lower():
        return plain
    return f"u_{plain[:9]}_{hashlib.sha256(written.encode()).hexdigest()[:6]}".replace("__", "_")


def lang_of(given: Given) -> str:
    """The base language that the line names, else the one that its script tells."""
    return base_of(given.lang) if given.lang else guess_lang(f"{given.title}\n{given.body}", author_lang="en")


def moment_of(given: Given, now: datetime) -> datetime:
    """When the note was made: an ISO date, Unix seconds or milliseconds; else now."""
    if given.created_at is None:
        return now
    try:
        if isinstance(given.created_at, str):
            at = datetime.fromisoformat(given.created_at)
        else:
            at = datetime.fromtimestamp(given.created_at / (1000 if given.created_at > 1e11 else 1), UTC)
    except (ValueError, OverflowError, OSError):
        return now
    return min(now, at if at.tzinfo else at.replace(tzinfo=UTC))


def draft_of(given: Given, author: Viewer, moment: datetime, pictures: tuple[DraftPicture, ...]) -> NoteDraft:
    """The draft that is published; its id is made of what it says, so that the same is published once."""
    title = _cleaned(clean_line, given.title) or _cleaned(clean_line, given.body)
    said = {topic_slug(one) for one in re.findall(r"#([\w·・-]+)", given.body)}
    named = [re.sub(r"[\s#]+", "", one) for one in given.topics[:10]]
    tags = " ".join(f"#{one}" for one in named if one and topic_slug(one) not in said)
    body = "\n".join(filter(None, (_cleaned(clean_block, given.body)[:_BODY], tags)))
    when = moment.isoformat() if given.created_at is not None else ""
    said_whole = "\x00".join((author.handle, given.title, given.body, given.lang, when, *given.topics))
    number = int.from_bytes(
        hashlib.blake2b(said_whole.encode("utf-8", "replace"), digest_size=8).digest(), "big"
    )
    style = _STYLES[number % len(_STYLES)]
    return NoteDraft(
        DraftId(number >> 1),
        title=title[:_TITLE],
        body=body,
        cover_style="" if pictures else style,
        pictures=pictures,
    )


def _cleaned(clean: Callable[[str], str], text: str) -> str:
    try:
        return clean(text)
    except ValueError:
        return ""
