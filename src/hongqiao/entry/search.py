"""`hongqiao search`, `hongqiao index search`: asking and rebuilding the index from the command line."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import msgspec

from hongqiao.adapters.models.vectors import MultilingualVectors
from hongqiao.entry.environment import default_home, read_settings
from hongqiao.entry.offline import with_database
from hongqiao.entry.wiring import names_of_topic
from hongqiao.features import accounts, notes, people, search
from hongqiao.kernel.errors import NotFound, Unavailable
from hongqiao.kernel.ids import NoteId, to_public
from hongqiao.kernel.scope import Scope, Viewer

DEADLINE_S = 20.0
"""The command starts the model anew each time, which takes a second or more."""

_AT_ONCE = 256


class Line(msgspec.Struct, frozen=True):
    """A note that was found, as the command prints it."""

    id: str
    title: str
    handle: str
    lang: str
    score: float
    why: tuple[str, ...]


def add_search_commands(
    commands: argparse._SubParsersAction, add: Callable[..., argparse.ArgumentParser]
) -> None:
    """Adds `search` and `index` to the command line."""
    seek = add(commands, "search", _search, "find notes, best first")
    seek.add_argument("query", help='words, "a phrase", -without, lang:ja, #topic, has:picture, since:week')
    seek.add_argument("--as", dest="reader", default="", metavar="HANDLE", help="what this person may see")
    seek.add_argument("--json", action="store_true", help="a JSON list instead of lines to read")
    seek.add_argument("--limit", type=int, default=50, help="how many notes at most")
    index = commands.add_parser("index", help="build an index anew")
    doing = index.add_subparsers(required=True, metavar="WHAT")
    anew = add(doing, "search", _index, "build the search index anew from all notes")
    anew.add_argument("--empty", action="store_true", help="empty it first: nothing is found meanwhile")


def _search(given: argparse.Namespace) -> int:
    found = asyncio.run(
        with_database(
            read_settings(default_home()),
            lambda scope: _lines(scope, given.query, given.reader, given.limit),
            vectors=MultilingualVectors(),
        )
    )
    if found is None:
        print("hongqiao: Nobody has this handle.", file=sys.stderr)
        return 1
    if given.json:
        print(msgspec.json.format(msgspec.json.encode(found), indent=1).decode())
    else:
        for line in found:
            print(f"{line.score:.3f}  {line.title}  @{line.handle}  {line.lang}  ({', '.join(line.why)})")
    return 0


async def _lines(scope: Scope, text: str, handle: str, limit: int) -> list[Line] | None:
    if handle:
        try:
            scope = await as_person(scope, handle)
        except NotFound:
            return None
    return await found_lines(scope, search.Finder(names_of_topic, deadline_s=DEADLINE_S), text, limit=limit)


async def as_person(scope: Scope, handle: str) -> Scope:
    """A scope in which this person looks: with their languages, their age and their country, which all decide
    what they may see; a role doesn't. Raises NotFound.
    """
    found = await people.person(scope, handle)
    reader = replace(scope, viewer=Viewer(found.id, found.handle))
    told, age = await accounts.preferences(reader), await accounts.ages.own(reader)
    viewer = msgspec.structs.replace(
        reader.viewer,
        locale=told.locale,
        reads=told.reads,
        both=told.both,
        is_adult=accounts.ages.is_adult(age, scope.now),
        country=told.country,
    )
    return replace(scope, viewer=viewer)


async def found_lines(scope: Scope, finder: search.Finder, text: str, *, limit: int) -> list[Line]:
    """What a search finds, with titles as their authors wrote them."""
    hits = (await finder.find(scope, text))[:limit]
    cards = await notes.cards(scope, [NoteId(hit.id) for hit in hits])
    authors = await people.people(scope, [card.author_id for card in cards.values()])
    return [
        Line(
            to_public(hit.id),
            cards[NoteId(hit.id)].title,
            authors[cards[NoteId(hit.id)].author_id].handle,
            hit.lang,
            round(hit.score, 5),
            hit.why,
        )
        for hit in hits
        if hit.id in cards and cards[NoteId(hit.id)].author_id in authors
    ]


def _index(given: argparse.Namespace) -> int:
    async def build(scope: Scope) -> int:
        if given.empty:
            await search.forget_all(scope)
        return await rebuild(scope)

    act = with_database(read_settings(default_home()), build, vectors=MultilingualVectors())
    print(f"{asyncio.run(act)} notes are in the index.")
    return 0


async def rebuild(scope: Scope) -> int:
    """Makes every entry anew, oldest note first; returns how many. Searching goes on meanwhile."""
    after = many = 0
    while ids := await notes.lists.every_id(scope, after=after, limit=_AT_ONCE):
        there = await search.index_notes(scope, ids)
        with suppress(Unavailable):  # no model now: words alone
            await search.put_meaning(scope, there)
        after, many = ids[-1], many + len(there)
        print(f"{many} notes", file=sys.stderr, flush=True) if many % (40 * _AT_ONCE) == 0 else None
    await search.gather_statistics(scope)
    return many
