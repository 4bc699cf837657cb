"""Ways to join a community that isn’t open to everybody at once: invites, and a puzzle for the browser.

An invite is a code of which only the hash is kept. A puzzle is a challenge of ours for one visit; its answer
is a number such that SHA-256 over both begins with as many zero bits as the site asks for. Who has no script
joins with an invite. Source: Back, Hashcash, 2002.
"""

import base64
import binascii
import hashlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from hongqiao.features.accounts import store
from hongqiao.features.accounts.challenges import LASTS, is_good, make_challenge
from hongqiao.features.accounts.queries import passkeys as queries
from hongqiao.kernel.errors import Invalid, Refusal, mark
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.scope import Scope

_NOT_SOLVED = mark("Your browser hasn’t finished its small task yet. Wait a moment and press again.")


async def make_invite(scope: Scope, *, made_by: str, uses: int = 1, days: int = 14) -> str:
    """A new code; only its hash is kept."""
    code = secrets.token_urlsafe(12)
    digest = _digest(code)
    ends_at = scope.now + timedelta(days=days)
    await store.INSERT_INVITE.run(scope.db, bucket_of_name(digest), digest, uses, made_by, scope.now, ends_at)
    return code


async def forget_ended(scope: Scope, before: datetime) -> int:
    """Forgets invites that ended before this; for the worker."""
    return await store.FORGET_INVITES.run(scope.db, before)


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


def puzzle(scope: Scope, *, visit: str) -> str:
    """A new challenge for this visit, good for ten minutes; empty when the site asks for none."""
    if not scope.ports.settings.proof_bits:
        return ""
    return base64.urlsafe_b64encode(make_challenge(scope.ports.settings, "join", visit, scope.now)).decode()


async def take_answer(scope: Scope, challenge: str, answer: str, *, visit: str) -> None:
    """Takes an answer, each challenge once. Raises Invalid when it is none.

    Call it outside a transaction: an answer that was given is spent, whatever becomes of the account.
    """
    bits = scope.ports.settings.proof_bits
    if not bits:
        return
    try:
        made = base64.urlsafe_b64decode(challenge.encode(errors="replace"))
    except (binascii.Error, ValueError):
        made = b""
    is_ours = is_good(scope.ports.settings, made, "join", visit, scope.now)
    if not is_ours or not is_solved(challenge, answer, bits):
        raise Invalid(_NOT_SOLVED)
    spent = hashlib.sha256(made).digest()
    if not await queries.SPEND_PROOF.run(scope.db, bucket_of_name(spent), spent, scope.now + LASTS):
        raise Invalid(_NOT_SOLVED)


def is_solved(challenge: str, answer: str, bits: int) -> bool:
    """Whether SHA-256 over "challenge:answer" begins with so many zero bits."""
    if not answer.isdecimal() or len(answer) > 20:
        return False
    digest = hashlib.sha256(f"{challenge}:{answer}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - bits) == 0


def _digest(code: str) -> bytes:
    return hashlib.sha256(code.encode(errors="replace")).digest()
