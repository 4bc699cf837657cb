"""Somebody suspended signs in: to read why, to complain, to take their data along, to leave. Cases D7, D8."""

import io
import re
import zipfile

import pytest

from hongqiao.features.trust import statement as statements
from hongqiao.kernel.ids import to_public
from hongqiao.web.confining import is_left_open
from hongqiao.web.texts import texts_of_refs
from tests.cast import sign_up
from tests.features.trust.deciding import fields_of
from tests.features.trust.moderating import publish
from tests.web.door_acts import change
from tests.web.sitting import site_of, sits
from tests.web.test_case_pages import until
from tests.web.visitor import Visitor

OWN = ("/suspended", "/statements", "/settings/data", "/settings/leave", "/confirm", "/rules", "/about/terms",
       "/about/privacy", "/about/contact", "/transparency/log")  # fmt: skip
CLOSED = ("/", "/settings", "/settings/security", "/settings/data/import", "/compose", "/following", "/about",
          "/drafts", "/me/words", "/search?q=tea", "/admin", "/held", "/report?about=account:x")  # fmt: skip
ALIKE = ("/settings", "/suspended/", "/statementsx", "/settings/data/import", "/settings/data/archives/a/b",
         "/settings/leave/x", "/about/terms/x")  # fmt: skip


@pytest.fixture
def suspended(community, visit, diego) -> Visitor:
    """Diego, whom a decision keeps out, signed in again."""
    change(community, "update account set state = 2 where handle = $1", diego.handle)
    again = visit()
    assert again.sign_in(diego.handle).status == 303
    return again


def test_whoever_is_suspended_reaches_their_own_doors_and_nothing_else(suspended, mei):
    note = mei.publish("Of mei", "Words.")

    opened = {path: suspended.get(path).status for path in OWN}
    closed = [suspended.get(path) for path in (*CLOSED, note, f"/people/{mei.handle}")]

    assert opened == dict.fromkeys(OWN, 200)
    assert {(one.status, one.location) for one in closed} == {(303, "/suspended")}
    for path in (f"/people/{mei.handle}/follow", f"{note}/comments", "/settings/password", "/reading"):
        assert suspended.post(path, {"to": "on", "words": "x"}).status == 403, path


async def test_of_all_texts_only_their_statements_can_be_translated(scope):
    mei, luma = await sign_up(scope, "mei"), await sign_up(scope, "luma")
    note_id = await publish(luma)
    told = statements.Statement(**fields_of(scope, person_id=mei.me))
    async with scope.transaction() as tx:
        await statements.issue(tx, told)
    named = f"statement:{to_public(told.decision_id)}:facts"
    refs = [f"note:{to_public(note_id)}:title", named]
    site = site_of(scope)

    free = await texts_of_refs(sits(site, mei), refs)
    confined = await texts_of_refs(sits(site, mei, is_confined=True), refs)

    assert set(free) == set(refs)
    assert set(confined) == {named}


def test_pages_for_the_suspended_lead_only_where_it_is_open(suspended):
    for path in ("/suspended", "/statements", "/settings/data", "/settings/leave", "/confirm"):
        page = suspended.get(path).text
        for link in re.findall(r'<a [^>]*href="(/[^"#?]*)', page):
            assert is_left_open("GET", link), (path, link)


def test_nobody_else_has_the_page_of_the_suspended(stranger, mei):
    for who in (stranger, mei):
        assert who.get("/suspended").status == 404
        assert who.post("/suspended/stay").status == 404


def test_whoever_is_suspended_takes_everything_along(community, visit, diego):
    diego.publish("Of diego", "Seven bridges.", pictures=1)
    change(community, "update account set state = 2 where handle = $1", diego.handle)
    again = visit()
    again.sign_in(diego.handle)

    assert again.post("/settings/data/archive").status == 303
    until(lambda: "/settings/data/archives/" in again.get("/settings/data").text, 40)
    path = again.get("/settings/data").text.split('href="/settings/data/archives/')[1].split('"')[0]
    fetched = again.get(f"/settings/data/archives/{path}")

    assert fetched.status == 200
    archive = zipfile.ZipFile(io.BytesIO(fetched.body))
    assert any(b"Seven bridges." in archive.read(name) for name in archive.namelist())


def test_whoever_is_suspended_leaves_and_may_take_it_back(suspended, visit):
    left = suspended.post("/settings/leave", {"sure": "on"})
    assert left.status == 303 and left.location.startswith("/left/")
    assert suspended.get("/suspended").status == 404

    again = visit()
    again.sign_in(suspended.handle)
    assert 'action="/suspended/stay"' in again.get("/suspended").text
    assert again.post("/settings/leave", {"sure": "on"}).status == 409
    assert again.post("/suspended/stay").status == 303

    assert 'action="/suspended/stay"' not in again.get("/suspended").text


def test_a_suspended_moderator_moderates_nothing(community, suspended):
    assert community.run("admin", "role", suspended.handle, "moderator").returncode == 0
    suspended.sign_in(suspended.handle)

    assert suspended.get("/admin/cases").location == "/suspended"


@pytest.mark.parametrize("path", ALIKE)
def test_addresses_that_only_look_alike_stay_shut(path):
    assert not is_left_open("GET", path)
    assert not is_left_open("POST", path)
