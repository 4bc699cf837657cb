"""Topics as requests meet them: one page for all names, following, changing what is one."""

import re
import time
from html import unescape
from urllib.parse import quote

import pytest

from tests.web.door_acts import make_known
from tests.web.visitor import Visitor, new_handle

CATS, LETTER = quote("猫咪"), quote("手紙")


def titles(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'class="note-card__link" href="(/notes/\w+)"', page)]


def until_listed(who: Visitor, path: str, note: str) -> str:
    """The page, once the worker has listed the note on it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        page = who.get(path)
        if note in titles(page.text):
            return page.text
        time.sleep(0.3)
    raise AssertionError(f"{path} does not show {note}")


@pytest.fixture(scope="module")
def notes(community) -> dict[str, str]:
    """Notes by what their topic is called."""
    mei = Visitor(community.origin, language="zh-CN").sign_up("mei", reads=("zh-Hans",))
    diego = Visitor(community.origin, language="es").sign_up("diego", reads=("es",))
    return {
        "猫咪": mei.publish("窗边的橘猫", "睡了一下午。 #猫咪"),
        "gatos": diego.publish("Mi gato naranja", "Duerme toda la tarde en casa. #gatos"),
        "手紙": mei.publish("家里没有纸了", "超市又涨价了，我们去买吧。 #手紙"),
    }


def test_one_page_shows_the_notes_of_all_names(stranger, notes):
    page = until_listed(stranger, "/topics/cats", notes["猫咪"])
    page = until_listed(stranger, "/topics/cats", notes["gatos"])

    assert {notes["猫咪"], notes["gatos"]} <= set(titles(page))
    assert titles(page) == titles(stranger.get(f"/topics/{CATS}").text)


def test_the_title_is_in_the_readers_language_with_other_names_beneath(visit, notes):
    english = visit("en").get(f"/topics/{CATS}").text
    arabic = visit("ar").get(f"/topics/{CATS}").text
    taiwanese = visit("zh-TW").get("/topics/" + quote("面包")).text

    assert "<title>#cats" in english
    assert "#gatos" in english and "#ねこ" not in english.split("<h1")[0]
    assert "<title>#قطط" in arabic
    assert "<title>#麵包" in taiwanese


def test_a_note_says_what_the_reader_calls_its_topic(visit, notes):
    page = visit("en").get(notes["猫咪"]).text

    assert re.search(
        r'href="/topics/猫咪"><span><bdi data-original[^>]*>猫咪</bdi> .*?<bdi lang="en"[^>]*>cats</bdi>',
        page,
    )


def test_a_word_of_two_meanings_leads_to_each(stranger, notes):
    page = stranger.get(f"/topics/{LETTER}").text

    assert "The same word, different things" in page
    ways = [unescape(way) for way in re.findall(r'topic-meanings__way" href="([^"]+)"', page)]
    assert sorted(ways) == ["/topics/手紙?lang=ja", "/topics/手紙?lang=zh"]
    until_listed(stranger, f"/topics/{LETTER}?lang=zh", notes["手紙"])
    letters = stranger.get(f"/topics/{LETTER}?lang=ja").text
    assert notes["手紙"] not in titles(letters)
    assert "<title>#letter" in letters


def test_who_follows_one_name_follows_the_topic(visit):
    luma = visit("en").sign_up("luma")

    answer = luma.post(f"/topics/{CATS}/follow", {"to": "on"})

    assert answer.status == 303
    assert 'aria-pressed="true"' in luma.get("/topics/gatos").text.split("feed-head")[-1]
    assert 'href="/topics/cats">#<bdi lang="en"' in luma.get("/me/topics").text
    luma.post("/topics/cats/follow", {"to": "off"})
    assert "No topics yet" in luma.get("/me/topics").text


def test_a_stranger_is_asked_to_sign_in(stranger):
    assert stranger.post("/topics/cats/follow", {"to": "on"}).status == 401
    assert stranger.get("/me/topics").location == "/sign-in?next=/me/topics"
    assert stranger.post("/topics/cats/changes", {"kind": "name", "name": "x", "lang": "en"}).status == 401


def test_a_proposal_is_shown_voted_on_and_taken_over(visit, community):
    mei, name = visit("en").sign_up("mei", reads=("en",)), f"แมวเหมียว{new_handle('x')[2:]}"
    page = mei.post("/topics/cats/changes", {"kind": "name", "name": name, "lang": "th"})
    assert page.status == 303, page
    shown = mei.get("/topics/cats/history").text
    found = re.search(r'id="proposal-(\w+)"', shown)
    assert found and name in shown

    for reads in (("th", "en"), ("en", "th"), ("en", "th")):
        voter = visit("en").sign_up("voter", reads=reads)
        make_known(community, voter)
        assert voter.post(f"/topics/cats/changes/{found[1]}/vote", {"yes": "yes"}).status == 303

    assert "<title>#cats" in visit("en").get(f"/topics/{quote(name)}").text
    history = visit("en").get("/topics/cats/history").text
    assert "by votes" in history
    assert f"@{mei.handle}" in history


def test_what_is_wrong_with_a_proposal_is_said(mei):
    taken = mei.post("/topics/cats/changes", {"kind": "name", "name": "猫", "lang": "zh"})
    unclear = mei.post("/topics/cats/changes", {"kind": "merge", "other": "手紙", "other_lang": "xx"})
    nonsense = mei.post("/topics/cats/changes", {"kind": "explode"})

    assert (taken.status, unclear.status, nonsense.status) == (422, 422, 422)
    assert "has that name already" in taken.words()
    assert "means different things" in unclear.words()


def test_a_member_decides_nothing_alone(visit, mei):
    mei.post("/topics/dogs/changes", {"kind": "merge", "other": "corgi", "other_lang": "en"})
    found = re.search(r'id="proposal-(\w+)"', mei.get("/topics/dogs/history").text)
    other = visit("en").sign_up("diego")

    assert found
    for act in ("accept", "decline", "undo", "take-back"):
        assert other.post(f"/topics/dogs/changes/{found[1]}/{act}").status == 403
    assert other.post(f"/topics/dogs/changes/{found[1]}/explode").status == 404
