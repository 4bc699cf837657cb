"""What the pages of accounts share: limits, cookies, and where a request comes from."""

from datetime import timedelta
from typing import TypedDict

from litestar import Request, Response
from litestar.datastructures import Cookie

from hongqiao.features.site import declare_limit
from hongqiao.kernel.errors import Refusal, SignInNeeded, TooSoon
from hongqiao.kernel.ids import LoginId
from hongqiao.web.device import device_name, network_of
from hongqiao.web.door import LOGIN
from hongqiao.web.request import Here, here

QUARTER_S, DAY_S = 900, 86_400
SIGN_IN_BY_HANDLE = declare_limit("sign in, handle", 10, QUARTER_S, by="handle")
CODE_BY_ACCOUNT = declare_limit("second step, account", 8, QUARTER_S)
CODE_BY_ACCOUNT_A_DAY = declare_limit("second step, account, day", 40, DAY_S)
PASSKEY_BY_ADDRESS = declare_limit("passkey, address", 40, QUARTER_S, by="address")
LOGIN_LASTS_S = int(timedelta(days=60).total_seconds())


class WhereFrom(TypedDict):
    """What notices and the list of devices say about a request."""

    device: str
    place: str


def where_from(at: Here) -> WhereFrom:
    """Device and network of this request."""
    return {"device": device_name(at.device), "place": network_of(at.address)}


def signed_in(request: Request) -> Here:
    """The request of somebody who is signed in; raises SignInNeeded."""
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


def login_of(at: Here) -> LoginId:
    """The login of a request that went through signed_in."""
    assert at.login_id is not None
    return at.login_id


def login_cookie(at: Here, value: str) -> Cookie:
    """The cookie of a login; an empty value takes it away."""
    return at.cookie(LOGIN, value, max_age_s=LOGIN_LASTS_S if value else 0)


def with_patience(page: Response, refusal: Refusal) -> Response:
    """The page, which says when to come back if somebody was too fast."""
    if isinstance(refusal, TooSoon):
        page.headers["Retry-After"] = str(refusal.retry_after_s)
    return page


def status_of(refusal: Refusal) -> int:
    """The status of a form that is shown again."""
    return 429 if isinstance(refusal, TooSoon) else 422


def unkept(page: Response) -> Response:
    """The page, which no cache and no history keeps: it shows a secret."""
    page.headers["cache-control"] = "no-store"
    return page
