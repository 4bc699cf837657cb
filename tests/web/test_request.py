"""Addresses, tokens, cookies and fields: the small things that every handler trusts. Case B7."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar.datastructures import FormMultiDict

from hongqiao.kernel.errors import Invalid, NotFound
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.settings import Settings
from hongqiao.web.request import FIELD_BYTES, Fields, Here, cookie_name, csrf_token, id_in_path, local_path

LOCAL = ["/", "/notes/abc", "/people/mei?after=x&y=1#z", "/topics/咖啡", "/a//b", "/search?q=http://x.org"]
ELSEWHERE = [
    "", "notes", "http://evil.example", "https:/evil", "//evil.example", "///evil.example", "/\\evil.example",
    "\\\\evil", "/\t/evil.example", "/\n/evil.example", "\n//evil.example", " //evil.example", "/ /x", "//[",
    "/\r\nSet-Cookie: login=x", "http://[", "/\0", "data:text/html,x", "javascript:alert(1)", "mailto:x@y.z",
    "／／evil.example",
]


@pytest.mark.parametrize("to", LOCAL)
def test_a_path_of_this_site_is_followed(to):
    assert local_path(to) == to


@pytest.mark.parametrize("to", ELSEWHERE)
def test_whatever_leads_elsewhere_leads_home(to):
    assert local_path(to) == "/"


@given(st.text(alphabet=st.sampled_from("/\\:@. \t\n\0aé[]?#%0dhtps"), max_size=12))
def test_no_text_leads_to_another_host_or_breaks_a_header(to):
    path = local_path(to)

    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
    assert not set(path) & set("\t\n\r\0 ")


@pytest.mark.parametrize(("to", "location"), [
    ("/topics/咖啡", "/topics/%E5%92%96%E5%95%A1"), ("/a?b=1&c=%20#d", "/a?b=1&c=%20#d"), ("/\ud800", "/?"),
    ("//evil.example", "/"), ("/a[1]", "/a[1]"), ('/"><script>', "/%22%3E%3Cscript%3E"),
])
def test_a_redirect_is_an_address_that_a_header_can_hold(to, location):
    answer = Here.redirect(None, to)

    assert (answer.status_code, answer.headers["Location"]) == (303, location)
    assert answer.headers["Location"].isascii()


def test_a_token_is_bound_to_the_secret_and_to_the_login():
    tokens = {csrf_token(secret, login) for secret in (b"one", b"two") for login in ("a", "b", "")}

    assert len(tokens) == 6
    assert all(len(token) == 40 for token in tokens)
    assert csrf_token(b"one", "a") == csrf_token(b"one", "a")


def test_behind_tls_cookies_are_bound_to_the_host(tmp_path):
    assert cookie_name("login", Settings(home=tmp_path)) == "login"
    assert cookie_name("login", Settings(home=tmp_path, behind_tls=True)) == "__Host-login"


@pytest.mark.parametrize("text", ["", "0", "../etc", "I", "l" * 30, "a b", "é"])
def test_what_is_no_id_in_an_address_is_not_found(text):
    with pytest.raises(NotFound):
        id_in_path(text)


@given(st.integers(0, (1 << 63) - 1))
def test_an_id_in_an_address_is_read(id_):
    assert id_in_path(to_public(id_)) == id_


class Upload:
    """A file, as forms hold one."""

    file = b""


def form(*pairs) -> Fields:
    return Fields(FormMultiDict(pairs))


def test_fields_are_read_as_what_they_must_be():
    upload = Upload()
    sent = form(
        ("title", "no\0odles"), ("order", "b"), ("order", "a"), ("order", upload), ("ai", "on"),
        ("off", "off"), ("alt-1", "x"), ("picture", upload), ("picture", "words"),
    )

    assert (sent.text("title"), sent.text("absent"), sent.text("absent", "none")) == ("noodles", "", "none")
    assert (sent.texts("order"), sent.texts("absent")) == (("b", "a"), ())
    assert (sent.is_on("ai"), sent.is_on("off"), sent.is_on("absent")) == (True, False, False)
    assert sent.names("alt-") == ["alt-1"]
    assert (sent.files("picture"), sent.files("absent")) == ([upload], [])


@pytest.mark.parametrize("value", [Upload(), "x" * (FIELD_BYTES + 1)])
def test_a_field_that_holds_a_file_or_far_too_much_is_refused(value):
    with pytest.raises(Invalid):
        form(("title", value)).text("title")


def test_of_a_field_sent_a_thousand_times_a_hundred_are_read():
    assert len(form(*(("order", str(n)) for n in range(1_000))).texts("order")) == 100
