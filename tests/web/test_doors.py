"""The door over the wire: second step, confirming, devices, notices, addresses that machines know.

Cases B7, D3, D7, D8, D9, D13, E1.
"""

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from tests.web.door_acts import add_second_step, again, change, code_of, secret_on
from tests.web.visitor import PASSWORD, Visitor, new_handle, value_of


def test_password_alone_leads_to_the_second_step_and_no_further(visit, mei):
    add_second_step(mei)
    other = visit()

    answer = other.post("/sign-in", {"handle": mei.handle, "password": PASSWORD, "next": "/drafts"})

    assert (answer.status, answer.location) == (303, "/sign-in/code?next=/drafts")
    assert "login" not in other.cookies and "step" in other.cookies
    assert other.get("/settings").status == 303
    assert other.get("/sign-in/code?next=/drafts").status == 200
    planted = visit()
    planted.cookies["login"] = other.cookies["step"]
    assert planted.get("/settings").status == 303


def test_the_code_opens_the_door_once(visit, mei):
    secret, _ = add_second_step(mei)
    other, third = again(visit, mei), again(visit, mei)
    code = code_of(secret)

    answer = other.post("/sign-in/code", {"code": f"{code[:3]} {code[3:]}", "next": "/drafts"})
    twice = third.post("/sign-in/code", {"code": code})

    assert (answer.status, answer.location) == (303, "/drafts")
    assert "step" not in other.cookies and "trusted" not in other.cookies
    assert other.get("/settings").status == 200
    assert twice.status == 422 and "login" not in third.cookies


def test_a_recovery_code_opens_the_door_once_and_says_so(visit, mei):
    _, made = add_second_step(mei)
    other, third = again(visit, mei), again(visit, mei)

    assert other.post("/sign-in/code", {"code": made[0]}).status == 303
    assert third.post("/sign-in/code", {"code": made[0]}).status == 422
    page = other.get("/settings/security").words()
    assert "9 recovery codes left" in page and "Signed in with a recovery code" in page


def test_a_trusted_device_is_asked_for_the_password_alone(visit, mei):
    secret, _ = add_second_step(mei)
    other = again(visit, mei)
    other.post("/sign-in/code", {"code": code_of(secret), "trust": "on"})
    other._token = ""
    other.sign_out()

    other.sign_in(mei.handle)

    assert other.get("/settings").status == 200
    row = re.search(r"/settings/trusted/([^/]+)/end", mei.get("/settings/security").text)
    assert mei.post(f"/settings/trusted/{row[1]}/end").status == 303
    other.sign_out()
    assert other.post("/sign-in", {"handle": mei.handle, "password": PASSWORD}).location == "/sign-in/code"


def test_guessing_codes_comes_to_an_end(visit, mei):
    add_second_step(mei)
    other = again(visit, mei)

    tries = [other.post("/sign-in/code", {"code": f"{number:06}"}) for number in range(9)]

    assert [one.status for one in tries[:6]] == [422] * 6
    assert tries[-1].status == 429 and int(tries[-1].headers["retry-after"]) > 0
    elsewhere = again(visit, mei)
    assert elsewhere.post("/sign-in/code", {"code": "000000"}).status == 429


def test_without_a_first_step_there_is_no_second(visit):
    stranger = visit()

    assert stranger.get("/sign-in/code?next=/drafts").location == "/sign-in?next=/drafts"
    stranger.cookies["step"] = "a.b.c"
    answer = stranger.post("/sign-in/code", {"code": "123456"})
    assert answer.status == 422 and "login" not in stranger.cookies


def test_secrets_are_on_pages_that_no_cache_keeps(mei):
    page = mei.get("/settings/second-step")
    secret = secret_on(page.text)
    kept = mei.post("/settings/second-step", {"code": code_of(secret)})

    assert page.headers["cache-control"] == kept.headers["cache-control"] == "no-store"
    assert mei.get("/settings/second-step").location == "/settings/security#second"
    assert "<svg" in page.text and "otpauth://totp/" in page.text


def make_stale(community, who: Visitor) -> None:
    """Lets an hour pass since this person proved who they are."""
    change(
        community,
        """update login set proven_at = proven_at - interval '1 hour'
           where account_id = (select id from account where handle = $1)""",
        who.handle,
    )


DANGEROUS = (
    ("GET", "/settings/second-step"), ("POST", "/settings/second-step/off"),
    ("POST", "/settings/second-step/codes"), ("GET", "/settings/passkeys/new"),
    ("POST", "/settings/sessions/end-others"),
)


@pytest.mark.parametrize(("method", "path"), DANGEROUS)
def test_what_could_do_harm_asks_for_a_proof_first(community, visit, mei, method, path):
    other = again(visit, mei)
    if "/off" in path or "/codes" in path:
        add_second_step(mei)
    make_stale(community, mei)

    answer = mei.get(path) if method == "GET" else mei.post(path)

    back = path if method == "GET" else "/settings/security"
    assert (answer.status, answer.location) == (303, f"/confirm?next={back}")
    assert other.get("/settings").status == 200
    script = mei.post("/settings/sessions/end-others", headers={"x-csrf": mei.token()})
    assert script.status == 403


def test_confirming_leads_back_and_gives_the_login_a_new_id(community, mei):
    make_stale(community, mei)
    before = mei.cookies["login"]

    wrong = mei.post("/confirm", {"password": "not this one", "next": "/settings/second-step"})
    right = mei.post("/confirm", {"password": PASSWORD, "next": "/settings/second-step"})
    mei._token = ""

    assert wrong.status == 422 and "isn’t your password" in wrong.words()
    assert right.location == "/settings/second-step"
    assert mei.cookies["login"].split(".")[1:] != before.split(".")[1:]
    assert mei.get("/settings/second-step").status == 200
    mei.cookies["login"] = before
    assert mei.get("/settings").status == 303


def test_a_code_confirms_as_well(community, mei):
    secret, _ = add_second_step(mei)
    make_stale(community, mei)

    assert "Or a code" in mei.get("/confirm?next=/").words()
    assert mei.post("/confirm", {"code": code_of(secret, steps=1), "next": "/"}).status == 303


ELSEWHERE = ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:x")


@pytest.mark.parametrize("next_path", ELSEWHERE)
def test_confirming_never_leads_elsewhere(mei, next_path):
    form = mei.get(f"/confirm?next={next_path}")
    answer = mei.post("/confirm", {"password": PASSWORD, "next": next_path})

    assert value_of(form.text.split('id="main"')[1], "next") == "/"
    assert (answer.status, answer.location) == (303, "/")


def test_a_new_password_gives_the_login_a_new_id(visit, mei):
    other, before = again(visit, mei), mei.cookies["login"]

    answer = mei.post("/settings/password", {"current": PASSWORD, "password": "eight bridges in autumn"})

    assert answer.status == 303 and mei.cookies["login"] != before
    assert mei.get("/settings").status == 200 and other.get("/settings").status == 303
    mei.cookies["login"] = before
    assert mei.get("/settings").status == 303


def test_another_device_hears_of_a_sign_in_once(visit, mei):
    assert "Somebody signed in" not in mei.get("/about").words()
    again(visit, mei)

    first = mei.get("/about").words()
    listed = mei.get("/settings/security").words()

    assert "Somebody signed in to your account" in first
    assert "Signed in" in listed and "Somebody signed in to" not in listed
    assert "Somebody signed in" not in mei.get("/about").words()


def test_unknown_handles_and_wrong_passwords_get_one_answer(visit, mei):
    """The work behind both is the same, too: test_logins.py counts the hashes."""
    answers = []
    for handle in (mei.handle, new_handle("nobody")):
        visitor = visit()
        answer = visitor.post("/sign-in", {"handle": handle, "password": "not this one"})
        answers.append((answer.status, re.sub(r'(value|options)="[^"]*"', "", answer.text)))

    assert answers[0] == answers[1] and answers[0][0] == 422


def test_an_address_tells_whom_to_write_of_a_weakness(stranger):
    answer = stranger.get("/.well-known/security.txt")

    told = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert told["Contact"].startswith(("https://", "mailto:", "http://"))
    left = datetime.fromisoformat(told["Expires"]) - datetime.now(UTC)
    assert 30 < left.days < 365
    assert told["Canonical"].endswith("/.well-known/security.txt")


def test_password_keepers_find_where_to_change_one(stranger):
    assert stranger.get("/.well-known/change-password").location == "/settings/security"


def test_a_forged_passkey_opens_nothing(visit, mei):
    visitor = visit()
    options = unescape(re.search(r'options="([^"]+)"', visitor.get("/sign-in").text)[1])

    for answer in ("", "{}", options, "x" * 100_000):
        refused = visitor.post("/sign-in/passkey", {"answer": answer})
        assert refused.status == 422 and "login" not in visitor.cookies
    assert mei.post("/confirm", {"answer": "{}"}).status == 422
