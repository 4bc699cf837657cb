"""Search as people meet it: a form that works without script, tabs, offers, a history."""

import json
import time
from urllib.parse import quote

import pytest


def soon(visitor, path: str, words: str) -> str:
    """The page once it holds the words; the index follows within two seconds."""
    began = time.monotonic()
    while words not in (page := visitor.get(path).text):
        assert time.monotonic() - began < 10, f"{words} is not on {path}"
        time.sleep(0.1)
    return page


def test_a_new_note_is_found_and_a_withdrawn_one_is_not(mei, stranger):
    address = mei.publish("Quokka picnic", "#quokkas")

    page = soon(stranger, "/search?q=quokka", "Quokka picnic")

    assert address in page
    mei.post(f"{address}/withdraw")
    assert "Quokka picnic" not in stranger.get("/search?q=quokka").text


@pytest.mark.parametrize("tab", ["notes", "people", "topics", "places"])
@pytest.mark.parametrize(
    "q", ["", "quokka", '"', "-", "lang:", "#", "🦘", "' or 1=1 --", "%00", "\u202e", "a" * 5_000]
)
def test_any_query_gives_a_page(stranger, tab, q):
    assert stranger.get(f"/search?tab={tab}&q={quote(q)}").status == 200


def test_people_are_found_by_their_handle(mei, stranger):
    page = soon(stranger, f"/search?tab=people&q={mei.handle}", f"@{mei.handle}")

    assert f'href="/people/{mei.handle}"' in page


def test_offers_are_topics_that_begin_as_typed(mei, stranger):
    mei.publish("Evening walk", "#wombatwatch")

    soon(stranger, "/search/offers?q=wombatw", "wombatwatch")

    offers = json.loads(stranger.get("/search/offers?q=WOMBATW").text)
    assert [(offer["words"], offer["path"]) for offer in offers] == [("wombatwatch", "/topics/wombatwatch")]


def test_ones_searches_are_listed_until_they_are_cleared(mei, stranger):
    mei.publish("Numbat at noon")
    soon(mei, "/search?q=numbat", "Numbat at noon")

    assert "/search?q=numbat" in mei.get("/search").text
    assert "/search?q=numbat" not in stranger.get("/search").text

    answer = mei.post("/search/history", {"to": "clear"})

    assert answer.location == "/search"
    assert "/search?q=numbat" not in mei.get("/search").text


def test_a_visitor_has_no_history_to_change(stranger):
    assert stranger.post("/search/history", {"to": "stop"}).status in (303, 401, 403)


def test_the_page_speaks_chinese_and_arabic(visit):
    assert "没有找到" in visit("zh-CN").get("/search?q=%22zzqqxx1%22").text
    assert 'dir="rtl"' in visit("ar").get("/search?q=%22zzqqxx1%22").text


def test_a_card_shows_where_a_text_holds_the_words(mei, stranger):
    mei.publish("Sunday", "We met a very shy bandicoot behind the shed.")

    page = soon(stranger, "/search?q=bandicoot", "<mark>bandicoot</mark>")

    assert "behind the shed" in page


def test_names_that_were_found_are_marked_and_places_narrow(mei, stranger):
    address = mei.publish("Dusk", "#bilbywatch", place="Broome")
    mei.publish("Dusk elsewhere", "#bilbywatch", place="Perth")

    assert soon(stranger, "/search?tab=topics&q=bilbywatch", "<mark>bilbywatch</mark>")
    page = soon(stranger, "/search?q=dusk&place=broome", address)

    assert "Dusk elsewhere" not in page
