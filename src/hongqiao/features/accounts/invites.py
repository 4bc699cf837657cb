"""Invites: codes with which people join a closed community."""

import hashlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from hongqiao.features.accounts import store
from hongqiao.kernel.errors import Invalid, Refusal, mark
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.scope import Scope


async def make_invite(scope: Scope, *, made_by: str, uses: int = 1, days: int = 14) -> str:
    """A new code; only its hash is kept."""
    code = secrets.token_urlsafe(12)
    digest = _digest(code)
    ends_at = scope.now + timedelta(days=days)
    await store.INSERT_INVITE.run(scope.db, bucket_of_name(digest), digest, uses, made_by, scope.now, ends_at)
    return code


@asynccontextmanager
async def use_invite(scope: Scope, code: str) -> AsyncIterator[None]:
    """Spends one use of a code for what is done inside, and gives it back when that is refused.

    Its row lies in another bucket than the account, so it is spent first. Raises Invalid for a code that
    opens nothing.
    """
    digest = _digest(code.strip())
    if not await store.SPEND_INVITE.run(scope.db, bucket_of_name(digest), digest, scope.now):
        reason = mark("This invite is unknown, used up or expired. Ask for a new one.")
        raise Invalid(fields={"invite": reason})
    try:
        yield
    except Refusal:
        await store.GIVE_INVITE_BACK.run(scope.db, bucket_of_name(digest), digest)
        raise


def _digest(code: str) -> bytes:
    return hashlib.sha256(code.encode(errors="replace")).digest()
