"""Command line: lists of known pictures, and what they find among the pictures that are here already."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from hongqiao.entry.trust_commands import InDatabase
from hongqiao.features import media, notes, trust
from hongqiao.kernel.ids import NoteId, from_public
from hongqiao.kernel.scope import Scope


def add_screening_commands(commands: argparse._SubParsersAction, add: Callable, do: InDatabase) -> None:
    """screening lists import, show, drop."""
    screening = commands.add_parser("screening", help="lists of pictures that must not be spread")
    lists = screening.add_subparsers(required=True, metavar="WHAT").add_parser("lists", help="such lists")
    doing = lists.add_subparsers(required=True, metavar="DO")
    words = "put the PDQ prints of a file, one a line, on a list; keep what is here already from everybody"
    taken = add(doing, "import", lambda given: _import(given, do), words)
    taken.add_argument("file", type=Path, metavar="FILE", help="64 hexadecimal signs a line")
    taken.add_argument("--name", required=True, help="what the list is called, such as who gave it")
    taken.add_argument(
        "--category", default="other", choices=list(trust.casework.URGENCY), help="category of its cases"
    )
    add(doing, "show", lambda given: do(_show), "show the lists")
    dropped = add(doing, "drop", lambda given: do(lambda scope: _drop(scope, given.name)), "take a list away")
    dropped.add_argument("name")


def _import(given: argparse.Namespace, do: InDatabase) -> int:
    try:
        lines = given.file.read_text("utf-8").splitlines()
    except (OSError, UnicodeError) as trouble:
        print(f"hongqiao: {trouble}", file=sys.stderr)
        return 1
    kept = [line for line in lines if not line.startswith("#")]
    return do(lambda scope: _add(scope, given.name, given.category, kept))


async def _add(scope: Scope, name: str, category: str, lines: list[str]) -> str:
    prints = await trust.screening.pictures.add_list(scope, name, lines, category=category)
    found = {key for print_ in prints for key in await media.prints.alike(scope, print_)}
    for key in sorted(found):
        rule = f"list-{name}"
        await _put_away(scope, trust.screening.Finding("known-picture", "hold", rule, key, category))
    return f"{len(prints)} prints are on the list {name}; {len(found)} pictures here match and are kept away."


async def _put_away(scope: Scope, finding: trust.screening.Finding) -> None:
    """The picture is served no more, and every note that shows it waits for a person."""
    await media.prints.quarantine(scope, finding.where)
    for subject in await media.prints.users_of(scope, finding.where):
        kind, _, public = subject.partition(":")
        note_id = from_public(public)
        if kind == "note" and note_id is not None:
            await notes.screening.hold_known(scope, NoteId(note_id), finding)


async def _show(scope: Scope) -> str:
    lists = await trust.screening.pictures.lists(scope)
    lines = [f"{one.name:30} {one.pictures:8} {one.category:16} {one.added_at:%Y-%m-%d}" for one in lists]
    return "\n".join(lines) or "There are no lists."


async def _drop(scope: Scope, name: str) -> str:
    return f"{await trust.screening.pictures.drop_list(scope, name)} prints are gone with the list {name}."
