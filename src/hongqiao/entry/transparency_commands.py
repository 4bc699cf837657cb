"""Command line: the transparency report of any time, and who is heard as a trusted flagger."""

import argparse
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

from hongqiao.entry.trust_commands import InDatabase
from hongqiao.features import accounts, people, trust
from hongqiao.kernel.scope import Scope


def add_transparency_commands(commands: argparse._SubParsersAction, add: Callable, do: InDatabase) -> None:
    """transparency report and flagger."""
    told = commands.add_parser("transparency", help="count what was reported, decided and contested")
    telling = told.add_subparsers(required=True, metavar="WHAT")
    report = add(
        telling,
        "report",
        lambda given: do(_telling(given)),
        "print the transparency report of a time, for reading or as CSV",
    )
    report.add_argument("--from", dest="begins", required=True, type=date.fromisoformat, metavar="DAY")
    report.add_argument("--to", dest="ends", required=True, type=date.fromisoformat, metavar="DAY",
                        help="the day after the last")  # fmt: skip
    report.add_argument("--csv", action="store_true", help="comma-separated values, as the page gives them")
    filed = "write the parts of the EU templates there, with exact numbers, to be filed"
    report.add_argument("--template", type=Path, metavar="FOLDER", help=filed)
    flagger = add(
        commands, "flagger", _flagger(do), "hear an account first, as a trusted flagger, or no longer"
    )
    flagger.add_argument("handle")
    flagger.add_argument("--name", default="", help="who stands behind it, as statements of reasons say")
    flagger.add_argument("--withdraw", action="store_true", help="hear it like everyone else again")


def _telling(given: argparse.Namespace) -> Callable[[Scope], Awaitable[str]]:
    async def tell(scope: Scope) -> str:
        told = await trust.figures.between(scope, given.begins, given.ends)
        service = scope.ports.settings.origin
        if given.template is not None:
            return _write_parts(scope, told, given.template)
        words = trust.figures.as_csv(told, service) if given.csv else trust.figures.as_words(told, service)
        seen = await accounts.devices.members_by_month(scope, given.begins, given.ends)
        months = "\n".join(f"members in {one.month:%Y-%m}: {one.members}" for one in seen)
        return f"{words.rstrip()}\n{months}".rstrip() if not given.csv else words.rstrip()

    return tell


def _write_parts(scope: Scope, told: trust.figures.Report, folder: Path) -> str:
    settings = scope.ports.settings
    provider = trust.house.house(settings.home).operator
    folder.mkdir(parents=True, exist_ok=True)
    for name in trust.figures.PARTS:
        words = trust.figures.part(
            told, name, service=settings.site_name, provider=provider, on=scope.now.date(), times=str
        )
        (folder / f"{name}.csv").write_text(words, "utf-8", newline="")
    return f"{len(trust.figures.PARTS)} parts written to {folder}. What is missing: docs/operating/trust.md."


def _flagger(do: InDatabase) -> Callable[[argparse.Namespace], int]:
    def run(given: argparse.Namespace) -> int:
        async def change(scope: Scope) -> str:
            account_id = (await people.person(scope, given.handle)).id
            if given.withdraw:
                await trust.staff.misuse.distrust_flagger(scope, account_id)
                return f"@{given.handle} is heard like everyone else."
            await trust.staff.misuse.trust_flagger(scope, account_id, given.name)
            return f"@{given.handle} is a trusted flagger."

        return do(change)

    return run
