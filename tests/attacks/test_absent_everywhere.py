"""D2, F2, I5: a note that somebody must not see is absent from every surface within five seconds.

States are ways in which a note stops being there for a viewer; surfaces are all places where it could still
show. Both are lists of functions: whoever adds a way or a place adds one function.
"""

import http.client
import re
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.attacks.absences import (
    STATES,
    Scene,
    followers_only,
    hidden_in_my_country,
    i_blocked_author,
    set_up,
    until,
    withdrawn,
)
from tests.web.visitor import Answer, Visitor, media_in

WITHIN_S = 5.0


# The lists: the note's address and its words must not stand on them.
LISTS = (
    "/", "/following", "/subjects/pets", "/topics/{word}s", "/topics/{word}s/history", "/places/{word}burrow",
    "/search?q={word}", "/search?q=%22{word}+at+home%22", "/search?q=from:{mei}", "/search/offers?q={word}",
    "/search?q={word}&tab=topics", "/search?q={word}&tab=places", "/people/{luma}",
    "/people/{luma}?tab=boards",
    "{board}", "/me/feed", "/me/topics", "/status",
    "/transparency/log", "/drafts", "/me/words",
)  # fmt: skip
# Of the note itself: as absent as a note that never was.
OWN = (
    "/notes/{id}", "/notes/{id}?open=yes", "/notes/{id}/history", "/notes/{id}/comments", "/notes/{id}/near",
    "/notes/{id}/read", "/notes/{id}/edit", "/notes/{id}/replies", "/translations/note:{id}:title?to=es",
    "/translations/note:{id}:body?to=es", "/translations/note:{id}:body/suggest?to=es",
    "/lexicon/word?ref=note:{id}:body&at=4", "/report?about=note:{id}",
)  # fmt: skip
OF_COMMENT = ("/comments/{comment}/replies", "/translations/comment:{comment}:words?to=es")
ACTS = ("/notes/{id}/like", "/notes/{id}/save", "/notes/{id}/less", "/notes/{id}/comments")
ECHOED = ("/search", "/topics/", "/places/")
"""Pages that say again what was asked for: there only the note's address tells."""


def lists(scene: Scene, who: Visitor) -> Iterator[str]:
    """Lists on which the note stands."""
    for path in LISTS:
        filled = _filled(path, scene)
        answer = who.get(filled)
        body = answer.text
        if scene.note in body or (not filled.startswith(ECHOED) and scene.word in body):
            yield filled


def live(scene: Scene, who: Visitor) -> Iterator[str]:
    """The stream of translations: of texts that the reader may not see it ends at once, as of none."""
    path = f"/live?refs=note:{scene.id}:title,note:{scene.id}:body,comment:{scene.comment}:words"
    connection = http.client.HTTPConnection(urlsplit(who.origin).netloc, timeout=2)
    cookies = "; ".join(f"{name}={value}" for name, value in who.cookies.items())
    connection.request("GET", path, headers={"cookie": cookies})
    answer = connection.getresponse()
    try:
        said = answer.read().decode()
    except TimeoutError:
        said = "it waits for words"
    finally:
        connection.close()
    if "event: end" not in said or "done" in said:
        yield path


def own_pages(scene: Scene, who: Visitor) -> Iterator[str]:
    """Pages of the note, and of what is said under it, that differ from those of a note that never was."""
    nowhere = f"{scene.id[:-2]}zz" if not scene.id.endswith("zz") else f"{scene.id[:-2]}yy"
    for path in OWN:
        there, absent = who.get(_filled(path, scene)), who.get(path.replace("{id}", nowhere))
        if _said(there) != _said(absent):
            yield _filled(path, scene)
    for path in OF_COMMENT:
        if who.get(_filled(path, scene)).status not in (404, 401):
            yield _filled(path, scene)


def acts(scene: Scene, who: Visitor) -> Iterator[str]:
    """What can still be done with it."""
    for path in ACTS:
        if who.post(_filled(path, scene), {"to": "on", "words": "Hello", "reply_to": ""}).status not in (
            404,
            401,
        ):
            yield _filled(path, scene)


def fragments(scene: Scene, who: Visitor) -> Iterator[str]:
    """The pieces that scripts ask for, instead of whole pages."""
    for path in (
        "/",
        "/following",
        "/subjects/pets",
        "{board}",
        "/search?q={word}",
        "/notes/{id}",
        "/people/{mei}",
    ):
        answer = who.get(_filled(path, scene), HX_Request="true")
        if answer.status == 200 and scene.note in answer.text:
            yield f"piece of {_filled(path, scene)}"


def profile(scene: Scene, who: Visitor) -> Iterator[str]:
    """The author's page: neither the note nor a count that knows of it."""
    page = who.get(f"/people/{scene.mei.handle}")
    counted = re.findall(r'tabs__count">([0-9]+)<', page.text)
    if page.status == 200 and (scene.note in page.text or counted not in ([], ["0"])):
        yield f"/people/{scene.mei.handle} {counted}"


def pictures(scene: Scene, who: Visitor) -> Iterator[str]:
    """The bytes of its picture, at the address that was seen when it was open.

    Of what a visitor may see, whom a block parts from somebody sees the picture as every visitor does.
    """
    is_open = Visitor(who.origin).get(scene.note).status == 200
    if not is_open and who.get(scene.picture).status != 404:
        yield scene.picture


def counts(scene: Scene, who: Visitor) -> Iterator[str]:
    """Numbers beside lists that the note stands on: with nothing else on them they say none."""
    for path in (f"/topics/{scene.word}s", f"/places/{scene.word}burrow", scene.board):
        said = re.findall(r"\b1 note\b", who.get(path).words())
        if said:
            yield f"{path} says {said}"


SURFACES = (lists, live, own_pages, acts, fragments, profile, pictures, counts)


def _filled(path: str, scene: Scene) -> str:
    return path.format(
        word=scene.word, mei=scene.mei.handle, luma=scene.luma.handle, board=scene.board, id=scene.id,
        comment=scene.comment,
    )  # fmt: skip


def _said(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.words() if answer.status != 303 else answer.location.partition("?")[0]


@pytest.fixture
def scene(community) -> Scene:
    return set_up(community)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_somebody_must_not_see_is_absent_everywhere(scene, state):
    who = state(scene)

    end = time.monotonic() + WITHIN_S
    while left := [where for surface in SURFACES for where in surface(scene, who)]:
        assert time.monotonic() < end, left
        time.sleep(0.2)


def test_the_surfaces_find_a_note_that_is_there(scene):
    """The other way round: each surface can fail."""
    left = {surface.__name__: list(surface(scene, scene.noor)) for surface in SURFACES}

    assert {name for name, where in left.items() if where} == {
        "lists",
        "live",
        "own_pages",
        "acts",
        "fragments",
        "profile",
        "counts",
    }


def test_pictures_of_a_withdrawn_note_are_gone(scene):
    picture = media_in(scene.noor.get(scene.note).text)[0]
    assert scene.noor.get(picture).status == 200

    withdrawn(scene)

    until(lambda: scene.noor.get(picture).status == 404, WITHIN_S, picture)


def test_pictures_of_a_note_for_followers_answer_to_followers(scene):
    followers_only(scene)

    until(lambda: scene.noor.get(scene.picture).status == 404, WITHIN_S, scene.picture)
    assert scene.luma.get(scene.picture).status == 200
    assert list(pictures(scene, scene.luma)), "the surface finds it"
    assert scene.luma.get(scene.picture).headers["cache-control"] == "private, no-store"


def test_what_is_hidden_in_a_country_is_there_elsewhere_with_its_picture(scene):
    hidden_in_my_country(scene)

    until(lambda: scene.noor.get(scene.note).status == 404, WITHIN_S, scene.note)
    assert scene.luma.get(scene.note).status == 200
    assert scene.luma.get(scene.picture).status == 200
    assert scene.note in scene.luma.get(scene.board).text


def test_counts_do_not_tell_of_somebody_who_is_blocked(scene):
    """I5: a like, a comment and a follow of somebody blocked change no number that the viewer sees."""
    third = scene.luma.publish("A third party’s note", "Words.")
    scene.mei.post(f"{third}/like", {"to": "on"})
    scene.mei.say(third, "Hello from mei")
    scene.mei.post(f"/people/{scene.luma.handle}/follow", {"to": "on"})
    until(lambda: 'data-count="1"' in scene.noor.get(third).text, WITHIN_S, "the like is counted")

    i_blocked_author(scene)

    page, person = scene.noor.get(third).text, scene.noor.get(f"/people/{scene.luma.handle}").text
    assert 'data-count="1"' not in page and "Hello from mei" not in page and "No comments yet" in page
    assert "<strong>0</strong> followers" in person
    assert scene.mei.handle not in scene.noor.get(f"/people/{scene.luma.handle}/followers").text
