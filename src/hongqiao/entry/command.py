"""The command line: run the site, and what an administrator needs."""

import argparse
import asyncio
import getpass
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from hongqiao.entry.archive_commands import add_archive_imports, add_verify_export
from hongqiao.entry.environment import (
    CHECKOUT,
    EXIT_ENGINES,
    EXIT_PACKS,
    EnginesTrouble,
    default_home,
    read_settings,
    rotate_secret,
)
from hongqiao.entry.importing import add_import_command
from hongqiao.entry.incident_commands import add_incident_commands
from hongqiao.entry.memory_files import add_memory_commands
from hongqiao.entry.privacy_commands import add_privacy_commands
from hongqiao.entry.screening_commands import add_screening_commands
from hongqiao.entry.search import add_search_commands
from hongqiao.entry.transparency_commands import add_transparency_commands
from hongqiao.entry.trust_commands import add_trust_commands
from hongqiao.features.trust import pack
from hongqiao.kernel.errors import Refusal
from hongqiao.kernel.scope import Scope

DEMO_PHOTOS = CHECKOUT.parent / "shared" / "data" / "photos"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    given = _parser().parse_args(arguments)
    if given.home:
        os.environ["HONGQIAO_HOME"] = str(Path(given.home).absolute())
    try:
        return given.do(given)
    except EnginesTrouble as trouble:
        print(f"hongqiao: {trouble}", file=sys.stderr)
        return EXIT_ENGINES
    except pack.PackTrouble as trouble:
        print(f"hongqiao: {trouble}", file=sys.stderr)
        return EXIT_PACKS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hongqiao", description="A picture community that everyone reads in their own language."
    )
    parser.add_argument("--home", help="folder of this installation (default: var, or HONGQIAO_HOME)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands)
    _add(commands, "migrate", _migrate, "bring the database up to date")
    _add(commands, "engines", _engines, "show translation engines: order, state, what they took today")
    _add_translate(commands)
    add_memory_commands(commands, _add)
    add_search_commands(commands, _add)
    add_archive_imports(add_import_command(commands, _add), _add)
    add_verify_export(commands, _add)
    add_trust_commands(commands, _add, _do)
    add_transparency_commands(commands, _add, _do)
    add_screening_commands(commands, _add, _do)
    add_incident_commands(commands, _add, _do)
    add_privacy_commands(commands, _add, _do)
    _add_admin(commands)
    return parser


def _add_admin(commands: argparse._SubParsersAction) -> None:
    admin = commands.add_parser("admin", help="make administrators, reset passwords, make invites")
    doing = admin.add_subparsers(required=True, metavar="WHAT")
    first = _add(
        doing, "make", _make_admin, "make somebody an administrator, and their account if there is none"
    )
    first.add_argument("handle")
    reset = _add(
        doing, "reset-password", _reset_password, "set somebody's password and sign them out everywhere"
    )
    reset.add_argument("handle")
    dropped = _add(doing, "drop-second-step", _drop_second_step, "take a lost authenticator app away")
    dropped.add_argument("handle")
    rotate = _add(doing, "rotate-secret", _rotate_secret, "make a new secret; restart the site afterwards")
    rotate.add_argument(
        "--days", type=_one_or_more, default=30, help="how long the old one reads what it signed"
    )
    role = _add(doing, "role", _give_role, "make somebody a member, moderator or admin")
    role.add_argument("handle")
    role.add_argument("role", choices=("member", "moderator", "admin"))
    invite = _add(doing, "invite", _invite, "make an invite code")
    invite.add_argument("--uses", type=_one_or_more, default=1, help="how many people may join with it")
    invite.add_argument("--days", type=_one_or_more, default=14, help="how long it holds")
    key = _add(doing, "api-key", _api_key, "make a key for the translation API; it is shown once")
    key.add_argument("name", help="whom it is for; a key of the same name is replaced")
    key.add_argument("--a-minute", type=_one_or_more, default=60, help="requests a minute")
    key.add_argument("--withdraw", action="store_true", help="end the key instead")


def _add_run(commands: argparse._SubParsersAction) -> None:
    run = _add(commands, "run", _run, "run the site until Ctrl-C")
    run.add_argument("--home", dest="run_home", help="folder of this installation")
    run.add_argument("--port", type=int, default=int(os.environ.get("HONGQIAO_PORT", "8000")))
    run.add_argument("--host", default=os.environ.get("HONGQIAO_HOST", "127.0.0.1"))
    run.add_argument("--no-demo", action="store_true", help="start empty, without the demo town")
    run.add_argument(
        "--no-model", action="store_true", help="do not fetch or use the translation model (1.1 GB)"
    )
    run.add_argument("--photos", type=Path, help="folder of photographs with credits.json for the demo town")


def _add_translate(commands: argparse._SubParsersAction) -> None:
    words = "translate JSON lines {id, text, from} from standard input"
    translate = _add(commands, "translate", _translate, words)
    translate.add_argument("--to", required=True, help="language of the results, such as en or zh")
    translate.add_argument("--from", dest="source", default="auto", help="language of lines that name none")
    translate.add_argument("--quick", action="store_true", help="one wording only, as for readers who wait")
    translate.add_argument("--engine", default="", help="only this engine, such as local-llm or nmt")


def _add(
    commands: argparse._SubParsersAction, name: str, do: Callable, words: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(do=do)
    return parser


def _one_or_more(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("a whole number, 1 or more, is needed")
    return int(text)


def _run(given: argparse.Namespace) -> int:
    from hongqiao.entry.engines import read_checked
    from hongqiao.entry.launch import Launcher
    from hongqiao.entry.rates_file import read_rates
    from hongqiao.entry.trust_commands import check_packs

    home = Path(given.run_home or default_home()).absolute()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    os.environ.setdefault("HONGQIAO_MODELS", str(cache / "hongqiao" / "models"))
    photos = given.photos or (DEMO_PHOTOS if DEMO_PHOTOS.is_dir() else None)
    with_model = not given.no_model and os.environ.get("HONGQIAO_NO_MODEL", "") not in (
        "1",
        "true",
        "yes",
        "on",
    )
    read_checked(home)
    read_rates(home)
    check_packs(home)
    return Launcher(home, given.host, given.port, not given.no_demo, with_model, photos).run()


def _engines(_given: argparse.Namespace) -> int:
    from hongqiao.entry.engines_shown import lines

    print("\n".join(lines(default_home())))
    return 0


def _migrate(_given: argparse.Namespace) -> int:
    import asyncpg

    from hongqiao.adapters.postgres.migrate import MigrationTrouble
    from hongqiao.entry.offline import migrate_home

    try:
        for name in asyncio.run(migrate_home(read_settings(default_home()))):
            print(f"migrated {name}")
    except (MigrationTrouble, asyncpg.PostgresError, OSError) as trouble:
        print(f"hongqiao: {trouble}", file=sys.stderr)
        return 1
    return 0


def _translate(given: argparse.Namespace) -> int:
    from hongqiao.entry.translate import translate_lines

    settings = read_settings(default_home())
    named = {"target": given.to, "source": given.source, "engine": given.engine}
    streams = sys.stdin.buffer, sys.stdout.buffer
    return translate_lines(settings, *streams, **named, is_thorough=not given.quick)


def _make_admin(given: argparse.Namespace) -> int:
    from hongqiao.features import accounts, people

    async def make(scope: Scope) -> str:
        try:
            await accounts.give_role(scope, given.handle, "admin")
            return f"{given.handle} is an administrator."
        except Refusal:
            pass
        password, of_age = _ask_password(), accounts.ages.of_age(scope.ports.settings, scope.now)
        form = accounts.SignUp(given.handle, password, of_age, ("en",), (), "en", given.handle)
        async with scope.transaction() as tx:
            account_id, checked = await accounts.sign_up(tx, form)
            await people.introduce(tx, account_id, checked.handle, name=checked.name, lang="en")
            await accounts.give_role(tx, checked.handle, "admin")
        return f"{checked.handle} has an account and is an administrator."

    return _do(make)


def _reset_password(given: argparse.Namespace) -> int:
    from hongqiao.features import accounts

    async def reset(scope: Scope) -> str:
        async with scope.transaction() as tx:
            await accounts.passwords.reset_password(tx, given.handle, _ask_password())
        return f"The password of {given.handle} is changed; all their devices are signed out."

    return _do(reset)


def _drop_second_step(given: argparse.Namespace) -> int:
    from hongqiao.features import accounts

    async def drop(scope: Scope) -> str:
        await accounts.second_factor.drop(scope, given.handle)
        return f"{given.handle} signs in with the password alone, until they add a second step again."

    return _do(drop)


def _rotate_secret(given: argparse.Namespace) -> int:
    read_settings(default_home())  # a home without a secret gets its first one
    until = rotate_secret(default_home(), datetime.now(UTC), days=given.days)
    print(f"The secret is new. The old one reads what it signed until {until:%Y-%m-%d}.")
    print("Restart the site now: until then it goes on with the old one.")
    return 0


def _give_role(given: argparse.Namespace) -> int:
    from hongqiao.features import accounts

    async def give(scope: Scope) -> str:
        await accounts.give_role(scope, given.handle, given.role)
        return f"{given.handle} is now {given.role}."

    return _do(give)


def _invite(given: argparse.Namespace) -> int:
    from hongqiao.features import accounts

    async def invite(scope: Scope) -> str:
        return await accounts.invites.make_invite(
            scope, made_by="command line", uses=given.uses, days=given.days
        )

    return _do(invite)


def _api_key(given: argparse.Namespace) -> int:
    from hongqiao.features import site

    async def change(scope: Scope) -> str:
        if given.withdraw:
            await site.withdraw_key(scope, given.name)
            return f"The key of {given.name} opens nothing any more."
        return await site.make_key(scope, given.name, a_minute=given.a_minute)

    return _do(change)


def _ask_password() -> str:
    """From the terminal, or the first line of what is piped in."""
    return getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _do(act: Callable[[Scope], Awaitable[str]]) -> int:
    """Runs one act in this home's database, started if need be; what it logs goes to commands.log there."""
    from hongqiao.entry.offline import with_database

    settings = read_settings(default_home())
    log = logging.FileHandler(settings.home / "commands.log", encoding="utf-8", delay=True)
    logging.basicConfig(handlers=[log], level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    try:
        print(asyncio.run(with_database(settings, act)))
    except Refusal as refusal:
        print(
            "hongqiao: " + " ".join([refusal.message, *getattr(refusal, "fields", {}).values()]),
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
