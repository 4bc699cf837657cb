"""What belongs to somebody else: not read when it is private, never changed, and 404 rather than 403.

Cases D1, D2.
"""

import pytest

from tests.web.visitor import Visitor, media_in

NOWHERE = ("1", "zzzzzzzzzzz", "0", "-1", "l0OI", "9" * 40, "%00", "..", "a b", "é", "18446744073709551616")


@pytest.fixture(scope="module")
def owner(community) -> Visitor:
    return Visitor(community.origin).sign_up("mei")


@pytest.fixture(scope="module")
def thief(community) -> Visitor:
    return Visitor(community.origin).sign_up("diego")


@pytest.fixture(scope="module")
def things(owner) -> dict[str, str]:
    """Everything that one person can own."""
    public, private = owner.publish("Open", "Words."), owner.publish("Diary", "Secret words.", audience="me")
    draft = owner.start_draft()
    key = owner.add_picture(draft).text.split('data-key="')[1].split('"')[0]
    owner.post(f"/compose/{draft}/draft", {"title": "Secret draft"})
    owner.say(private, "Secret comment")
    owner.say(public, "Open comment")
    board = owner.post("/boards", {"name": "Secret board", "private": "on"}).location
    comment, hidden = (
        owner.get(note).text.split('id="comment-')[1].split('"')[0] for note in (public, private)
    )
    return {
        "public": public,
        "private": private,
        "draft": draft,
        "key": key,
        "board": board,
        "comment": comment,
        "hidden": hidden,
        "login": owner.cookies["login"].split(".")[1],
        "followers": owner.publish("For friends", "Friendly words.", audience="followers"),
    }


READING = (
    "{private}",
    "{private}/history",
    "{private}/edit",
    "{private}/comments",
    "{followers}",
    "{followers}/history",
    "{followers}/comments",
    "/compose/{draft}",
    "{board}",
    "{public}/edit",
    "/comments/{hidden}/replies",
)
CHANGING = (
    "{private}/like",
    "{private}/save",
    "{private}/comments",
    "{private}/withdraw",
    "{public}/withdraw",
    "{followers}/like",
    "{followers}/comments",
    "/comments/{hidden}/like",
    "/comments/{hidden}/delete",
    "/comments/{comment}/delete",
    "/comments/{comment}/pin",
    "/compose/{draft}/draft",
    "/compose/{draft}/publish",
    "/compose/{draft}/discard",
    "/compose/{draft}/pictures/{key}/remove",
    "/compose/{draft}/pictures/{key}/move",
    "{board}/rename",
    "{board}/privacy",
    "{board}/delete",
    "/settings/sessions/{login}/end",
    "{public}/save?board={board_id}",
)


def _filled(path: str, things: dict[str, str]) -> str:
    return path.format(**things, board_id=things["board"].removeprefix("/boards/"))


@pytest.mark.parametrize("path", READING)
def test_what_is_somebody_elses_cannot_be_read(owner, thief, stranger, things, path):
    for who in (thief, stranger):
        for partial in ({}, {"hx-request": "true"}):
            answer = who.ask("GET", _filled(path, things), headers=partial)

            assert answer.status in (404, 403) or answer.location.startswith("/sign-in"), answer
            assert "Secret" not in answer.text and "Friendly" not in answer.text
    assert owner.get(things["private"]).status == 200


@pytest.mark.parametrize("path", CHANGING)
def test_what_is_somebody_elses_cannot_be_changed(owner, thief, things, path):
    answer = thief.post(
        _filled(path, things), {"to": "on", "name": "x", "words": "x", "title": "x", "private": "off"}
    )

    assert answer.status in (403, 404, 405) or answer.location == "/drafts", answer
    assert "Secret" in owner.get(f"/compose/{things['draft']}").text
    assert (
        "Open comment" in owner.get(things["public"]).text
        and "Pinned" not in owner.get(things["public"]).text
    )
    assert "Secret comment" in owner.get(things["private"]).text
    assert "Secret board" in owner.get(things["board"]).text
    assert owner.get("/settings").status == 200
    assert thief.get(things["board"]).status == 404


def test_hidden_and_absent_look_the_same(thief, things):
    hidden, absent = thief.get(things["private"]), thief.get("/notes/tYcrnG1TKZ")

    assert hidden.status == absent.status == 404
    assert hidden.words() == absent.words()


def test_a_live_stream_and_wishes_tell_nothing_of_hidden_words(thief, things):
    refs = [
        f"note:{things['private'].removeprefix('/notes/')}:body",
        f"comment:{things['hidden']}",
        "person:x:bio",
    ]

    answer = thief.get(f"/live?refs={','.join(refs)}")

    assert answer.status == 200
    assert "Secret" not in answer.text and "event: part" not in answer.text


def test_hidden_notes_stand_in_no_list(owner, thief, stranger, things):
    for who in (thief, stranger):
        for page in ("/", f"/people/{owner.handle}", f"/people/{owner.handle}?tab=boards", "/subjects/food"):
            shown = who.get(page).text
            assert things["private"] not in shown and things["followers"] not in shown
            assert "Secret" not in shown and "Friendly" not in shown


def test_a_picture_of_anothers_draft_cannot_be_taken_over(owner, thief, things):
    draft = thief.start_draft()

    thief.post(
        f"/compose/{draft}/draft", {"title": "Mine", "order": things["key"], f"alt-{things['key']}": "mine"}
    )
    answer = thief.post(
        f"/compose/{draft}/publish", {"title": "Mine", "order": things["key"], "cover_style": ""}
    )

    assert answer.status == 422
    assert things["key"] not in thief.get(f"/compose/{draft}").text


@pytest.mark.parametrize("id_", NOWHERE)
@pytest.mark.parametrize(
    "path",
    [
        "/notes/{}",
        "/notes/{}/history",
        "/notes/{}/edit",
        "/compose/{}",
        "/boards/{}",
        "/comments/{}/replies",
        "/people/{}",
        "/people/{}/followers",
        "/subjects/{}",
    ],
)
def test_an_id_that_is_none_is_not_found(thief, path, id_):
    answer = thief.get(path.format(id_.replace(" ", "%20").replace("é", "%C3%A9")))

    assert answer.status in (400, 404), answer


@pytest.mark.parametrize("id_", NOWHERE)
@pytest.mark.parametrize(
    "path",
    [
        "/notes/{}/like",
        "/notes/{}/save",
        "/notes/{}/comments",
        "/notes/{}/withdraw",
        "/comments/{}/like",
        "/comments/{}/delete",
        "/comments/{}/pin",
        "/boards/{}/rename",
        "/boards/{}/delete",
        "/compose/{}/publish",
        "/compose/{}/draft",
        "/people/{}/follow",
    ],
)
def test_nothing_is_done_to_an_id_that_is_none(thief, path, id_):
    answer = thief.post(
        path.format(id_.replace(" ", "%20").replace("é", "%C3%A9")), {"to": "on", "words": "x", "name": "x"}
    )

    assert answer.status in (400, 403, 404, 405, 422), answer


def test_a_withdrawn_notes_pictures_comments_and_likes_are_gone_for_everyone(visit):
    mei, diego = visit().sign_up("mei"), visit().sign_up("diego")
    note = mei.publish("Short-lived", pictures=1)
    diego.say(note, "I was here")
    comment = mei.get(note).text.split('id="comment-')[1].split('"')[0]
    assert media_in(mei.get(note).text)

    assert mei.post(f"{note}/withdraw").status == 303

    for path in (
        f"{note}/like",
        f"{note}/comments",
        f"{note}/save",
        f"/comments/{comment}/like",
        f"{note}/withdraw",
    ):
        assert diego.post(path, {"to": "on", "words": "x"}).status in (403, 404), path
    assert mei.get(note).status == mei.get(f"{note}/edit").status == 404
