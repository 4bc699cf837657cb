"""E3: every text field of every form, one sign too long, at ten megabytes, with halves of signs, with NUL."""

import re
from urllib.parse import quote

import pytest

from tests.attacks.filling import LEFT_ALONE, kind_of, town_of
from tests.attacks.forms import Form, forms_of
from tests.web.visitor import Visitor

KEPT = re.compile(r"^/compose/\*/(?!publish)")
"""Forms that keep a draft: it may be unfinished, too long among others; publishing looks at it."""

NAMES = {("/me/feed", "topics"), ("/topics/tea/changes", "other")}
"""Fields with names of topics: what is beyond the fifty signs of a name is no part of it."""

_HALF, _NUL = "\ud83d", "a\x00b"
BROKEN = {"huge": "x" * 10_000_000, "half": _HALF, "half within": f"a{_HALF}b", "nul": _NUL}


@pytest.fixture(scope="module")
def mei(community) -> Visitor:
    return Visitor(community.origin).sign_up("mei")


@pytest.fixture(scope="module")
def forms(mei) -> dict[tuple[str, str], Form]:
    """(kind of address, field) -> a form with that field to type in."""
    found = {}
    for path in town_of(mei):
        for form in forms_of(mei.get(path).text, path):
            if form.method == "post" and not LEFT_ALONE.search(form.action.partition("?")[0]):
                found |= {(kind_of(form.action), kind_of(one.name)): form for one in form.texts()}
    return found


def send(mei: Visitor, form: Form, field: str, value: str):
    """The form with this in one field."""
    pairs = [(name, value if kind_of(name) == field else given) for name, given in form.sent()]
    body = "&".join(f"{_quoted(name)}={_quoted(given)}" for name, given in pairs).encode()
    kind = {"content-type": "application/x-www-form-urlencoded", "origin": mei.origin}
    return mei.ask("POST", form.action, body, kind)


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


def test_every_field_is_known(forms):
    assert {field for _, field in forms} >= {"title", "body", "place", "words", "name", "bio", "alt-*"}


def test_one_sign_too_many_is_refused_or_kept_as_it_was(mei, forms):
    told = []
    for (action, field), form in forms.items():
        longest = next(one.longest for one in form.texts() if kind_of(one.name) == field)
        if longest and (action, field) not in NAMES and not KEPT.search(action):
            answer = send(mei, form, field, "m" * (longest + 1))
            if answer.status not in (404, 409, 413, 422, 429):
                told.append(f"{action} {field}: {answer.status} at {longest + 1}")
    assert not told, told


@pytest.mark.parametrize("value", BROKEN.values(), ids=BROKEN)
def test_what_is_no_text_breaks_nothing(mei, forms, value):
    told = []
    for (action, field), form in forms.items():
        answer = send(mei, form, field, value)
        is_refused = 400 <= answer.status < 500
        if answer.status >= 500 or (value != _NUL and not is_refused):
            told.append(f"{action} {field}: {answer.status}")
    assert not told, told
