"""Joining."""

from hongqiao.features import site
from hongqiao.features.accounts import ages, guardians, store
from hongqiao.features.accounts.addresses import handle_digest
from hongqiao.features.accounts.events import AccountMade
from hongqiao.features.accounts.model import SignUp, account_bucket, check
from hongqiao.features.accounts.passwords import UNSET, hashed
from hongqiao.features.accounts.queries import devices
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.scope import Scope

ROLES = ("member", "moderator", "admin")


async def sign_up(scope: Scope, form: SignUp, *, at_ms: int | None = None) -> tuple[AccountId, SignUp]:
    """Makes the account; returns its id and the cleaned form. Emits AccountMade, and GuardianLinked.

    Raises Invalid with field messages, also when the handle is taken, and keeps nothing then.
    """
    guardian_id = guardians.read_code(scope, form.family_code) if form.family_code.strip() else None
    form, age = _checked(scope, form, has_guardian=guardian_id is not None)
    account_id = await _made(scope, form, age, await hashed(form.password), at_ms)
    if guardian_id is not None:
        await guardians.link(scope, account_id, guardian_id)
    return account_id, form


async def bring_in(scope: Scope, form: SignUp) -> tuple[AccountId, SignUp]:
    """As sign_up, for an importer: nobody can sign in until the operator sets a password."""
    form, age = _checked(scope, form, has_guardian=False)
    return await _made(scope, form, age, UNSET, None), form


async def _made(
    scope: Scope, form: SignUp, age: ages.Age, password_hash: str, at_ms: int | None
) -> AccountId:
    bucket = account_bucket(form.handle)
    account_id = AccountId(scope.ids.make(bucket, at_ms=at_ms))
    made = await store.INSERT_ACCOUNT.run(
        scope.db,
        bucket,
        account_id,
        form.handle,
        password_hash,
        form.locale,
        list(form.reads),
        list(form.interests),
        scope.now,
        age.band,
        age.method,
        age.confidence,
        age.at,
        handle_digest(form.handle),
    )
    if not made:
        raise Invalid(fields={"handle": mark("Somebody already has this handle. Choose another.")})
    await scope.record(AccountMade(bucket=bucket, account_id=account_id, handle=form.handle))
    return account_id


def _checked(scope: Scope, form: SignUp, *, has_guardian: bool) -> tuple[SignUp, ages.Age]:
    """All that is wrong at once, so that nobody fills the form in twice."""
    wrong: dict[str, str] = {}
    values: dict[str, object] = {}
    cleaned, age = form, ages.Age()
    if form.family_code.strip() and not has_guardian:
        wrong["family_code"] = mark("This code isn’t right, or is older than a day. Ask for a new one.")
    try:
        age = ages.told(form.age, scope.ports.settings, scope.now, has_guardian=has_guardian)
    except Invalid as refusal:
        wrong |= refusal.fields
        values |= refusal.values
    try:
        cleaned = check(form, site_name=scope.ports.settings.site_name)
    except Invalid as refusal:
        wrong |= refusal.fields
    if wrong:
        raise Invalid(fields=wrong, values=values)
    return cleaned, age


async def give_role(scope: Scope, handle: str, role: str) -> None:
    """Makes somebody a member, moderator or admin; for the command line only.

    Their devices are signed out: what a login may do never changes under it.
    """
    if role not in ROLES:
        raise Invalid(mark("There is no such role."))
    account_id = await store.SET_ROLE.maybe(scope.db, account_bucket(handle), handle, role)
    if account_id is None:
        raise NotFound(mark("Nobody has this handle."))
    site.log_event(scope, "role.changed", account_id=account_id, role=role)
    await devices.END_LOGINS.run(scope.db, bucket_of(account_id), account_id, 0)
    await devices.END_HALVES.run(scope.db, bucket_of(account_id), account_id)
