"""Addresses that nobody links to: unknown paths, wrong methods, cursors that were tampered with.

Cases A8, B5, B8, C9, E7.
"""

import pytest

from tests.web.test_hostile_forms import TRACES, refused
from tests.web.visitor import Visitor

PROTECTING = (
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "permissions-policy",
)
PAGES = (
    "/",
    "/sign-in",
    "/sign-up",
    "/welcome",
    "/about",
    "/about/credits",
    "/status",
    "/transparency/feed",
    "/subjects/food",
    "/topics/tea",
    "/topics/tea/history",
    "/following",
    "/compose",
    "/healthz",
)


@pytest.mark.parametrize(
    "path",
    [
        "/no/such/page",
        "/wp-login.php",
        "/.env",
        "/notes",
        "/notes/",
        "/people",
        "/compose/x/y/z/w",
        "/%ff%fe",
        "/" + "a" * 4_000,
        "/notes/../admin",
        "//etc/passwd",
        "/?after=x&after=y",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/app.css.map",
        "/subjects/none",
        "/people/%E5%B0%8F",
        "/sign-in/extra",
        "/\\evil",
        "/%0d%0aset-cookie:%20a=b",
    ],
)
def test_an_unknown_address_is_a_calm_page_in_the_readers_language(visit, path):
    answer = visit("zh-CN").get(path)

    assert answer.status in (400, 404, 422), answer
    assert not [trace for trace in TRACES if trace in answer.text]
    assert "set-cookie: a" not in str(answer.headers).lower()
    _is_protected(answer)
    if answer.status == 404 and not path.startswith("/assets"):
        assert 'lang="zh-Hans"' in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
@pytest.mark.parametrize(
    "path", ["/", "/about", "/healthz", "/notes/tYcrnG1TKZ", "/assets/x.css", "/media/x/y"]
)
def test_a_wrong_method_is_refused(stranger, method, path):
    answer = stranger.ask(method, path, b"x=1", {"content-type": "application/x-www-form-urlencoded"})

    assert answer.status in (403, 404, 405), answer
    _is_protected(answer)


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "BREW"])
def test_a_method_of_no_page_is_refused(stranger, method):
    answer = stranger.ask(method, "/about")

    assert 400 <= answer.status < 502 and answer.status != 500, answer


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_protecting_headers(stranger, path):
    answer = stranger.get(path)

    assert answer.status in (200, 303), answer
    _is_protected(answer)
    if path != "/healthz":
        assert "private" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "..",
        "%00",
        "MQ",
        "MSwy",
        "LTEsLTE",
        "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5LDE",
        "a" * 5_000,
        "%ff",
        "MSwyLDMsNA",
        "MSwwLjU",
        "MSxuYW4",
        "MSwtMQ",
        "é",
        "' or 1=1 --".replace(" ", "%20"),
        "9223372036854775808",
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/following",
        "/subjects/food",
        "/topics/tea",
        "/people/{handle}",
        "/people/{handle}/followers",
        "/people/{handle}/following",
        "{note}/comments",
    ],
)
def test_a_cursor_that_was_tampered_with_is_refused_or_leads_to_a_page(member, path, cursor):
    cursor = cursor.replace("é", "%C3%A9")

    answer = member.get(path.format(handle=member.handle, note=member.note) + f"?after={cursor}")

    assert answer.status in (200, 400, 404, 422), answer
    assert not [trace for trace in TRACES if trace in answer.text]


@pytest.fixture(scope="module")
def member(community) -> Visitor:
    somebody = Visitor(community.origin).sign_up("mei")
    somebody.note = somebody.publish("A note", "About #tea")
    return somebody


@pytest.mark.parametrize(
    "path",
    [
        "/?limit=1000000000",
        "/people/{handle}?limit=-1&tab=secret",
        "/?tab[]=x",
        "/?after[]=x",
        "/people/{handle}?tab=%00",
        "/sign-in?next=//evil.example",
        "/welcome?next=//evil",
    ],
)
def test_parameters_that_nobody_asked_for_are_ignored(member, path):
    answer = member.get(path.format(handle=member.handle))

    assert answer.status in (200, 303, 400), answer
    assert 'href="//evil' not in answer.text and not answer.location.startswith("//")


@pytest.mark.parametrize(
    "header",
    [
        {"accept-language": "x" * 7_000},
        {"accept-language": "zh-CN;q=abc,,;;,*"},
        {"accept-language": "\x80\xff"},
        {"cookie": "login"},
        {"cookie": "=;;=;login=;visit=\x80"},
        {"cookie": "reading=zh-Hans~%00~%ff"},
        {"cookie": "reading=ar~ar.ar.xx~food.weapons"},
        {"user-agent": "<script>" * 200},
        {"referer": "//evil.example"},
        {"x-forwarded-for": "not an address, ::1, '; drop"},
        {"x-forwarded-for": ","},
        {"host": "evil.example"},
        {"hx-request": "maybe"},
        {"range": "bytes=0-1,2-3,4-5"},
        {"accept-encoding": "br;q=1, *;q=0"},
    ],
)
def test_headers_of_no_sense_break_nothing(stranger, header):
    answer = stranger.ask("GET", "/about", headers=header)

    assert answer.status in (200, 400), answer
    assert "evil.example" not in answer.text


def test_a_refusal_is_said_in_the_readers_language(visit):
    for language, tag in (("zh-CN", "zh-Hans"), ("ar", "ar"), ("en", "en")):
        answer = visit(language).get("/notes/nothing")

        refused(answer)
        assert answer.status == 404 and f'lang="{tag}"' in answer.text
    assert visit("zh-CN").get("/notes/nothing").words() != visit("en").get("/notes/nothing").words()


def _is_protected(answer) -> None:
    missing = [name for name in PROTECTING if name not in answer.headers]
    assert not missing, (missing, answer)
    assert "'unsafe" not in answer.headers["content-security-policy"]
    assert (
        "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        or "sandbox" in answer.headers["content-security-policy"]
    )
