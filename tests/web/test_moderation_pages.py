"""The home of staff, several cases at once, the end of an account by two, gates and marks: without script."""

import re

import pytest

from tests.web.test_case_pages import RULING, case_about, moderator, until
from tests.web.visitor import Visitor, media_in


@pytest.fixture
def aisha(visit, community) -> Visitor:
    return moderator(visit, community, "aisha")


@pytest.fixture
def omar(visit, community) -> Visitor:
    return moderator(visit, community, "omar")


def reported(who: Visitor, path: str, category: str = "scam") -> str:
    """Reports a note; returns the address of the receipt."""
    about = f"note:{path.rpartition('/')[2]}"
    sent = who.post("/report", {"about": about, "category": category, "words": "Look at this."})
    assert sent.status == 303
    return sent.location


def decided(who: Visitor, words: str, action: str, **changed: str) -> str:
    """Decides the case with these words in it; returns its path."""
    path = case_about(who, words)
    sent = who.post(f"{path}/decide", {**RULING, "action": action, **changed})
    assert sent.status == 303, sent.text
    return path


def test_a_gate_opens_to_adults_and_is_told_to_visitors(mei, diego, aisha, visit, stranger):
    note = mei.publish("Cellar tasting", "Twelve wines, one evening.")
    young = visit().sign_up("noor", age="14-15")
    receipt = reported(diego, note, "adult-content")
    decided(aisha, "Cellar tasting", "age-gate", category="adult-content")
    until(lambda: stranger.get(note).status == 403)

    gate = stranger.get(note).text
    assert "for adults only" in gate and "Cellar" not in gate and mei.handle not in gate
    assert young.get(note).status == 404
    page = diego.get(note)
    assert page.status == 200 and "keep this note for adults" in page.text
    assert "Adults only" in diego.get(f"/people/{mei.handle}").text
    for who in (stranger, young):
        assert note not in who.get(f"/people/{mei.handle}").text
        assert note not in who.get("/").text
        assert who.get(f"{note}/comments").status in (403, 404)
    assert "adults only" in diego.get(receipt).text


def test_a_note_hidden_in_a_country_opens_elsewhere_to_those_who_said_so(mei, diego, aisha, stranger):
    note = mei.publish("Old posters", "From a museum.")
    reported(diego, note, "other")
    decided(aisha, "Old posters", "hide", category="other", reference="5.1", countries="de, at")
    until(lambda: stranger.get(note).status == 404)

    assert diego.get(note).status == 404
    settings = {"name": "Diego", "locale": "en", "reads": "en"}
    assert diego.post("/settings", {**settings, "country": "FR"}).status == 303
    assert diego.get(note).status == 200
    assert diego.post("/settings", {**settings, "country": "DE"}).status == 303
    assert diego.get(note).status == 404
    assert "Hidden in some countries" in mei.get(note).text


def test_a_label_and_a_warning_stand_on_the_card_and_a_demoted_note_tells_its_author(mei, diego, aisha):
    for title, action, words in (
        ("Moon cure", "label", "Labelled by moderators"),
        ("Rough scenes", "warn", "Behind a warning"),
    ):
        note = mei.publish(title, "Words.")
        reported(diego, note, "misleading")
        decided(aisha, title, action, category="misleading")
        until(lambda words=words: words in diego.get(f"/people/{mei.handle}").text)
    note = mei.publish("Again and again", "Buy now.")
    reported(diego, note, "spam")
    decided(aisha, "Again and again", "demote", category="spam")
    until(lambda: "recommend this note any more" in mei.get(note).text)
    assert "recommend this note" not in diego.get(note).text
    assert note in diego.get(f"/people/{mei.handle}").text


def test_pictures_of_a_removed_note_stop_answering_but_for_staff(mei, diego, aisha, stranger):
    note = mei.publish("A bag of mine", pictures=1)
    picture = media_in(stranger.get(note).text)[0]
    reported(diego, note)
    path = case_about(aisha, "A bag of mine")
    evidence = re.findall(rf'src="({path}/pictures/[0-9a-f]+)"', aisha.get(path).text)[0]
    assert stranger.get(picture).status == 200

    assert aisha.post(f"{path}/decide", {**RULING, "action": "remove"}).status == 303

    until(lambda: stranger.get(picture).status == 404)
    assert aisha.get(evidence).status == 200
    assert aisha.get(evidence).headers["cache-control"] == "no-store"
    assert mei.get(evidence).status == 404 == stranger.get(evidence).status


def test_from_a_case_one_goes_on_to_the_next_and_the_queue_is_chosen_by_language(mei, diego, aisha):
    for title, words in (("Cheap bags for everybody", "Pay first."), ("便宜的包包大家来买", "先付定金。")):
        reported(diego, mei.publish(title, words))
    path = case_about(aisha, "Cheap bags for everybody")

    page = aisha.get(path).text
    ways = re.findall(r'rel="(?:prev|next)" href="(/admin/cases/[^"]+)"', page)
    assert ways and path not in ways and all(aisha.get(way).status == 200 for way in ways)
    assert f'href="{path}" aria-current="page"' in page
    assert "便宜的包包" in aisha.get("/admin/cases?lang=zh").text
    assert "Cheap bags" not in aisha.get("/admin/cases?lang=zh").text
    assert "Cheap bags" in aisha.get("/admin/cases?lang=nothing").text
    assert aisha.post(f"{path}/decide", {**RULING, "action": "remove"}).status == 303
    assert 'rel="next"' in aisha.get(path).text
    assert path not in aisha.get("/admin/cases").text


def test_words_of_a_severe_case_are_not_met_in_the_queue(mei, diego, aisha):
    reported(diego, mei.publish("Words that hurt in passing", "More of them."), "self-harm")

    assert "Words that hurt in passing" not in aisha.get("/admin/cases").text
    assert "Words that hurt in passing" not in aisha.get("/admin").text


def test_ending_an_account_takes_two(mei, diego, aisha, omar, stranger):
    note = mei.publish("Of somebody who leaves", "Words.")
    diego.post("/report", {"about": f"account:{mei.handle}", "category": "harassment", "words": mei.handle})
    path = case_about(aisha, mei.handle)
    ended = {**RULING, "action": "terminate", "category": "harassment"}
    assert aisha.post(f"{path}/decide", ended).status == 303
    assert "A colleague decides whether it is done." in aisha.get(path).text
    assert "@" + aisha.handle in omar.get(path).text
    assert path in omar.get("/admin").text

    assert aisha.post(f"{path}/confirm", {"to": "on"}).status == 403
    assert mei.get(note).status == 200
    assert omar.post(f"{path}/confirm", {"to": "on"}).status == 303

    until(lambda: stranger.get(note).status == 404)
    until(lambda: mei.get("/settings").status != 200)
    until(lambda: stranger.get(f"/people/{mei.handle}").status == 404)
    assert "We ended the account." in omar.get(path).text or "End the account" in omar.get(path).text


def test_several_cases_are_decided_together_shown_and_undone(mei, diego, aisha):
    told = ("Real watches, write me.", "Tickets for Friday, very cheap.", "A sofa, as good as new.")
    notes = [mei.publish(f"Half before {at}", words) for at, words in enumerate(told)]
    for note in notes:
        reported(diego, note)
    path = case_about(aisha, "Half before 0")
    chosen = re.findall(r'name="case" value="([^"]+)"', aisha.get(path).text)
    assert len(chosen) == 3

    preview = aisha.get("/admin/bulk?" + "&".join(f"case={one}" for one in chosen))
    assert preview.status == 200 and "3 cases" in preview.text
    form = [("case", one) for one in chosen]
    lacking = aisha.post("/admin/bulk", [*form, *{**RULING, "action": "remove", "facts": ""}.items()])
    assert lacking.status == 422
    sent = aisha.post("/admin/bulk", [*form, *{**RULING, "action": "remove"}.items()])
    assert sent.status == 303
    until(lambda: all(diego.get(note).status == 404 for note in notes))
    assert mei.get("/statements").text.count('href="/statements/') == 3

    batch = sent.location.partition("?")[0]
    assert "Take all of it back" in aisha.get(batch).text
    assert aisha.post(f"{batch}/undo", {"undo": ""}).status == 422
    assert aisha.post(f"{batch}/undo", {"undo": "That was too much."}).status == 303
    until(lambda: all(diego.get(note).status == 200 for note in notes))
    assert "Take all of it back" not in aisha.get(batch).text


def test_the_home_of_staff_is_there_for_staff_alone(mei, stranger, aisha):
    for path in ("/admin", "/admin/cases", "/admin/reasons"):
        assert mei.get(path).status == 404 == stranger.get(path).status
        assert aisha.get(path).status == 200
    assert aisha.get("/admin/trail").status == 404
    assert 'href="/admin"' in aisha.get("/").text and 'href="/admin"' not in mei.get("/").text
    assert aisha.post("/admin/limit", {"limit": "3"}).status == 303
    assert '<option value="3" selected>' in aisha.get("/admin").text


def test_words_are_kept_and_taken_into_a_case(mei, diego, aisha):
    words = {"facts": "It asks for money first.", "why": "3.1 forbids it."}
    kept = {"name": "Deposit", "category": "scam", **words}
    assert aisha.post("/admin/reasons", {**kept, "name": ""}).status == 422
    assert aisha.post("/admin/reasons", kept).status == 303
    reported(diego, mei.publish("Kept words note", "Words."))
    path = case_about(aisha, "Kept words note")

    reason = re.findall(r'href="([^"]+\?reason=[^"]+)"', aisha.get(path).text)[0]

    assert "It asks for money first.</textarea>" in aisha.get(reason).text


def test_whoever_reported_hears_what_came_of_it(mei, diego, aisha):
    note = mei.publish("A tonic for everything", "Drink it.")
    reported(diego, note, "misleading")
    assert "still open" in diego.get("/statements").text
    decided(aisha, "A tonic for everything", "label", category="misleading")

    until(lambda: 'href="/statements">' in diego.get("/").text)

    assert "We put a label on it." in diego.get("/statements").text
    assert 'href="/statements">' not in diego.get("/").text


def test_notices_without_an_account_have_a_limit(mei, stranger):
    about = f"note:{mei.publish('Remedy of all', 'Words.').rpartition('/')[2]}"
    form = {"about": about, "category": "other", "words": "The law on medicines forbids it.", "is_sure": "on"}

    answers = [stranger.post("/report", form).status for _ in range(11)]

    assert answers == [303] * 10 + [429]
