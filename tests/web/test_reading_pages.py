"""Choosing how one reads: in the menu of every page, on a page of its own, and in the settings."""

import re

import pytest

ALL_WAYS = [
    ("into", "en-GB"),
    ("way:ja", "both"),
    ("way:es", "leave"),
    ("way:zh-Hant", "both"),
    ("locale", "ar"),
]


def ways(page: str) -> dict[str, str]:
    """What the full form says of each language."""
    return dict(re.findall(r'name="way:([\w-]+)" value="(\w+)" checked', page))


def test_a_visitor_chooses_for_each_language(visit):
    visitor = visit("en")

    answer = visitor.post("/reading", [*ALL_WAYS, ("next", "/about")])

    page = visitor.get("/reading").text
    assert (answer.status, answer.location) == (303, "/about")
    assert ways(page) | {
        "ja": "both",
        "es": "leave",
        "zh-Hant": "both",
        "en": "leave",
        "fr": "translate",
    } == ways(page)
    assert re.search(r'<option value="en-GB"[^>]* selected', page)


def test_a_visitor_with_an_arabic_interface_reads_in_english(visit):
    visitor = visit("ar")

    visitor.post("/reading", [("reads", "en"), ("locale", "ar"), ("next", "/")])

    page = visitor.get("/").text
    assert '<html lang="ar" dir="rtl">' in page
    assert re.search(r'class="topbar__language">.*English.*</summary>', page)


def test_the_menu_keeps_what_it_does_not_ask_for(visit):
    visitor = visit("en")
    visitor.post("/reading", [*ALL_WAYS, ("next", "/")])

    visitor.post("/reading", [("reads", "fr"), ("reads", "es"), ("locale", "en"), ("next", "/")])

    told = ways(visitor.get("/reading").text)
    assert (told["ja"], told["es"], told["fr"], told["en"]) == ("both", "leave", "leave", "translate")


def test_members_keep_it_with_their_account(mei):
    words = [("name", "Mei"), ("bio", ""), ("place", ""), ("interests", "food")]

    answer = mei.post("/settings", [*ALL_WAYS, *words])
    mei.cookies.pop("reading", None)

    told = ways(mei.get("/settings").text)
    assert answer.status == 303
    assert (told["ja"], told["es"], told["en"], told["zh-Hans"]) == ("both", "leave", "leave", "translate")


def test_signing_in_again_nothing_is_lost(mei, visit):
    mei.post("/reading", [*ALL_WAYS, ("next", "/")])

    elsewhere = visit("ko")
    elsewhere.sign_in(mei.handle)

    assert ways(elsewhere.get("/reading").text)["ja"] == "both"


@pytest.mark.parametrize(
    "odd",
    [
        [("into", "tlh"), ("way:ja", "both")],
        [("into", "en"), ("way:ja", "shout")],
        [("way:ja", "both")],
        [("into", "en"), ("way:en", "both")],
    ],
)
def test_an_odd_form_changes_nothing_that_it_should_not(visit, odd):
    visitor = visit("en")

    answer = visitor.post("/reading", [*odd, ("next", "//evil.example")])

    assert (answer.status, answer.location) == (303, "/")
    told = ways(visitor.get("/reading").text)
    assert (told["en"], told["ja"]) == ("leave", "translate")
