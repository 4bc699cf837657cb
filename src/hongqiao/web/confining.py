"""What stays open to somebody whom a decision keeps out: why, a complaint, their data, a way to leave."""

import re

import msgspec
from litestar import Request, Response

from hongqiao.features import accounts
from hongqiao.kernel.errors import NotAllowed, mark
from hongqiao.kernel.scope import Scope
from hongqiao.web.request import Here

PLACE = "/suspended"
_LEFT_OPEN = re.compile(
    r"GET /suspended|POST /suspended/stay|POST /sign-out|(?:GET|POST) /confirm"
    r"|GET /statements(?:/[^/]+)?|POST /statements/[^/]+/appeal"
    r"|POST /translations(?:/wishes)?|GET /live"
    r"|GET /settings/data|POST /settings/data/archive"
    r"|GET /settings/data/archives/[^/]+|POST /settings/data/archives/[^/]+/delete"
    r"|(?:GET|POST) /settings/leave|GET /left/[^/]+(?:/receipt)?"
    r"|GET /rules|GET /about/(?:terms|privacy|contact)|GET /transparency/log(?:/.*)?"
)
"""GDPR art. 15, 17 and 20, DSA art. 17 and 20; what a statement of reasons cites, and its translation: of
other texts web/texts.py says that they are not there.
"""


async def confined(scope: Scope, login: str, method: str, path: str) -> accounts.devices.Held | None:
    """Who holds this confined login; anywhere but where it opens something they are nobody."""
    held = await accounts.devices.confined_viewer_of(scope, login)
    if held is None or is_left_open(method, path):
        return held
    nobody = msgspec.structs.replace(held.viewer, account_id=None, handle="", proven_at=None, is_adult=False)
    return held._replace(viewer=nobody)


def is_left_open(method: str, path: str) -> bool:
    """Whether a confined login opens this."""
    return _LEFT_OPEN.fullmatch(f"{method} {path}") is not None


def turned_away(at: Here, request: Request) -> Response | None:
    """Where somebody confined is led from everything else; None for all who are not. Raises NotAllowed for
    what would have changed something.
    """
    if not at.reader.is_confined or is_left_open(request.method, request.url.path):
        return None
    if request.method != "GET":
        raise NotAllowed(mark("Your account is suspended. Its first page shows what is still open to you."))
    return at.redirect(PLACE)
