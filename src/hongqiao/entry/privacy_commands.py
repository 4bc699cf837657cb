"""Command line: the data map, and erasing accounts."""

import argparse
import json
from collections.abc import Awaitable, Callable

from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.scope import Scope

InDatabase = Callable[[Callable[[Scope], Awaitable[str]]], int]
"""Runs one act in the home’s database and prints what it says."""


def add_privacy_commands(commands: argparse._SubParsersAction, add: Callable, do: InDatabase) -> None:
    """data-map, data-classes and erase."""
    add(commands, "data-map", _data_map, "print what each table holds of people, and what becomes of it")
    add(commands, "data-classes", _data_classes, "print how private each table is, and what follows")
    erase = add(
        commands,
        "erase",
        lambda given: do(lambda scope: _erase(scope, given)),
        "erase somebody’s account at once and print the receipt, or all erasures again after a restore",
    )
    erase.add_argument("--as", dest="handle", metavar="HANDLE", help="whose account")
    erase.add_argument("--now", action="store_true", help="really, without a time of grace")
    erase.add_argument(
        "--again", action="store_true", help="erase anew whoever came back with a copy of the database"
    )


def _data_map(_given: argparse.Namespace) -> int:
    from hongqiao.entry.data_map import as_markdown

    print(as_markdown(), end="")
    return 0


def _data_classes(_given: argparse.Namespace) -> int:
    from hongqiao.entry.data_classes import as_markdown

    print(as_markdown(), end="")
    return 0


async def _erase(scope: Scope, given: argparse.Namespace) -> str:
    from hongqiao.entry import erasing

    if given.again:
        again = await erasing.erase_again(scope)
        return f"Accounts that had come back and are erased again: {again}"
    if not (given.handle and given.now):
        raise Invalid(
            mark("Say whose account, and that it is to be now: --as HANDLE --now. It can’t be undone.")
        )
    try:
        signed, address = await erasing.erase_now(scope, given.handle.lstrip("@").lower())
    except NotFound as nobody:
        raise NotFound(mark("Nobody has this handle.")) from nobody
    told = {**json.loads(signed.body), "key": signed.key, "signature": signed.signature}
    told["address"] = f"{scope.ports.settings.origin}/left/{address}"
    return json.dumps(told, indent=2, ensure_ascii=False)
