"""Requests that another site makes a browser send: without our token or from elsewhere, nothing happens.

Cases B7, D9, D11.
"""

import pytest

from tests.web.test_hostile_forms import notes_of, refused
from tests.web.visitor import PASSWORD, Visitor, new_handle

EVIL = "https://evil.example"
UNSAFE = (
    "/sign-in",
    "/sign-up",
    "/sign-out",
    "/reading",
    "/settings",
    "/settings/password",
    "/settings/sessions/{login}/end",
    "/settings/sessions/end-others",
    "/settings/trusted/{login}/end",
    "/settings/second-step",
    "/settings/second-step/codes",
    "/settings/second-step/off",
    "/settings/passkeys",
    "/settings/passkeys/{login}/name",
    "/settings/passkeys/{login}/remove",
    "/sign-in/code",
    "/sign-in/passkey",
    "/confirm",
    "/compose/{draft}/draft",
    "/compose/{draft}/publish",
    "/compose/{draft}/discard",
    "/compose/{draft}/pictures",
    "{note}/withdraw",
    "{note}/comments",
    "{note}/like",
    "{note}/save",
    "/boards",
    "/people/{handle}/follow",
    "/translations",
    "/translations/wishes",
)


@pytest.fixture(scope="module")
def member(community) -> Visitor:
    return Visitor(community.origin).sign_up("mei")


@pytest.fixture(scope="module")
def places(member) -> dict[str, str]:
    return {
        "draft": member.start_draft(),
        "note": member.publish("Mine", "And stays."),
        "handle": member.handle,
        "login": member.cookies["login"].split(".")[1],
    }


def _attempts(member: Visitor) -> dict[str, tuple[str | None, dict[str, str | None]]]:
    """Token and headers of each way to forge."""
    right = member.token()
    return {
        "no token": (None, {}),
        "empty token": (" ", {}),
        "wrong token": ("0" * 40, {}),
        "token of a stranger": (Visitor(member.origin).token(), {}),
        "signs of no alphabet": ("é" * 40, {}),
        "foreign origin": (right, {"origin": EVIL}),
        "no origin": (right, {"origin": "null"}),
        "same name, other scheme": (right, {"origin": member.origin.replace("http://", "http://x.")}),
        "cross-site": (right, {"sec-fetch-site": "cross-site"}),
        "same-site": (right, {"sec-fetch-site": "same-site"}),
    }


ATTEMPTS = (
    "no token",
    "empty token",
    "wrong token",
    "token of a stranger",
    "signs of no alphabet",
    "foreign origin",
    "no origin",
    "same name, other scheme",
    "cross-site",
    "same-site",
)


@pytest.mark.parametrize("path", UNSAFE)
def test_a_forged_request_is_refused(member, places, path):
    for name in ATTEMPTS:
        token, headers = _attempts(member)[name]

        answer = member.post(
            path.format(**places), {"to": "on", "name": "x", "words": "x"}, token=token, headers=headers
        )

        assert answer.status == 403, (name, answer)
        refused(answer)
    assert notes_of(member) == [places["note"]]
    assert member.get("/settings").status == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "", "multipart/form-data", "image/png"])
def test_a_body_of_another_kind_does_not_slip_past(member, places, kind):
    answer = member.ask(
        "POST",
        f"{places['note']}/withdraw",
        b'{"csrf": "x"}',
        {
            "content-type": kind or None,
            "origin": EVIL,
        },
    )

    assert answer.status in (400, 403), answer
    assert member.get(places["note"]).status == 200


def test_the_token_of_a_former_login_is_stale(visit):
    mei = visit().sign_up("mei")
    stale = mei.token()
    mei.sign_out()
    mei.sign_in(mei.handle)

    assert mei.post("/boards", {"name": "Stale"}, token=stale).status == 403
    assert mei.post("/boards", {"name": "Fresh"}).status == 303


def test_a_login_is_never_one_that_was_planted(visit):
    mei = visit().sign_up("mei")
    victim = visit()
    victim.cookies["login"] = mei.cookies["login"]
    victim.cookies["visit"] = "planted"
    victim.token()

    other = visit().sign_up("diego")
    victim.sign_in(other.handle)

    assert victim.cookies["login"] != mei.cookies["login"]
    assert other.handle in victim.get("/settings").text


@pytest.mark.parametrize(
    "cookie",
    [
        "x",
        "a.b.c",
        "..",
        "1.1." + "A" * 5_000,
        "\x7f",
        "é",
        "%00",
        "'; drop table account; --.x.y",
        ".".join("zzz"),
    ],
)
def test_a_cookie_that_is_no_login_signs_nobody_in(visit, cookie):
    visitor = visit()
    visitor.cookies["login"] = cookie

    assert visitor.get("/settings").status in (303, 400, 431)


def test_a_login_of_somebody_else_does_not_fit_another_account(visit):
    mei, diego = visit().sign_up("mei"), visit().sign_up("diego")
    account, _, _ = mei.cookies["login"].split(".")
    _, login, token = diego.cookies["login"].split(".")
    diego.cookies["login"] = f"{account}.{login}.{token}"

    assert diego.get("/settings").status == 303


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(visit):
    visitor = visit()
    first = visitor.get("/")
    handle = new_handle("mei")
    joined = visitor.post("/sign-up", visitor.sign_up_form(handle))
    cookies = [*first.headers.get_all("set-cookie"), *joined.headers.get_all("set-cookie")]

    assert {cookie.split("=")[0] for cookie in cookies} >= {"visit", "login"}
    for cookie in cookies:
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=lax", "path=/"} <= parts, cookie


@pytest.mark.parametrize(
    "next_path",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/\tevil.example",
        "javascript:alert(1)",
        "///evil",
        "\\\\evil.example",
        "/%09/evil.example",
        "http:evil.example",
        " //evil.example",
        "/\r\nset-cookie: a=b",
    ],
)
def test_the_way_after_signing_in_never_leads_elsewhere(visit, mei, next_path):
    visitor = visit()

    answer = visitor.post("/sign-in", {"handle": mei.handle, "password": PASSWORD, "next": next_path})

    assert answer.status == 303
    assert answer.location.startswith("/") and not answer.location.startswith(("//", "/\\"))
    assert "\r" not in answer.location and "a=b" not in str(answer.headers.get_all("set-cookie"))
