"""Forms that no browser sends: refused with a clear 4xx in the reader's language, nothing stored.

Cases D4, E3, E4.
"""

import json
import re

import pytest

from tests.web.visitor import Answer, Visitor, new_handle, new_picture

HUGE = "ä" * 5_000_000
"""10 MB as UTF-8."""
TRACES = ("Traceback", 'File "', "hongqiao/", "asyncpg", "litestar", "jinja2")


def refused(answer: Answer, *, at_least: int = 400) -> None:
    """A 4xx in words, with the protecting headers and without a look inside."""
    assert at_least <= answer.status < 500, answer
    assert answer.words(), "a refusal says why"
    assert not [trace for trace in TRACES if trace in answer.text], answer
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def notes_of(visitor: Visitor) -> list[str]:
    """Paths of the notes on this member's page."""
    return re.findall(r'href="(/notes/[^"/]+)"', visitor.get(f"/people/{visitor.handle}").text)


@pytest.mark.parametrize(
    "field", ["title", "body", "place", "audience", "cover_style", "version_lang", "subject"]
)
def test_a_file_in_place_of_a_text_is_refused(mei, field):
    draft = mei.start_draft()

    answer = mei.post(
        f"/compose/{draft}/publish",
        [],
        files={field: ("a.png", new_picture(), "image/png")},
    )

    refused(answer)
    assert notes_of(mei) == []


def test_a_text_in_place_of_a_picture_is_refused(mei):
    draft = mei.start_draft()

    answer = mei.post(
        f"/compose/{draft}/pictures", {"picture": "not a file"}, token=None, headers={"x-csrf": mei.token()}
    )

    refused(answer)
    assert "composer__frame" not in mei.get(f"/compose/{draft}").text


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/compose/{draft}/publish", "title"),
        ("/compose/{draft}/publish", "body"),
        ("/compose/{draft}/draft", "place"),
        ("{note}/comments", "words"),
        ("/boards", "name"),
        ("/settings", "bio"),
        ("/sign-in", "handle"),
        ("/sign-in", "password"),
        ("/sign-up", "name"),
    ],
)
def test_a_field_of_ten_megabytes_is_refused(mei, path, field):
    draft, note = mei.start_draft(), mei.publish("A note")

    answer = mei.post(path.format(draft=draft, note=note), {field: HUGE})

    refused(answer, at_least=413)
    assert notes_of(mei) == [note]


@pytest.mark.parametrize("field", ["title", "body", "place", "version_title", "version_body"])
def test_lone_surrogates_in_a_note_are_refused(mei, field):
    draft = mei.start_draft()
    fields = {"title": "A title", "cover_style": "memo", "version_lang": "es", field: "half"}
    body = "&".join(f"{name}={value}" for name, value in fields.items()).replace("half", "%ED%A0%80")

    answer = mei.ask(
        "POST",
        f"/compose/{draft}/publish",
        f"csrf={mei.token()}&{body}".encode(),
        {
            "content-type": "application/x-www-form-urlencoded",
            "origin": mei.origin,
        },
    )

    refused(answer)
    assert notes_of(mei) == []


@pytest.mark.parametrize(
    "body",
    [
        b'{"refs": ["\\ud800"]}',
        b'{"refs": ["note:\\ud800:title"]}',
        b'{"refs": [1, null]}',
        b'{"refs": "all"}',
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"refs": ' + b"[" * 10_000,
        b'{"refs": [' + b"1" * 1_000_000 + b"]}",
    ],
)
def test_broken_wishes_are_refused(mei, body):
    answer = mei.ask(
        "POST",
        "/translations/wishes",
        body,
        {
            "content-type": "application/json",
            "x-csrf": mei.token(),
            "origin": mei.origin,
            "hx-request": "true",
        },
    )

    if answer.status == 202:
        assert json.loads(answer.body) == {"asked": 0}
    else:
        refused(answer)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("audience", "everyone else"),
        ("version_lang", "xx"),
        ("subject", "weapons"),
        ("cover_style", "../../memo"),
    ],
)
def test_choices_that_are_none_never_widen_who_sees_a_note(mei, name, value):
    draft = mei.start_draft()

    answer = mei.post(f"/compose/{draft}/publish", {"title": "A", "cover_style": "memo", name: value})

    assert answer.status in (303, 422)
    if name == "audience":
        assert answer.status == 422 and notes_of(mei) == []


def test_a_nul_never_reaches_the_database(mei, stranger):
    note = mei.publish("Nul%00 here".replace("%00", "\0"), "before\0after")

    assert "beforeafter" in stranger.get(note).text
    assert mei.say(note, "a\0b").status == 303
    assert mei.get("/people/a%00b").status == 404
    assert mei.get("/topics/%00").status in (200, 404)


@pytest.mark.parametrize(
    "fields",
    [
        {"age": "0-13"},
        {"age": "1899"},
        {"password": "short"},
        {"password": "x" * 201},
        {"reads": "xx"},
        {"handle": "-mei"},
        {"handle": "ADMIN"},
        {"handle": "a"},
        {"handle": "m" * 21},
        {"name": "N" * 41},
        {"handle": ""},
    ],
)
def test_a_sign_up_that_breaks_a_rule_makes_no_account(visit, fields):
    visitor = visit("zh-CN")
    handle = fields.get("handle", new_handle("mei"))
    given = [pair for pair in visitor.sign_up_form(handle, name="Mei") if pair[0] not in fields]

    answer = visitor.post("/sign-up", [*given, *fields.items()])

    refused(answer)
    assert answer.status == 422
    assert "login" not in visitor.cookies
    assert handle in ("", "ADMIN", "-mei") or visitor.get(f"/people/{handle.lower()}").status == 404


@pytest.mark.parametrize(
    "claim", ["is_admin", "role", "author_id", "id", "bucket", "verified", "made_at", "likes"]
)
def test_fields_that_are_columns_change_nothing(mei, stranger, claim):
    draft = mei.start_draft()
    note = mei.post(
        f"/compose/{draft}/publish", {"title": "Mine", "cover_style": "memo", claim: "1"}
    ).location

    assert (
        mei.post("/settings", [("name", "Mei"), ("locale", "en"), ("reads", "en"), (claim, "admin")]).status
        == 303
    )
    shown = stranger.get(note).text
    assert f"@{mei.handle}" in shown
    assert mei.get("/admin").status == 404


def test_a_form_of_ten_thousand_parts_is_refused(mei):
    answer = mei.post("/boards", [(f"field{number}", "x") for number in range(10_000)], files={})

    refused(answer)


def test_a_comment_that_is_empty_or_too_long_is_refused(mei):
    note = mei.publish("A note")

    for words in ("", "   ", "\n", "x" * 1_001):
        refused(mei.say(note, words))
    assert 'class="comment"' not in mei.get(note).text
