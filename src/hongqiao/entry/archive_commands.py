"""Command line: archives taken in (of this software, or of other services), and the check of one."""

import argparse
import asyncio
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from hongqiao.entry.environment import default_home, read_settings
from hongqiao.entry.offline import with_database
from hongqiao.features import archives
from hongqiao.kernel.errors import Invalid, Refusal, mark
from hongqiao.kernel.scope import Scope

AUDIENCES = ("public", "followers", "me")


def add_archive_imports(
    doing: argparse._SubParsersAction, add: Callable[..., argparse.ArgumentParser]
) -> None:
    """`import archive` and `import account`."""
    posts = add(doing, "archive", _archive, "take the posts of another service in, as somebody’s notes")
    posts.add_argument("file", type=Path, help="the zip that the service gave")
    posts.add_argument("--from", dest="source", required=True, choices=archives.SOURCES)
    posts.add_argument("--as", dest="handle", required=True, metavar="HANDLE", help="whose notes they become")
    posts.add_argument("--audience", choices=AUDIENCES, default="me", help="who may read them at most")
    account = add(doing, "account", _account, "make an account of somebody’s archive of another such site")
    account.add_argument("file", type=Path, help="the zip, as /settings/data gives it")
    account.add_argument("--as", dest="handle", required=True, metavar="HANDLE", help="a handle that is free")
    account.add_argument("--unsigned", action="store_true", help="take it although nobody vouches for it")
    account.add_argument("--key", default="", help="the public key that you trust: 64 hexadecimal signs")


def add_verify_export(
    commands: argparse._SubParsersAction, add: Callable[..., argparse.ArgumentParser]
) -> None:
    """`verify-export`."""
    check = add(commands, "verify-export", _verify, "check somebody’s archive, without the site")
    check.add_argument("file", metavar="FILE", type=Path, help="the zip, as /settings/data gives it")
    check.add_argument("--key", default="", help="the public key that you trust: 64 hexadecimal signs")


def _archive(given: argparse.Namespace) -> int:
    async def act(scope: Scope) -> str:
        author = await archives.carrying_in.person_of(scope, given.handle)
        with archives.zips.opened(given.file) as archive:
            audience = AUDIENCES.index(given.audience)
            receipt = await archives.bring(author, archive, source=given.source, audience=audience)
        left = [f"  {count}: {archives.WHY[why]}" for why, count in receipt.left.items()]
        told = f"{receipt.taken} notes with {receipt.pictures} pictures are new, {receipt.there} were there."
        return "\n".join([told, *(["Left out or changed:"] if left else []), *left])

    return _done(act)


def _account(given: argparse.Namespace) -> int:
    from hongqiao.adapters.signing.home_key import is_signed

    async def act(scope: Scope) -> str:
        with archives.zips.opened(given.file) as archive:
            check = None if given.unsigned else is_signed
            manifest, key = archives.signing.verify(archive, check, key=_key(given.key))
            rows = await archives.settle(scope, archive, manifest, handle=given.handle)
        told = ", ".join(f"{count} {kind}" for kind, count in rows.items() if count)
        signed = f"signed by key {key}" if key else "signed by nobody whom you asked about"
        return (
            f"{given.handle} is here as @{manifest.handle} of {manifest.site} was, {signed}: {told}.\n"
            f"Set a password: hongqiao admin reset-password {given.handle}"
        )

    return _done(act)


def _verify(given: argparse.Namespace) -> int:
    """0 when the archive is sound and signed, else 1 with one sentence."""
    from hongqiao.adapters.signing.home_key import is_signed

    try:
        with archives.zips.opened(given.file) as archive:
            manifest, key = archives.signing.verify(archive, is_signed, key=_key(given.key))
            wrong = archives.signing.other_hashes(archive, manifest)
    except Refusal as refusal:
        return _refused(refusal)
    if wrong:
        print(f"hongqiao: the rows of {', '.join(wrong)} are not those of the manifest.", file=sys.stderr)
        return 1
    rows = sum(line.rows for line in manifest.kinds)
    print(f"The archive of @{manifest.handle} of {manifest.site}, made {manifest.made_at}, is sound:")
    print(f"{len(manifest.files)} files, {rows} rows of {len(manifest.kinds)} kinds.")
    print(f"It is signed by key {key}.")
    if not given.key:
        print("Compare it with one that you have from elsewhere (--key).")
    return 0


def _key(text: str) -> str:
    key = text.strip().lower()
    if key and not re.fullmatch("[0-9a-f]{64}", key):
        raise Invalid(mark("The key that you trust is not 64 hexadecimal signs."))
    return key


def _done(act: Callable[[Scope], Awaitable[str]]) -> int:
    try:
        print(asyncio.run(with_database(read_settings(default_home()), act)))
    except Refusal as refusal:
        return _refused(refusal)
    return 0


def _refused(refusal: Refusal) -> int:
    told = " ".join([refusal.message, *getattr(refusal, "fields", {}).values(), refusal.detail])
    print(f"hongqiao: {told.strip()}", file=sys.stderr)
    return 1
