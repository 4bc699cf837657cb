"""A reader in front of the site without a server: what handlers are handed, for tests of what they call."""

from dataclasses import replace
from pathlib import Path

import pytest

from hongqiao.kernel.scope import Scope
from hongqiao.web.app import make_site
from hongqiao.web.request import Here, Reader, Site

CHECKOUT = Path(__file__).parents[2]


def site_of(scope: Scope) -> Site:
    """A web process over the database of this test. Needs the browser libraries, as every page does."""
    if not (CHECKOUT / "node_modules" / "htmx.org").exists():
        pytest.skip("the browser libraries are not there; bin/run fetches them")
    return make_site(scope.ports, scope.db, scope.ids, vendor=CHECKOUT / "node_modules")


def sits(site: Site, who: Scope, *, locale: str = "en", reads: tuple[str, ...] = ("en",), **looks) -> Here:
    """Somebody at a page, as the door lets them in."""
    viewer = replace_reading(who, locale, reads)
    reader = Reader(
        **{
            "locale": locale, "reads": reads, "is_signed_in": viewer.viewer.is_signed_in,
            "handle": viewer.viewer.handle, "tone": 1, "csrf": f"token of {viewer.viewer.handle}",
            "is_staff": False, "path": "/", "partial": False, "site_name": "Hongqiao", **looks,
        }
    )
    return Here(site, viewer, reader, None, "visit", "10.0.0.7", "")


def replace_reading(who: Scope, locale: str, reads: tuple[str, ...]) -> Scope:
    """The same person, who reads like this."""
    viewer = who.viewer
    known = type(viewer)(viewer.account_id, viewer.handle, viewer.role, locale, reads)
    return replace(who, viewer=known)
