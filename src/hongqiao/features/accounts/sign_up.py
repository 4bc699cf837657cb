"""Joining."""

from hongqiao.features import trust
from hongqiao.features.accounts import store
from hongqiao.features.accounts.events import AccountMade
from hongqiao.features.accounts.model import SignUp, account_bucket, check
from hongqiao.features.accounts.passwords import hashed
from hongqiao.features.accounts.queries import devices
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.scope import Scope

ROLES = ("member", "moderator", "admin")


async def sign_up(scope: Scope, form: SignUp, *, at_ms: int | None = None) -> tuple[AccountId, SignUp]:
    """Makes the account; returns its id and the cleaned form. Emits AccountMade.

    Raises Invalid with field messages, also when the handle is taken.
    """
    held = trust.rules(scope.ports.settings, on=scope.now.date())
    form = check(form, year=scope.now.year, minimum_age=held.turning_age)
    bucket = account_bucket(form.handle)
    account_id = AccountId(scope.ids.make(bucket, at_ms=at_ms))
    made = await store.INSERT_ACCOUNT.run(
        scope.db,
        bucket,
        account_id,
        form.handle,
        await hashed(form.password),
        form.birth_band,
        form.locale,
        list(form.reads),
        list(form.interests),
        scope.now,
    )
    if not made:
        raise Invalid(fields={"handle": mark("Somebody already has this handle. Choose another.")})
    await scope.record(AccountMade(bucket=bucket, account_id=account_id, handle=form.handle))
    return account_id, form


async def give_role(scope: Scope, handle: str, role: str) -> None:
    """Makes somebody a member, moderator or admin; for the command line only.

    Their devices are signed out: what a login may do never changes under it.
    """
    if role not in ROLES:
        raise Invalid(mark("There is no such role."))
    account_id = await store.SET_ROLE.maybe(scope.db, account_bucket(handle), handle, role)
    if account_id is None:
        raise NotFound(mark("Nobody has this handle."))
    await devices.END_LOGINS.run(scope.db, bucket_of(account_id), account_id, 0)
    await devices.END_HALVES.run(scope.db, bucket_of(account_id), account_id)
