"""The register, packs and duties, as whoever runs the site meets them; incidents from the command line."""

import asyncio
import re
import time
from dataclasses import replace

import pytest

from hongqiao.features import trust
from hongqiao.features.trust import clocks
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.scope import Scope, Viewer
from tests.web.test_consent_pages import in_database
from tests.web.visitor import Visitor


@pytest.fixture
def admin(community, visit) -> Visitor:
    """Somebody who runs the site."""
    visitor = visit().sign_up("aisha")
    made = community.run("admin", "role", visitor.handle, "admin")
    assert made.returncode == 0, made.stderr
    visitor.cookies.clear()
    visitor._token = ""
    assert visitor.sign_in(visitor.handle).status == 303
    return visitor


def test_an_incident_is_opened_noted_and_closed_at_the_machine(community, admin, mei):
    opened = community.run("incident", "open", "A laptop was stolen on Monday.", "--people", "about 40")
    number = re.search(r"Incident (\w+) is open", opened.stdout)[1]
    noted = community.run("incident", "note", number, "Keys changed.")
    page = admin.get(f"/admin/register/{number}")
    closed = community.run("incident", "close", number, "Told everyone concerned, letter 4.")
    again = community.run("incident", "close", number, "Once more.")

    assert (opened.returncode, noted.returncode, closed.returncode, again.returncode) == (0, 0, 0, 1)
    assert "Draft of the notice to the authority" in page.text and "about 40" in page.text
    assert "Keys changed." in page.text
    assert "letter 4" in admin.get(f"/admin/register/{number}").text
    assert mei.get(f"/admin/register/{number}").status == 404
    assert mei.get(f"/requests/{number}").status == 404
    assert community.run("incident", "note", "zzzz", "x").returncode == 1


def test_an_administrator_opens_works_on_and_closes_an_incident(admin):
    refused = admin.post("/admin/register", {"what": ""})
    opened = admin.post("/admin/register", {"what": "Mail went to the wrong people."})
    noted = admin.post(f"{opened.location}/note", {"words": "<b>Asked</b> them to delete it."})
    empty = admin.post(f"{opened.location}/note", {"words": " "})
    closed = admin.post(f"{opened.location}/close", {"words": "All confirmed."})

    assert (refused.status, opened.status, noted.status, empty.status, closed.status) == (
        422,
        303,
        303,
        422,
        303,
    )
    page = admin.get(opened.location).text
    assert "&lt;b&gt;Asked" in page and "All confirmed." in page
    assert admin.post(f"{opened.location}/note", {"words": "more"}).status == 409


def test_packs_show_what_would_change_and_change_nothing(admin, mei):
    page = admin.get("/admin/packs?with=default&with=au").text

    assert "minimum_age: 14 -&gt; 16  (au)" in page and "HONGQIAO_PACKS=default,au" in page
    assert "Nothing would change." in admin.get("/admin/packs?with=default&with=nowhere").text
    assert "fails its tests" not in page
    assert mei.get("/admin/packs").status == 404 and mei.get("/admin/duties").status == 404


async def test_a_deadline_that_warned_stands_first_and_a_bar_leads_there_once(community, admin):
    async def warn(scope: Scope):
        operator = replace(scope, viewer=Viewer(role="admin", handle="operator"))
        async with operator.transaction() as tx:
            id_ = await trust.register.open_breach(tx, {"what": "A backup is missing."}, lang="en")
        later = replace(scope, now=(await clocks.clocks_of(scope, id_))[0].starts_at.replace(year=2100))
        await clocks.warn(later)
        return id_

    id_ = await in_database(community, warn, "default eu")

    bar = 'href="/admin/duties">Look at it'
    deadline = time.monotonic() + 20
    while bar not in admin.get("/about").text:  # the worker tells them
        assert time.monotonic() < deadline, "nobody was told"
        await asyncio.sleep(0.2)
    for path in ("/admin/duties", "/admin"):
        page = admin.get(path).text
        assert f'href="/admin/register/{to_public(id_)}"' in page and "Deadlines that press" in page
    assert bar not in admin.get("/about").text
    await in_database(community, lambda scope: finish(scope, id_), "default eu")


async def finish(scope: Scope, id_: int) -> None:
    async with scope.transaction() as tx:
        await clocks.finish(tx, id_, "breach-to-authority", proof="Found again.")
