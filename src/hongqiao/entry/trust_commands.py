"""Command line: the transparency log, its keys and its check; policy packs."""

import argparse
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from hongqiao.features.trust import log, verify
from hongqiao.kernel.scope import Scope

InDatabase = Callable[[Callable[[Scope], Awaitable[str]]], int]
"""Runs one act in the home’s database and prints what it says."""


def add_trust_commands(commands: argparse._SubParsersAction, add: Callable, do: InDatabase) -> None:
    """verify-log and log-key."""
    check = add(commands, "verify-log", _verify, "check a downloaded transparency log, without the site")
    check.add_argument("file", metavar="FILE", type=Path, help="the log, as /transparency/log/download gives it")
    check.add_argument("--head", type=Path, metavar="FILE", help="a head that you saved earlier")
    check.add_argument("--key", default="", help="the public key that you trust: 64 hexadecimal signs")
    key = add(commands, "log-key", lambda given: do(_change_key if given.change else _tell_key), _KEY_WORDS)
    key.add_argument("--change", action="store_true", help="let a new key take over, vouched for by the former")


_KEY_WORDS = "show the public key that signs the transparency log, or change it"


def _verify(given: argparse.Namespace) -> int:
    """0 when the log is sound, else the exit code of the first fault, with one sentence about it."""
    from hongqiao.adapters.signing.home_key import is_signed

    try:
        saved = verify.read_head(given.head.read_bytes()) if given.head else None
        key = given.key.strip().lower()
        if key and not re.fullmatch("[0-9a-f]{64}", key):
            raise verify.LogTrouble(verify.UNREADABLE, "The key that you trust is not 64 hexadecimal signs.")
        with given.file.open("rb") as lines:
            verified = verify.verify_log(lines, is_signed, saved=saved, key=key)
    except verify.LogTrouble as trouble:
        print(f"hongqiao: {trouble}", file=sys.stderr)
        return trouble.code
    except OSError as trouble:
        print(f"hongqiao: {trouble.strerror}: {trouble.filename}", file=sys.stderr)
        return verify.UNREADABLE
    last = verified.last
    print(f"The log of {verified.origin} is sound: {verified.entries} entries, {verified.heads} heads.")
    print(f"Its newest head is number {last.number}, of {last.at}, root {last.root}.")
    if not key:
        print(f"It is signed by key {last.key}; compare it with one that you have from elsewhere (--key).")
    if saved is None:
        print("Save a head and give it the next time (--head): then nothing can be cut off unseen.")
    return 0


async def _tell_key(scope: Scope) -> str:
    known = await log.keys(scope)
    if not known:
        return "Nothing is signed yet: the key is made with the first head."
    return "\n".join(f"{key.number}  {key.key}  since {key.since}" for key in known)


async def _change_key(scope: Scope) -> str:
    key = await log.change_key(scope)
    return f"From {key.since} on, {key.key} signs; {key.previous} vouches for it."
