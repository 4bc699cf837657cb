"""Passkeys (WebAuthn): keys in somebody's devices that open their account, beside the password.

They ask for finger, face or PIN, so one is both steps at once.
"""

import base64
import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

from hongqiao.features.accounts import notices
from hongqiao.features.accounts.challenges import LASTS, Party, Purpose, is_good, make_challenge, party_of
from hongqiao.features.accounts.leaving import come_back
from hongqiao.features.accounts.logins import admit
from hongqiao.features.accounts.model import Passkey
from hongqiao.features.accounts.proofs import require_fresh
from hongqiao.features.accounts.queries import passkeys as queries
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, Unavailable, mark
from hongqiao.kernel.ids import AccountId, LoginId, bucket_of
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.settings import Settings
from hongqiao.kernel.text import clean_line

MOST = 20
_ALGORITHMS = (-8, -7, -257)  # EdDSA, ES256, RS256: what every maker of keys has one of
_TIMEOUT_MS = 300_000
_NAME_LENGTH = 40


class Answer(msgspec.Struct, frozen=True):
    """Of a browser's answer, what is needed before it is verified."""

    challenge: bytes
    credential_id: bytes
    user: bytes
    whole: dict[str, Any]


def are_possible(settings: Settings) -> bool:
    """Whether browsers make passkeys for the address of this site."""
    return party_of(settings) is not None


async def passkeys(scope: Scope) -> list[Passkey]:
    """The viewer's, oldest first."""
    return await queries.PASSKEYS.all(scope.db, bucket_of(scope.me), scope.me)


def options_to_sign_in(scope: Scope, *, visit: str) -> str:
    """What a browser is asked for by somebody who isn't signed in, as JSON."""
    return _asking(scope, "sign in", visit, ())


async def options_to_prove(scope: Scope, current: LoginId) -> str:
    """What the viewer's browser is asked for to confirm who they are, as JSON; empty without passkeys."""
    known = await passkeys(scope)
    return _asking(scope, "prove", str(current), [key.credential_id for key in known]) if known else ""


async def options_to_add(scope: Scope, current: LoginId) -> str:
    """What the viewer's browser is asked to make, as JSON."""
    settings, party = scope.ports.settings, _party(scope)
    user = {"id": _text(scope.me.to_bytes(8, "big")), "name": scope.viewer.handle}
    options = {
        "challenge": _text(make_challenge(settings, "add", str(current), scope.now)),
        "rp": {"id": party.name, "name": settings.site_name},
        "user": {**user, "displayName": scope.viewer.handle},
        "pubKeyCredParams": [{"type": "public-key", "alg": one} for one in _ALGORITHMS],
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        },
        "attestation": "none",
        "excludeCredentials": _named([key.credential_id for key in await passkeys(scope)]),
        "timeout": _TIMEOUT_MS,
    }
    return msgspec.json.encode(options).decode()


async def add(scope: Scope, answer: str, *, name: str, device: str, place: str, current: LoginId) -> None:
    """Keeps a passkey that the viewer's browser made. Raises ProofNeeded, Invalid, or Conflict."""
    require_fresh(scope)
    told = _read(answer)
    _hold(scope, told, "add", str(current))
    made = _verified_new(_party(scope), told)
    bucket = bucket_of(scope.me)
    async with scope.transaction() as tx:
        await _spend(tx, bucket, told)
        if len(await passkeys(tx)) >= MOST:
            raise Conflict(mark("You have 20 passkeys already. Remove one first."))
        row = (
            *(bucket, tx.ids.make(bucket), tx.me, made.credential_id, made.credential_public_key),
            *(made.sign_count, _clean(name) or device[:_NAME_LENGTH], tx.now),
        )
        if not await queries.INSERT_PASSKEY.run(tx.db, *row):
            raise Conflict(mark("This passkey is there already."))
        await notices.leave(tx, tx.me, "passkey_added", device=device, place=place, but_for=current)


async def sign_in(scope: Scope, answer: str, *, visit: str, device: str, place: str) -> str:
    """Signs in whoever the passkey belongs to; returns the cookie's value. Raises Invalid."""
    told = _read(answer)
    _hold(scope, told, "sign in", visit)
    if len(told.user) != 8:
        raise _refused("a passkey of no account")
    account_id = AccountId(int.from_bytes(told.user, "big") & (1 << 63) - 1)
    async with scope.transaction() as tx:
        await _open(tx, told, account_id)
        await come_back(tx, account_id, device=device, place=place)
        return await admit(tx, account_id, device=device, place=place)


async def prove(scope: Scope, answer: str, *, current: LoginId) -> None:
    """Takes a passkey as proof of who the viewer is; proofs.renew_login has to follow. Raises Invalid."""
    told = _read(answer)
    _hold(scope, told, "prove", str(current))
    async with scope.transaction() as tx:
        await _open(tx, told, tx.me)


async def rename(scope: Scope, passkey_id: int, name: str) -> None:
    """Raises NotFound for a key that isn't the viewer's, Invalid for an empty name."""
    if not (clean := _clean(name)):
        raise Invalid(fields={"name": mark("Give it a name by which you know the device.")})
    if not await queries.NAME_PASSKEY.run(scope.db, bucket_of(scope.me), scope.me, passkey_id, clean):
        raise NotFound


async def remove(scope: Scope, passkey_id: int, *, device: str, place: str, current: LoginId) -> None:
    """The key opens nothing any more. Raises ProofNeeded, and NotFound for one that isn't the viewer's."""
    require_fresh(scope)
    async with scope.transaction() as tx:
        if not await queries.REMOVE_PASSKEY.run(tx.db, bucket_of(tx.me), tx.me, passkey_id):
            raise NotFound
        await notices.leave(tx, tx.me, "passkey_removed", device=device, place=place, but_for=current)


def _asking(scope: Scope, purpose: Purpose, bound_to: str, known: Sequence[bytes]) -> str:
    settings = scope.ports.settings
    options = {
        "challenge": _text(make_challenge(settings, purpose, bound_to, scope.now)),
        "rpId": _party(scope).name,
        "userVerification": "required",
        "allowCredentials": _named(known),
        "timeout": _TIMEOUT_MS,
    }
    return msgspec.json.encode(options).decode()


async def _open(scope: Scope, told: Answer, account_id: AccountId) -> None:
    """Verifies the answer against the key that this account has; call it within a transaction."""
    bucket = bucket_of(account_id)
    key = await queries.KEY.maybe(scope.db, bucket, told.credential_id)
    if key is None or key.account_id != account_id:
        raise _refused("a passkey that nobody has")
    count = _verified_count(_party(scope), told, key)
    await _spend(scope, bucket, told)
    await queries.USE_PASSKEY.run(scope.db, bucket, key.id, count, scope.now)


async def _spend(scope: Scope, bucket: int, told: Answer) -> None:
    spent = hashlib.sha256(told.challenge).digest()
    if not await queries.SPEND_PROOF.run(scope.db, bucket, spent, scope.now + LASTS):
        raise _refused("an answer that came before")


def _hold(scope: Scope, told: Answer, purpose: Purpose, bound_to: str) -> None:
    if not is_good(scope.ports.settings, told.challenge, purpose, bound_to, scope.now):
        raise _refused("a challenge that is not ours, of another session, or over")


def _verified_new(party: Party, told: Answer) -> Any:
    from webauthn import verify_registration_response  # 15 MB that few requests need

    return _verified(
        verify_registration_response,
        credential=told.whole,
        expected_challenge=told.challenge,
        expected_rp_id=party.name,
        expected_origin=list(party.origins),
        require_user_verification=True,
    )


def _verified_count(party: Party, told: Answer, key: queries.KeyRow) -> int:
    from webauthn import verify_authentication_response

    return _verified(
        verify_authentication_response,
        credential=told.whole,
        expected_challenge=told.challenge,
        expected_rp_id=party.name,
        expected_origin=list(party.origins),
        credential_public_key=key.public_key,
        credential_current_sign_count=key.sign_count,
        require_user_verification=True,
    ).new_sign_count


def _verified(verify: Any, **given: Any) -> Any:
    """Runs the library's check; on hostile bytes its decoders raise more than its own errors."""
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        return verify(**given)
    except (WebAuthnException, ValueError, TypeError, LookupError, AttributeError, EOFError) as wrong:
        raise _refused(f"{type(wrong).__name__}: {wrong}") from wrong


def _read(answer: str) -> Answer:
    """A browser's answer taken apart; raises Invalid for what cannot be one."""
    try:
        whole = msgspec.json.decode(answer)
        response = whole["response"]
        told = msgspec.json.decode(_bytes(response["clientDataJSON"]))
        user = _bytes(response.get("userHandle") or "")
        return Answer(_bytes(told["challenge"]), _bytes(whole["rawId"]), user, whole)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as wrong:
        raise _refused(f"an answer that is none: {type(wrong).__name__}") from wrong


def _party(scope: Scope) -> Party:
    party = party_of(scope.ports.settings)
    if party is None:
        raise Unavailable(mark("Passkeys need a site with a domain name; this one only has a number."))
    return party


def _clean(name: str) -> str:
    try:
        return clean_line(name)[:_NAME_LENGTH].strip()
    except ValueError as wrong:
        raise Invalid(fields={"name": str(wrong)}) from wrong


def _named(ids: Sequence[bytes]) -> list[dict[str, str]]:
    return [{"type": "public-key", "id": _text(one)} for one in ids]


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _refused(detail: str) -> Invalid:
    return Invalid(mark("That passkey didn’t work. Try again, or use your password."), detail=detail)
