"""Command line: incidents, for whoever is at the machine when something happens."""

import argparse
from collections.abc import Awaitable, Callable
from dataclasses import replace

import msgspec

from hongqiao.features import trust
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import from_public, to_public
from hongqiao.kernel.scope import Scope

InDatabase = Callable[[Callable[[Scope], Awaitable[str]]], int]


def add_incident_commands(commands: argparse._SubParsersAction, add: Callable, do: InDatabase) -> None:
    """incident open, note, close."""
    incident = commands.add_parser("incident", help="keep the register of breaches, with its 72 hours")
    doing = incident.add_subparsers(required=True, metavar="WHAT")
    opened = add(doing, "open", lambda given: do(_open(given)), _OPEN_WORDS)
    opened.add_argument("what", help="what happened, and when")
    for name in ("data", "people", "consequences", "measures"):
        opened.add_argument(f"--{name}", default="", help=_HELP[name])
    for name, words in (("note", "write down what was done"), ("close", "close it, with what proves it")):
        acted = add(doing, name, lambda given, name=name: do(_act(name, given)), words)
        acted.add_argument("number", help="the number of the incident")
        acted.add_argument("words", help="what was done, and where that can be seen")


_OPEN_WORDS = "open an incident: the deadline runs from now"
_HELP = {
    "data": "which data, and roughly how many records",
    "people": "whose, and roughly how many people",
    "consequences": "what may follow from it for them",
    "measures": "what was done about it, and what will be",
}


def _open(given: argparse.Namespace) -> Callable[[Scope], Awaitable[str]]:
    async def act(scope: Scope) -> str:
        operator = _as_operator(scope)
        told = {name: getattr(given, name) for name in trust.register.KINDS["breach"].fields}
        async with operator.transaction() as tx:
            id_ = await trust.register.open_breach(tx, told, lang="en")
        found = await trust.register.matter(operator, id_)
        number = to_public(id_)
        if found.clock is None:
            return f"Incident {number} is open. No policy pack of this site sets a deadline for it."
        until = found.clock.ends_at(scope.now).isoformat(timespec="minutes")
        return f"Incident {number} is open. Tell the authority by {until}; a draft: /admin/register/{number}"

    return act


def _act(name: str, given: argparse.Namespace) -> Callable[[Scope], Awaitable[str]]:
    async def act(scope: Scope) -> str:
        id_ = from_public(given.number)
        if id_ is None:
            raise NotFound
        operator = _as_operator(scope)
        async with operator.transaction() as tx:
            await (trust.register.note if name == "note" else trust.register.close)(tx, id_, given.words)
        return f"Incident {given.number}: {'noted' if name == 'note' else 'closed'}."

    return act


def _as_operator(scope: Scope) -> Scope:
    """Whoever is at the machine may do what an administrator may."""
    viewer = msgspec.structs.replace(scope.viewer, role="admin", handle="operator")
    return replace(scope, viewer=viewer)
