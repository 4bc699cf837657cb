"""Guardians: a code links an adult and a younger account. They see and set times, and nothing else."""

import hmac
from datetime import UTC, datetime, timedelta

import msgspec

from hongqiao.features import trust
from hongqiao.features.accounts import notices, store
from hongqiao.features.accounts.events import GuardianLinked, GuardianUnlinked
from hongqiao.features.accounts.queries import guardians as sql
from hongqiao.features.accounts.queries.guardians import WardRow
from hongqiao.kernel.errors import Invalid, NotAllowed, NotFound, mark
from hongqiao.kernel.ids import AccountId, bucket_of, from_public, to_public
from hongqiao.kernel.scope import Scope

CODE_LASTS = timedelta(days=1)
WARDS_AT_MOST = 20
_MINUTES = (10, 600)


class Family(msgspec.Struct, frozen=True):
    """Whom the viewer looks after, and who looks after the viewer."""

    wards: list[WardRow]
    guardian_id: AccountId | None


def new_code(scope: Scope) -> str:
    """A code with which a younger account names the viewer as guardian, for a day. Raises NotAllowed."""
    if not scope.viewer.is_adult:
        raise NotAllowed(
            mark("Only somebody of age can look after another account. Say so in your settings.")
        )
    ends = to_public(int((scope.now + CODE_LASTS).timestamp()))
    told = f"{to_public(scope.me)}-{ends}"
    return f"{told}-{_sign(scope.ports.settings.secret, told)}"


def read_code(scope: Scope, code: str) -> AccountId | None:
    """Whose code this is, or None for one that is wrong or too old."""
    told, _, sign = code.strip().rpartition("-")
    public, _, ends = told.partition("-")
    id_, until = from_public(public), from_public(ends)
    secrets = (scope.ports.settings.secret, *scope.ports.settings.old_secrets)
    if id_ is None or until is None or not sign.isascii():
        return None
    if not any(hmac.compare_digest(_sign(secret, told), sign) for secret in secrets):
        return None
    return AccountId(id_) if scope.now < datetime.fromtimestamp(until, UTC) else None


async def link(tx: Scope, ward_id: AccountId, guardian_id: AccountId) -> None:
    """Writes down who looks after an account; in a transaction of the ward’s. Emits GuardianLinked."""
    if ward_id == guardian_id:
        raise Invalid(fields={"guardian": mark("Nobody can be their own guardian.")})
    bucket = bucket_of(ward_id)
    if await sql.LINK.run(tx.db, bucket, ward_id, guardian_id, tx.now):
        await tx.record(GuardianLinked(bucket=bucket, ward_id=ward_id, guardian_id=guardian_id))


async def link_own(tx: Scope, code: str) -> None:
    """The viewer names a guardian by their code. Raises Invalid for a wrong code or when there is one."""
    guardian_id = read_code(tx, code)
    if guardian_id is None:
        raise Invalid(
            fields={"guardian": mark("This code isn’t right, or is older than a day. Ask for a new one.")}
        )
    if await sql.GUARDIAN.maybe(tx.db, bucket_of(tx.me), tx.me) is not None:
        raise Invalid(fields={"guardian": mark("Somebody looks after this account already.")})
    await link(tx, tx.me, guardian_id)


async def unlink(scope: Scope, ward_id: AccountId, *, words: str, lang: str) -> None:
    """The guardian stops looking after the account; its limits become its own, and their consent ends.

    `words` are what was agreed to, as the guardian reads it. Raises NotFound for others.
    """
    await require_ward(scope, ward_id)
    async with scope.transaction() as tx:
        if await sql.UNLINK.run(tx.db, bucket_of(ward_id), ward_id, scope.me):
            told = GuardianUnlinked(bucket=bucket_of(ward_id), ward_id=ward_id, guardian_id=scope.me)
            await tx.record(told)
            await trust.consent.choose(
                tx, ward_id, "guardian", yes=False, words=words, lang=lang, surface="settings"
            )


async def take_back(scope: Scope) -> None:
    """The viewer is being erased: whoever they looked after is told, and may name somebody new; until then
    the rules of the packs for their age hold, and the times that were set. Emits GuardianUnlinked.
    """
    mine = bucket_of(scope.me)
    while ids := await sql.WARDS.all(scope.db, mine, scope.me, WARDS_AT_MOST):
        for ward_id in map(AccountId, ids):
            bucket = bucket_of(ward_id)
            async with scope.transaction() as tx:
                if await sql.UNLINK.run(tx.db, bucket, ward_id, scope.me):
                    await notices.leave(tx, ward_id, "guardian_left", device="", place="")
                    await _end_consent(tx, ward_id)
                    told = GuardianUnlinked(bucket=bucket, ward_id=ward_id, guardian_id=scope.me)
                    await tx.record(told)
            await sql.DROP_WARD.run(scope.db, mine, scope.me, ward_id)


async def _end_consent(tx: Scope, ward_id: AccountId) -> None:
    """Consent ends with who gave it, in the words that they agreed to."""
    given = [one for one in await trust.consent.ledger(tx, ward_id) if one.purpose == "guardian"]
    if given and given[-1].choice:
        words = await trust.consent.words_of(tx, ward_id, given[-1])
        await trust.consent.choose(
            tx, ward_id, "guardian", yes=False, words=words, lang=given[-1].lang, surface="erasure"
        )


async def family(scope: Scope) -> Family:
    """The viewer’s."""
    ids = await sql.WARDS.all(scope.db, bucket_of(scope.me), scope.me, WARDS_AT_MOST)
    buckets = [bucket_of(id_) for id_ in ids]
    wards = await sql.WARD_ROWS.all(scope.db, buckets, ids, scope.me) if ids else []
    guardian_id = await sql.GUARDIAN.maybe(scope.db, bucket_of(scope.me), scope.me)
    return Family(wards, AccountId(guardian_id) if guardian_id is not None else None)


async def set_limits(scope: Scope, account_id: AccountId, *, minutes: int | None, has_night: bool) -> None:
    """Sets the day’s limits of a ward, or the viewer’s own where nobody looks after them.

    Raises Invalid for minutes that make no sense, NotAllowed for a ward about themselves, NotFound.
    """
    if minutes is not None and not _MINUTES[0] <= minutes <= _MINUTES[1]:
        raise Invalid(fields={"minutes": mark("A day can have 10 to 600 minutes, or no limit.")})
    if account_id != scope.me:
        await require_ward(scope, account_id)
    elif await sql.GUARDIAN.maybe(scope.db, bucket_of(scope.me), scope.me) is not None:
        raise NotAllowed(mark("Whoever looks after this account sets its times. Talk to them."))
    await store.SET_LIMITS.run(scope.db, bucket_of(account_id), account_id, minutes, has_night)


async def follow_link(scope: Scope, event: GuardianLinked | GuardianUnlinked) -> None:
    """Makes the guardian’s list equal to what lies with the ward; a reactor."""
    guardian_id, ward_id = AccountId(event.guardian_id), AccountId(event.ward_id)
    there = await sql.GUARDIAN.maybe(scope.db, bucket_of(ward_id), ward_id)
    if there == guardian_id:
        await sql.ADD_WARD.run(scope.db, bucket_of(guardian_id), guardian_id, ward_id, scope.now)
    else:
        await sql.DROP_WARD.run(scope.db, bucket_of(guardian_id), guardian_id, ward_id)


async def require_ward(scope: Scope, ward_id: AccountId) -> None:
    """Raises NotFound unless the viewer looks after this account."""
    if await sql.GUARDIAN.maybe(scope.db, bucket_of(ward_id), ward_id) != scope.me:
        raise NotFound


def _sign(secret: bytes, told: str) -> str:
    return hmac.digest(secret, f"guardian:{told}".encode(), "sha256").hex()[:16]
