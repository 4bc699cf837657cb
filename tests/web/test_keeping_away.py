"""Blocks, mutes, filters and private accounts as their pages are met."""

import re

import pytest

from hongqiao.features import topics
from hongqiao.features.people.filters import WordFilter
from hongqiao.features.people.model import Way
from hongqiao.web.sieve import Sieve
from tests.web.test_hidden_notes import until


def keeps(words: str, way: Way = Way.FOLD) -> Sieve:
    return Sieve((WordFilter(1, words, way, None),))


def test_a_blocked_page_looks_like_one_that_never_was(mei, diego):
    assert mei.post(f"/people/{diego.handle}/block", {"to": "on"}).status == 303

    gone, never = mei.get(f"/people/{diego.handle}"), mei.get("/people/nobody_at_all")

    assert gone.status == never.status == 404 and gone.words() == never.words()
    until(lambda: diego.get(f"/people/{mei.handle}").status == 404)
    assert diego.handle in mei.get("/settings/people").text
    assert mei.handle not in diego.get("/settings/people").text


def test_who_is_blocked_cannot_tell_the_block_from_nobody(mei, diego):
    mei.post(f"/people/{diego.handle}/block", {"to": "on"})
    until(lambda: diego.get(f"/people/{mei.handle}").status == 404)

    for act in ("block", "mute", "follow"):
        for to in ("on", "off"):
            if (act, to) == ("follow", "off"):
                continue
            there = diego.post(f"/people/{mei.handle}/{act}", {"to": to})
            assert there.status == diego.post(f"/people/nobody_at_all/{act}", {"to": to}).status == 404


def test_a_block_keeps_neither_side_from_reporting_the_other(mei, diego):
    note = diego.publish("定金骗局", "先付定金再发货")
    mei.post(f"/people/{diego.handle}/block", {"to": "on"})
    until(lambda: diego.get(f"/people/{mei.handle}").status == 404)

    for who, about in ((mei, f"account:{diego.handle}"), (diego, f"account:{mei.handle}")):
        assert who.get(f"/report?about={about}").status == 200
        sent = who.post("/report", {"about": about, "category": "harassment", "words": "Look"})
        assert sent.status == 303, sent
    assert mei.get(f"/report?about={note.replace('/notes/', 'note:')}").status == 404


def test_a_block_is_undone_from_the_settings(mei, diego):
    mei.post(f"/people/{diego.handle}/block", {"to": "on"})

    assert mei.post(f"/people/{diego.handle}/block", {"to": "off"}).status == 303

    assert mei.get(f"/people/{diego.handle}").status == 200
    until(lambda: diego.get(f"/people/{mei.handle}").status == 200)


def test_the_comments_of_somebody_muted_are_folded_for_who_muted_alone(mei, diego, visit):
    luma = visit().sign_up("luma")
    note = luma.publish("A note of a third", "Words.")
    diego.say(note, "Something by diego")

    mei.post(f"/people/{diego.handle}/mute", {"to": "on"})

    assert "By somebody you muted: show" in mei.get(note).text
    assert "By somebody you muted" not in luma.get(note).text + diego.get(note).text


def test_a_filter_folds_or_leaves_out_for_its_owner_alone(mei, diego):
    note = mei.publish("疯狂的貓咪", "Words of a quagga. #quaggas")
    until(lambda: note in diego.get("/search?q=quagga").text)

    folded = diego.post("/settings/people/filters", {"words": "猫咪", "way": "fold", "days": "0"})
    page = diego.get(f"/people/{mei.handle}").text
    assert folded.status == 303 and "Hidden by your filter “猫咪”: show" in page and note in page
    diego.post("/settings/people/filters", {"words": "quagga", "way": "hide", "days": "7"})

    for path in ("/search?q=quagga", f"/people/{mei.handle}"):
        assert note not in diego.get(path).text
        assert note in mei.get(path).text
    assert diego.get(note).status == 200
    first = re.findall(r"/settings/people/filters/(\w+)/delete", diego.get("/settings/people").text)[0]
    diego.post(f"/settings/people/filters/{first}/delete")
    assert note in diego.get(f"/people/{mei.handle}").text


@pytest.mark.parametrize("form", [{"words": ""}, {"words": "x" * 61}, {"words": "tea", "days": "3"}])
def test_a_filter_that_cannot_be_kept_says_why(diego, form):
    answer = diego.post("/settings/people/filters", {"way": "fold", "days": "0", **form})

    assert answer.status == 422
    assert "field__error" in answer.text or "notice" in answer.text


def test_a_filter_looks_at_the_translation_that_is_shown_too():
    sieve = keeps("cat")

    assert sieve.meets(["我家的橘猫睡了", "My cat sleeps"]) is not None
    assert sieve.meets(["我家的橘猫睡了"]) is None


def test_a_topic_is_kept_away_in_every_language():
    others = set(topics.same("cats", "und")) - {"cats"}

    assert others
    for other in others:
        assert keeps("#cats").meets([], [other]) is not None
    assert keeps("#cats").meets([], ["catsuit"]) is None


def test_a_private_profile_shows_name_and_bio_and_no_more(mei, diego):
    mei.post(
        "/settings", {"name": "Mei", "bio": "I like tea.", "place": "Chengdu", "locale": "en", "reads": "en"}
    )
    mei.publish("Behind a door", "Words.")
    mei.post("/boards", {"name": "Behind it too"})
    mei.post("/settings/people/privacy", {"account": "private"})

    for tab in ("", "?tab=boards"):
        page = diego.get(f"/people/{mei.handle}{tab}").text
        assert "I like tea." in page and "This account is private" in page
        assert not [word for word in ("Chengdu", "Behind", "followers</a>", "tabs__count") if word in page]
    assert diego.get(f"/translations/person:{mei.handle}:bio?to=es").status == 200
    assert diego.get(f"/translations/person:{mei.handle}:place?to=es").status == 404
    for which in ("followers", "following"):
        assert diego.get(f"/people/{mei.handle}/{which}").status == 404


def test_who_is_let_in_sees_the_notes_and_who_is_not_learns_nothing(mei, diego, visit):
    luma = visit().sign_up("luma")
    note = mei.publish("Behind a door", "Words.")
    mei.post("/settings/people/privacy", {"account": "private"})
    for asker in (diego, luma):
        assert asker.post(f"/people/{mei.handle}/follow", {"to": "on"}).status == 303
    until(lambda: f"/followers/requests/{luma.handle}" in mei.get("/followers/requests").text)
    assert diego.get(note).status == luma.get(note).status == 404

    mei.post(f"/followers/requests/{diego.handle}", {"answer": "yes"})
    mei.post(f"/followers/requests/{luma.handle}", {"answer": "no"})

    until(lambda: diego.get(note).status == 200)
    assert note in diego.get("/following").text
    assert luma.get(note).status == 404


def test_who_may_comment_is_chosen_and_said(mei, diego):
    note = mei.publish("Quiet please", "Words.", replies="nobody")

    assert "Nobody can comment on this note any more." in diego.get(note).text
    assert diego.say(note, "Hello").status == 403
    assert mei.post(f"{note}/replies", {"replies": "everyone"}).status == 303
    assert diego.say(note, "Hello").status == 303


def test_a_removed_comment_is_told_to_who_wrote_it(mei, diego, visit):
    note = mei.publish("With talk", "Words.")
    diego.say(note, "Buy my fish")
    said = re.findall(r"/comments/(\w+)/remove", mei.get(note).text)[0]
    assert "Buy my fish" in mei.get(f"/comments/{said}/remove").text

    assert mei.post(f"/comments/{said}/remove", {"reason": "2"}).status == 303

    assert "It advertises something." in diego.get(note).text
    assert "Buy my fish" not in mei.get(note).text + visit().get(note).text
