"""The second factor: an authenticator app and recovery codes; each code counts once."""

import msgspec

from hongqiao.features.accounts import codes, notices, store, trusted
from hongqiao.features.accounts.devices import HALF_FOR
from hongqiao.features.accounts.leaving import come_back
from hongqiao.features.accounts.logins import admit
from hongqiao.features.accounts.model import account_bucket
from hongqiao.features.accounts.proofs import require_fresh
from hongqiao.features.accounts.queries import devices as device_queries
from hongqiao.features.accounts.queries import second_factor as queries
from hongqiao.features.accounts.sealing import is_of_old, seal, unseal
from hongqiao.features.accounts.tokens import Ticket, read_cookie
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, mark
from hongqiao.kernel.ids import AccountId, LoginId, bucket_of
from hongqiao.kernel.scope import Scope

_BATCH = 500


class Standing(msgspec.Struct, frozen=True):
    """Whether somebody has a second factor, and how many recovery codes are left."""

    is_on: bool
    codes_left: int


class Prepared(msgspec.Struct, frozen=True):
    """What an authenticator app is given: the address in the QR code, and the key to type."""

    uri: str
    key: str


class Passed(msgspec.Struct, frozen=True):
    """Cookies after the second step: the login, and the trust in this device if it was wanted."""

    login: str
    trusted: str = ""


async def standing(scope: Scope) -> Standing:
    """The viewer's."""
    row = await queries.TOTP.maybe(scope.db, bucket_of(scope.me), scope.me)
    left = await queries.CODES_LEFT.one(scope.db, bucket_of(scope.me), scope.me)
    return Standing(row is not None and row.confirmed_at is not None, left)


async def begin(scope: Scope) -> Prepared:
    """The secret that waits for its first code; a new one when none does. Raises ProofNeeded, or Conflict
    when the viewer has a second factor already.
    """
    require_fresh(scope)
    bucket, settings = bucket_of(scope.me), scope.ports.settings
    row = await queries.TOTP.maybe(scope.db, bucket, scope.me)
    if row is not None and row.confirmed_at is not None:
        raise Conflict(mark("You have a second step already."))
    if row is not None:
        secret = unseal(settings, row.sealed, bound_to=_owner(scope.me))
    else:
        secret = codes.new_secret()
        sealed = seal(settings, secret, bound_to=_owner(scope.me))
        await queries.PREPARE.run(scope.db, bucket, scope.me, sealed, scope.now)
    uri = codes.as_uri(secret, site=settings.site_name, handle=scope.viewer.handle)
    return Prepared(uri, codes.as_key(secret))


async def turn_on(scope: Scope, code: str, *, device: str, place: str, current: LoginId) -> list[str]:
    """Confirms the prepared secret by its first code; returns the recovery codes, which nobody can see again.

    Raises ProofNeeded, and Invalid for a wrong code.
    """
    require_fresh(scope)
    async with scope.transaction() as tx:
        await _use_app(tx, tx.me, code, is_confirmed=False)
        if not await queries.CONFIRM.run(tx.db, bucket_of(tx.me), tx.me, tx.now):
            raise Conflict(mark("You have a second step already."))
        await notices.leave(tx, tx.me, "second_added", device=device, place=place, but_for=current)
        return await _new_codes(tx)


async def turn_off(scope: Scope, *, device: str, place: str, current: LoginId) -> None:
    """Takes app, recovery codes and trusted devices away. Raises ProofNeeded, and NotFound without any."""
    require_fresh(scope)
    async with scope.transaction() as tx:
        await _end(tx, tx.me)
        await notices.leave(tx, tx.me, "second_removed", device=device, place=place, but_for=current)


async def renew_codes(scope: Scope, *, device: str, place: str, current: LoginId) -> list[str]:
    """Ten new recovery codes; the old ones open nothing any more. Raises ProofNeeded."""
    require_fresh(scope)
    if not (await standing(scope)).is_on:
        raise NotFound
    async with scope.transaction() as tx:
        await notices.leave(tx, tx.me, "recovery_renewed", device=device, place=place, but_for=current)
        return await _new_codes(tx)


async def waiting(scope: Scope, cookie: str) -> AccountId | None:
    """Whose second step this cookie is, or None when it is none (any more)."""
    found = await _half(scope, cookie)
    return found[0].account_id if found else None


async def pass_step(scope: Scope, cookie: str, code: str, *, is_trusting: bool) -> Passed:
    """Takes the second step of signing in; `is_trusting`: this device is not asked for 30 days.

    Raises NotFound when the first step is too long ago, Invalid for a wrong code.
    """
    found = await _half(scope, cookie)
    if found is None:
        raise NotFound
    ticket, half = found
    account_id = ticket.account_id
    async with scope.transaction() as tx:
        used = await _use(tx, account_id, code)
        await device_queries.END_HALF.run(tx.db, bucket_of(account_id), ticket.row_id, account_id)
        if used == "recovery":
            await notices.leave(tx, account_id, "recovery_used", device=half.device, place=half.place)
        await come_back(tx, account_id, device=half.device, place=half.place)
        login = await admit(tx, account_id, device=half.device, place=half.place)
        trust = await trusted.trust(tx, account_id, device=half.device) if is_trusting else ""
    return Passed(login, trust)


async def prove(scope: Scope, code: str) -> None:
    """Takes a code as proof of who the viewer is; proofs.renew_login has to follow. Raises Invalid."""
    async with scope.transaction() as tx:
        await _use(tx, tx.me, code)


async def drop(scope: Scope, handle: str) -> None:
    """Takes somebody's app and recovery codes away, who has lost both; for the command line only."""
    known = await store.CREDENTIALS.maybe(scope.db, account_bucket(handle), handle)
    if known is None or not known.has_second:
        raise NotFound(mark("Nobody with this handle has a second step."))
    async with scope.transaction() as tx:
        await _end(tx, AccountId(known.id))
        await notices.leave(tx, AccountId(known.id), "second_removed", device="", place="")


async def reseal(scope: Scope) -> int:
    """Seals anew what an older secret of the site sealed; for the worker. Returns how many."""
    done, after = 0, 0
    settings = scope.ports.settings
    while rows := await queries.TOTPS_AFTER.all(scope.db, after, _BATCH):
        for row in rows:
            after = row.account_id
            if is_of_old(settings, row.sealed):
                plain = unseal(settings, row.sealed, bound_to=_owner(row.account_id))
                anew = seal(settings, plain, bound_to=_owner(row.account_id))
                bucket = bucket_of(row.account_id)
                done += await queries.SEAL_ANEW.run(scope.db, bucket, row.account_id, row.sealed, anew)
    return done


async def _half(scope: Scope, cookie: str) -> tuple[Ticket, device_queries.HalfLoginRow] | None:
    ticket = read_cookie(cookie)
    if ticket is None:
        return None
    row = await device_queries.HALF.maybe(
        scope.db, bucket_of(ticket.account_id), ticket.row_id, ticket.account_id, scope.now - HALF_FOR
    )
    return (ticket, row) if row is not None and ticket.fits(row.token_hash) else None


async def _use(scope: Scope, account_id: AccountId, code: str) -> str:
    """Spends a code of the app or a recovery code; says which. Raises Invalid."""
    plain = codes.typed(code)
    if len(plain) == codes.DIGITS:
        await _use_app(scope, account_id, plain, is_confirmed=True)
        return "app"
    kept = codes.recovery_hash(plain, account_id)
    if not await queries.USE_CODE.run(scope.db, bucket_of(account_id), account_id, kept):
        raise _wrong_code()
    return "recovery"


async def _use_app(scope: Scope, account_id: AccountId, code: str, *, is_confirmed: bool) -> None:
    """The statement that spends the step lets one of two at once pass."""
    bucket = bucket_of(account_id)
    row = await queries.TOTP.maybe(scope.db, bucket, account_id)
    if row is None or (row.confirmed_at is not None) != is_confirmed:
        raise _wrong_code()
    secret = unseal(scope.ports.settings, row.sealed, bound_to=_owner(account_id))
    step = codes.step_of(secret, codes.typed(code), scope.now)
    if step is None or not await queries.USE_STEP.run(scope.db, bucket, account_id, step):
        raise _wrong_code()


async def _end(scope: Scope, account_id: AccountId) -> None:
    bucket = bucket_of(account_id)
    if not await queries.REMOVE.run(scope.db, bucket, account_id):
        raise NotFound
    await queries.END_CODES.run(scope.db, bucket, account_id)
    await device_queries.END_ALL_TRUSTED.run(scope.db, bucket, account_id)


async def _new_codes(scope: Scope) -> list[str]:
    bucket, made = bucket_of(scope.me), [codes.new_recovery_code() for _ in range(codes.RECOVERY_CODES)]
    await queries.END_CODES.run(scope.db, bucket, scope.me)
    hashes = [codes.recovery_hash(code, scope.me) for code in made]
    await queries.INSERT_CODE.run_each(scope.db, [(bucket, scope.me, one, scope.now) for one in hashes])
    return made


def _owner(account_id: int) -> bytes:
    return b"totp:%d" % account_id


def _wrong_code() -> Invalid:
    words = mark("This code isn’t right, or was used before. Wait for the next one and try again.")
    return Invalid(fields={"code": words})
