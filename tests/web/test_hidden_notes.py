"""Notes that few may see, or nobody any more: absent wherever things are found, listed or counted.

Case D2.
"""

import time
from collections.abc import Callable, Iterator

import pytest

from tests.web.visitor import Visitor

WORDS = ("zorilla", "Zorilla", "secretburrow", "Secretburrow")
"""They stand in title, body, topic and place of every hidden note, and nowhere else."""
PATIENCE_S = 60.0
"""For the worker: seconds on a machine with nothing else to do."""
PAGES = (
    "/", "/following", "/subjects/pets", "/topics/zorillas", "/topics/zorillas/history",
    "/places/secretburrow",
    "/search?q=zorilla", "/search?q=zorilla&tab=topics", "/search?q=secretburrow&tab=places",
    "/search?q=zorilla&tab=people", "/search?q=zorila", "/search?q=topic:zorillas",
    "/search?q=place:secretburrow",
    "/search?q=%22zorilla+at+home%22", "/search?q=from:{mei}", "/search?q=has:picture", "/search?q=lang:en",
    "/search/offers?q=zor", "/search/offers?q=secretb", "/people/{mei}", "{open}/near", "{open}",
    "/me/feed", "/me/topics", "/me/words/export/csv", "/corrections.tmx",
    "/transparency/log", "/transparency/log/download", "/transparency/report", "/transparency/report.csv",
)  # fmt: skip
ECHOED = ("/search?q=", "/topics/zorillas", "/places/secretburrow")
"""Pages that say again what was asked for: there the note's address and the count tell."""


@pytest.fixture(scope="module")
def mei(community) -> Visitor:
    return Visitor(community.origin).sign_up("mei")


@pytest.fixture(scope="module")
def diego(community, mei) -> Visitor:
    """He follows mei, so that her notes for followers are for him."""
    diego = Visitor(community.origin).sign_up("diego")
    assert diego.post(f"/people/{mei.handle}/follow", {"to": "on"}).status == 303
    return diego


@pytest.fixture(scope="module")
def other(community) -> Visitor:
    return Visitor(community.origin).sign_up("noor")


def written(mei: Visitor, audience: str = "public") -> str:
    fields = {"place": "Secretburrow", "subject": "pets", "audience": audience}
    return mei.publish("Zorilla at home", "The zorilla sleeps. #zorillas", **fields)


@pytest.fixture(scope="module")
def hidden(mei, diego, other) -> dict[str, str]:
    """Notes by why they cannot be seen; the index has had the time to take every one of them in."""
    found = {audience: written(mei, audience) for audience in ("me", "followers")}
    found["open"] = mei.publish("Meerkat", "Words. #meerkats", subject="pets")
    until(lambda: found["open"] in other.get("/search?q=meerkat").text)
    return found


def until(is_so: Callable[[], bool]) -> None:
    """Waits for what the worker does."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < PATIENCE_S
        time.sleep(0.2)


def seen(who: Visitor, hidden: dict[str, str], mei: Visitor) -> Iterator[tuple[str, str]]:
    """Pages, and what they say."""
    for path in PAGES:
        filled = path.format(mei=mei.handle, open=hidden["open"])
        answer = who.get(filled)
        assert answer.status in (200, 303, 401), (filled, answer)
        yield filled, answer.text


def test_notes_for_oneself_or_followers_are_found_by_no_stranger(mei, other, stranger, hidden):
    for who in (other, stranger):
        for path, html in seen(who, hidden, mei):
            assert hidden["me"] not in html and hidden["followers"] not in html, path
            if not path.startswith(ECHOED):
                assert not [word for word in WORDS if word in html], path


def test_a_follower_finds_what_is_for_followers_in_following_and_nothing_for_oneself(mei, diego, hidden):
    for path, html in seen(diego, hidden, mei):
        assert hidden["me"] not in html, path
    assert hidden["followers"] in diego.get("/following").text
    assert hidden["followers"] in diego.get(f"/people/{mei.handle}").text


def test_names_and_counts_know_nothing_of_hidden_notes(other, hidden):
    assert other.get("/search/offers?q=zorill").text == "[]"
    assert other.get("/search/offers?q=secretbur").text == "[]"
    for tab in ("topics", "places"):
        page = other.get(f"/search?q=zorillas&tab={tab}").text
        assert "/topics/zorillas" not in page and "place%3A" not in page


def test_hidden_notes_cannot_be_acted_on(other, stranger, hidden):
    for audience in ("me", "followers"):
        note, ref = hidden[audience], f"note:{hidden[audience].rpartition('/')[2]}:body"
        for path in (
            f"{note}/near",
            f"{note}/read",
            f"/lexicon/word?ref={ref}&at=4",
            f"/translations/{ref}?to=es",
        ):
            assert other.get(path).status == stranger.get(path).status == 404, path
        assert other.post(f"{note}/less").status == 404
        assert other.post("/me/words", {"ref": ref, "at": "4"}).status == 404
    assert "zorilla" not in other.get("/me/feed").text.lower()


@pytest.mark.parametrize("how", ["withdrawn", "hidden"])
def test_a_note_that_was_public_is_gone_everywhere_at_once_and_its_names_soon(visit, other, stranger, how):
    mei, word = visit().sign_up("mei"), {"withdrawn": "numbatling", "hidden": "pottoling"}[how]
    note = mei.publish(f"{word} at home", f"Words. #{word}s", place=f"{word}burrow", subject="pets")
    lists = (f"/topics/{word}s", f"/places/{word}burrow", f"/search?q={word}", "/subjects/pets", "/")
    for path in lists:
        until(lambda path=path: note in stranger.get(path).text)
    other.post(f"{note}/like", {"to": "on"})
    other.post(f"{note}/less")
    assert note in other.get("/me/feed").text

    if how == "withdrawn":
        mei.post(f"{note}/withdraw")
    else:
        draft = mei.get(f"{note}/edit").location.rpartition("/")[2]
        whole = {
            "title": f"{word} at home",
            "cover_style": "memo",
            "audience": "me",
            "place": f"{word}burrow",
        }
        assert mei.post(f"/compose/{draft}/publish", {**whole, "body": f"Words. #{word}s"}).status == 303

    for who in (other, stranger):
        for path in (
            *lists,
            "/me/feed",
            "/following",
            f"/people/{mei.handle}",
            f"/search?q=from:{mei.handle}",
        ):
            assert note not in who.get(path).text, path
        assert f"{word} at home" not in who.get("/me/feed").text
        assert who.get(f"{note}/near").status == who.get(note).status == 404
    offers = (f"/search/offers?q={word}", f"/search?q={word}&tab=topics", f"/search?q={word}&tab=places")
    names = (f'"/topics/{word}s"', f"place%3A%22{word}")
    until(lambda: not any(name in other.get(path).text for path in offers for name in names))
