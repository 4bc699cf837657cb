"""Before posting, people are asked about personal data; what is held says so, with its reason."""

import re

from tests.web.test_case_pages import until
from tests.web.visitor import Visitor

SPAM = "Replica watches, best price. Order on WhatsApp and ask for the price list."


def compose(who: Visitor, body: str, **fields: str):
    """Presses Publish on a new note."""
    draft = re.search(r'action="/compose/([^/"]+)/publish"', who.get("/compose").text)[1]
    form = {"title": "Balcony tomatoes", "body": body, "cover_style": "memo", "audience": "public", **fields}
    return draft, who.post(f"/compose/{draft}/publish", form)


def test_a_phone_number_is_asked_about_and_can_be_posted_anyway(mei):
    draft, asked = compose(mei, "Call me on +49 170 1234567 for seedlings")

    assert asked.status == 422
    assert "You are about to post a phone number" in asked.words()
    assert "+49 170 1234567" in asked.text
    form = {"title": "Balcony tomatoes", "body": "Call me on +49 170 1234567 for seedlings", "sure": "on"}
    posted = mei.post(f"/compose/{draft}/publish", {**form, "cover_style": "memo", "audience": "public"})
    assert posted.status == 303
    assert posted.location.startswith("/notes/")


def test_a_note_for_oneself_may_hold_any_number(mei):
    _, posted = compose(mei, "Card 4111 1111 1111 1111", audience="me")

    assert posted.status == 303


def test_a_comment_with_an_address_is_asked_about_in_place_and_without_script(mei, diego):
    note = mei.publish("Tea", "In the old town")
    words = {"words": "Write to diego@example.com"}

    page = diego.post(f"{note}/comments", words)
    piece = diego.post(f"{note}/comments", words, headers={"hx-request": "true"})
    sent = diego.post(f"{note}/comments", {**words, "sure": "on"})

    assert page.status == 422
    assert "an email address" in page.words()
    assert "Post anyway" in page.words()
    assert (piece.status, piece.headers["hx-retarget"]) == (200, "#say")
    assert sent.status == 303
    assert "diego@example.com" in mei.get(note).text


def test_what_is_held_says_so_to_its_author_and_to_nobody_else(mei, diego):
    _, posted = compose(mei, SPAM)

    assert posted.location.startswith("/held?about=note:")
    words = mei.get(posted.location).words()
    assert "isn’t shown yet" in words
    assert "leads people to a private contact" in words
    assert "private contact" not in diego.get(posted.location).words()
    assert diego.get(f"/notes/{posted.location.rpartition(':')[2]}").status == 404


def test_an_author_finds_what_waits_and_changes_or_withdraws_it(mei, diego):
    _, posted = compose(mei, SPAM)
    note = f"/notes/{posted.location.rpartition(':')[2]}"
    until(lambda: "1 waits for review" in mei.get(f"/people/{mei.handle}").words())
    assert "waits for review" not in diego.get(f"/people/{mei.handle}").words()
    page = mei.get("/held")
    assert f'href="{note}/edit"' in page.text and f'formaction="{note}/withdraw"' in page.text
    assert "Balcony tomatoes" in page.words()

    draft = mei.get(f"{note}/edit").location
    changed = {"title": "Balcony tomatoes", "body": "Red ones", "cover_style": "memo", "audience": "public"}
    kept = mei.post(f"{draft}/publish", changed)

    assert kept.location == f"/held?about=note:{note.rpartition('/')[2]}"
    assert diego.get(note).status == 404
    assert diego.post(f"{note}/withdraw").status == 404
    assert mei.post(f"{note}/withdraw").status == 303
    assert "Nothing of yours waits." in mei.get("/held").words()
    assert mei.get(f"{note}/edit").status == 404


def test_a_held_comment_leads_to_why_also_from_a_script(mei, diego):
    note = mei.publish("Tea", "In the old town")

    sent = diego.post(f"{note}/comments", {"words": SPAM}, headers={"hx-request": "true"})

    assert sent.headers["hx-redirect"].startswith("/held?about=comment:")
    assert SPAM not in mei.get(note).text


def test_limits_and_screening_are_declared_to_everybody(stranger, mei):
    limits, screening = stranger.get("/about/limits"), stranger.get("/about/screening")

    assert (limits.status, screening.status) == (200, 200)
    assert "Your level now: New" in mei.get("/about/limits").words()
    assert "Rightly found" in screening.words()


def test_a_reader_keeps_a_choice_of_sensitive_pictures(mei):
    assert mei.post("/settings/pictures", {"choice": "hide"}).status == 303

    page = mei.get("/settings/pictures").text

    assert 'value="hide" checked' in page
    assert mei.post("/settings/pictures", {"choice": "all"}).status == 422


def test_a_reader_under_18_keeps_the_veil(visit):
    noor = visit().sign_up("noor", age="14-15")

    assert 'value="show"' not in noor.get("/settings/pictures").text
    assert noor.post("/settings/pictures", {"choice": "show"}).status == 422


def test_a_new_account_reaches_its_limit_and_is_told_where_it_stands(visit):
    eager = visit().sign_up("eager")
    for number in range(20):
        eager.publish(f"Post {number * 7919} of mine")

    _, answer = compose(eager, "One more")

    assert answer.status == 429
    assert "/about/limits" in answer.words()
