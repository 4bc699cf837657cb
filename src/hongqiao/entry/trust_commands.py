"""Command line: the transparency log, its keys and its check; policy packs."""

import argparse
import contextlib
import re
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from hongqiao.entry.environment import default_home, read_settings
from hongqiao.features import trust
from hongqiao.features.trust import log, pack
from hongqiao.kernel.scope import Scope

InDatabase = Callable[[Callable[[Scope], Awaitable[str]]], int]
"""Runs one act in the home’s database and prints what it says."""


def add_trust_commands(commands: argparse._SubParsersAction, add: Callable, do: InDatabase) -> None:
    """verify-log, log-key and packs."""
    check = add(commands, "verify-log", _verify, "check a downloaded transparency log, without the site")
    check.add_argument(
        "file", metavar="FILE", type=Path, help="the log, as /transparency/log/download gives it"
    )
    check.add_argument("--head", type=Path, metavar="FILE", help="a head that you saved earlier")
    check.add_argument("--key", default="", help="the public key that you trust: 64 hexadecimal signs")
    key = add(commands, "log-key", lambda given: do(_change_key if given.change else _tell_key), _KEY_WORDS)
    key.add_argument(
        "--change", action="store_true", help="let a new key take over, vouched for by the former"
    )
    packs = commands.add_parser("packs", help="show policy packs, what they change, and what is missing")
    doing = packs.add_subparsers(required=True, metavar="WHAT")
    add(doing, "list", _list, "show all packs, which hold here, and the rules that follow")
    changed = add(doing, "diff", _diff, "show what would change with other packs")
    changed.add_argument(
        "packs", nargs="+", metavar="PACK", help="the packs that would hold, such as default eu"
    )
    add(
        doing,
        "gaps",
        _gaps,
        "show the duties of this site’s packs that nothing in duties.toml shows to be met",
    )


_KEY_WORDS = "show the public key that signs the transparency log, or change it"


def _verify(given: argparse.Namespace) -> int:
    """0 when the log is sound, else the exit code of the first fault, with one sentence about it."""
    from hongqiao.adapters.signing.home_key import is_signed

    try:
        saved = log.verify.read_head(given.head.read_bytes()) if given.head else None
        key = given.key.strip().lower()
        if key and not re.fullmatch("[0-9a-f]{64}", key):
            words = "The key that you trust is not 64 hexadecimal signs."
            raise log.verify.LogTrouble(log.verify.UNREADABLE, words)
        with given.file.open("rb") as lines:
            verified = log.verify.verify_log(lines, is_signed, saved=saved, key=key)
    except log.verify.LogTrouble as trouble:
        print(f"hongqiao: {trouble}", file=sys.stderr)
        return trouble.code
    except OSError as trouble:
        print(f"hongqiao: {trouble.strerror}: {trouble.filename}", file=sys.stderr)
        return log.verify.UNREADABLE
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


def check_packs(home: Path) -> None:
    """Raises PackTrouble when the settings name a pack that cannot be used."""
    with contextlib.suppress(OSError):  # the launcher says what is wrong with such a home
        trust.rules(read_settings(home), on=_today())


def _list(_given: argparse.Namespace) -> int:
    settings = read_settings(default_home())
    for name in pack.NAMES:
        one = pack.pack(name)
        held = "holds here" if name in settings.packs else ""
        print(f"{name:8} {one.version:8} since {one.effective_from}  {one.name:24} {held}".rstrip())
    rules = trust.rules(settings, on=_today())
    print()
    for name, by in rules.set_by.items():
        print(f"{name} = {getattr(rules, name)}  ({by})")
    for kind, (clock, by) in rules.clocks.items():
        print(f"clock {kind}: {clock.length} from {clock.starts}  ({by})")
    return 0


def _diff(given: argparse.Namespace) -> int:
    settings = read_settings(default_home())
    wanted = msgspec.structs.replace(settings, packs=tuple(dict.fromkeys(given.packs)))
    old, new = trust.rules(settings, on=_today()), trust.rules(wanted, on=_today())
    print("\n".join(trust.switching.differences(old, new)) or "Nothing would change.")
    return 0


def _gaps(_given: argparse.Namespace) -> int:
    """0 when every duty is met, 1 when some are not."""
    home = default_home()
    left = trust.switching.gaps(trust.rules(read_settings(home), on=_today()), trust.house.met(home))
    for duty in left:
        print(f"{duty.needs}: {duty.words}")
    if not left:
        print("Every duty of the packs that hold here is met, as far as duties.toml says.")
    return 1 if left else 0


def _today() -> date:
    return datetime.now(UTC).date()
