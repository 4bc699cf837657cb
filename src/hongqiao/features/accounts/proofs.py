"""Proving again who one is, before what could do harm: by password, code or passkey, good for ten minutes."""

from datetime import timedelta

from hongqiao.features.accounts import store
from hongqiao.features.accounts.passwords import is_right
from hongqiao.features.accounts.queries import devices as queries
from hongqiao.features.accounts.tokens import as_cookie, digest, new_token
from hongqiao.kernel.errors import Invalid, NotFound, ProofNeeded, mark
from hongqiao.kernel.ids import LoginId, bucket_of
from hongqiao.kernel.scope import Scope

FRESH_FOR = timedelta(minutes=10)


def require_fresh(scope: Scope) -> None:
    """Raises ProofNeeded unless the viewer proved within ten minutes, on this device, who they are; pages
    lead to /confirm then. Raises SignInNeeded for nobody. Costs nothing.
    """
    if not is_fresh(scope):
        raise ProofNeeded


def is_fresh(scope: Scope) -> bool:
    """Whether require_fresh would let the viewer pass."""
    proven_at = scope.viewer.proven_at if scope.me else None
    return proven_at is not None and proven_at + FRESH_FOR > scope.now


async def prove_by_password(scope: Scope, password: str) -> None:
    """Raises Invalid for a wrong one; renew_login has to follow."""
    known = await store.CREDENTIALS.maybe(scope.db, bucket_of(scope.me), scope.viewer.handle)
    if not await is_right(password, known.password_hash if known else None):
        raise Invalid(fields={"password": mark("This isn’t your password.")})


async def renew_login(scope: Scope, current: LoginId) -> tuple[str, LoginId]:
    """Gives this login a new id and token, proven now: an old cookie that leaked is worth nothing.

    Returns the cookie's value and the id. Raises NotFound when the login is over meanwhile.
    """
    bucket, token = bucket_of(scope.me), new_token()
    renewed = LoginId(scope.ids.make(bucket))
    if not await queries.RENEW_LOGIN.run(
        scope.db, bucket, current, scope.me, renewed, digest(token), scope.now
    ):
        raise NotFound
    return as_cookie(scope.me, renewed, token), renewed
