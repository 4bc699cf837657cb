"""Reporting, deciding and contesting, as people without script meet them."""

import re
import time

import pytest

from tests.web.visitor import Visitor


def moderator(visit, community, handle: str, language: str = "en", reads=("en",)) -> Visitor:
    """Somebody who moderates."""
    who = visit(language).sign_up(handle, reads=list(reads))
    assert community.run("admin", "role", who.handle, "moderator").returncode == 0
    who.cookies.pop("login")
    who._token = ""
    who.sign_in(who.handle)
    return who


def until(seen, seconds: float = 20.0):
    """Waits for what a reactor does."""
    end = time.monotonic() + seconds
    while not seen():
        assert time.monotonic() < end, "nothing followed"
        time.sleep(0.2)


@pytest.fixture
def aisha(visit, community) -> Visitor:
    return moderator(visit, community, "aisha")


@pytest.fixture
def omar(visit, community) -> Visitor:
    return moderator(visit, community, "omar", "ar", ("ar",))


def case_about(who: Visitor, words: str) -> str:
    """The path of the open case whose page holds these words."""
    for path in dict.fromkeys(re.findall(r'href="(/admin/cases/[^"]+)"', who.get("/admin/cases").text)):
        if words in who.get(path).text:
            return path
    raise AssertionError("no such case")


RULING = {
    "category": "scam", "days": "0", "ground": "terms", "reference": "3.1", "whose": "2026.1",
    "facts": "It asks for a deposit.", "why": "Clause 3.1 forbids deposits.", "relied_on": "",
}  # fmt: skip


def test_a_note_is_reported_decided_contested_and_put_back(mei, diego, aisha, omar, stranger):
    note = mei.publish("Genuine bags", "Deposit first, then we ship. #bags")
    about = f"note:{note.rpartition('/')[2]}"
    assert f"/report?about={about}" in diego.get(note).text
    assert f"/report?about={about}" not in mei.get(note).text

    sent = diego.post("/report", {"about": about, "category": "scam", "words": "Es una estafa"})
    assert sent.status == 303
    receipt = sent.location
    assert "We have it" in diego.get(receipt).text
    assert mei.get(receipt).status == 404 == stranger.get(receipt).status

    path = case_about(aisha, "Genuine bags")
    page = aisha.get(path).text
    assert "Es una estafa" in page and diego.handle not in page
    lacking = aisha.post(f"{path}/decide", {**RULING, "action": "remove", "facts": ""})
    assert lacking.status == 422 and "Write something first." in lacking.text
    assert aisha.post(f"{path}/decide", {**RULING, "action": "remove"}).status == 303
    until(lambda: diego.get(note).status == 404)

    assert "We removed it." in diego.get(receipt).text
    until(lambda: 'href="/statements"' in mei.get("/").text)
    statement = re.findall(r'href="(/statements/[^"]+)"', mei.get("/statements").text)[0]
    assert 'href="/statements">' not in mei.get("/").text
    reasons = mei.get(statement).text
    assert "It asks for a deposit." in reasons and 'href="#appeal"' in reasons
    assert diego.get(statement).status == 404

    assert mei.post(f"{statement}/appeal", {"words": "这是我自己的店。"}).status == 303
    assert mei.post(f"{statement}/appeal", {"words": "!"}).status == 409
    assert "colleague answers" in aisha.get(path).text
    refused = aisha.post(f"{path}/answer", {"answer": "No.", "outcome": "reversed"})
    assert refused.status == 403
    assert omar.post(f"{path}/answer", {"answer": "كنا مخطئين.", "outcome": "reversed"}).status == 303
    until(lambda: diego.get(note).status == 200)
    assert "We were wrong" in mei.get(statement).text
    assert "no breach" in diego.get(receipt).text


def test_what_is_against_the_law_is_reported_without_an_account(mei, stranger):
    note = mei.publish("Remedies", "Cures everything.")
    about = f"note:{note.rpartition('/')[2]}"
    form = {"about": about, "category": "other", "words": "The law on medicines forbids selling this."}

    unsure = stranger.post("/report", form)
    sent = stranger.post("/report", {**form, "is_sure": "on"})

    assert unsure.status == 422 and 'id="is_sure-error"' in unsure.text
    assert sent.status == 303 and "?key=" in sent.location
    assert "Keep the address" in stranger.get(sent.location).text
    assert stranger.get(sent.location.split("?")[0]).status == 404


def test_what_somebody_may_not_see_they_cannot_report(mei, diego):
    note = mei.publish("Only mine", "Words.", audience="me")
    about = f"note:{note.rpartition('/')[2]}"

    assert diego.get(f"/report?about={about}").status == 404
    assert diego.post("/report", {"about": about, "category": "scam"}).status == 404


def test_comments_and_accounts_can_be_reported_from_where_they_stand(mei, diego):
    note = mei.publish("A note", "Words.")
    diego.say(note, "Pay me first")
    page = mei.get(note).text
    about = re.findall(r"/report\?about=(comment:[^\"]+)", page)[0]

    for one in (about, f"account:{diego.handle}"):
        assert mei.get(f"/report?about={one}").status == 200
        assert mei.post("/report", {"about": one, "category": "spam"}).status == 303
    assert f"/report?about=account:{diego.handle}" in mei.get(f"/people/{diego.handle}").text


def test_a_suspended_person_reads_why_and_contests_it(mei, diego, aisha, visit):
    mei.post("/report", {"about": f"account:{diego.handle}", "category": "harassment", "words": mei.handle})
    path = case_about(aisha, mei.handle)
    assert aisha.post(f"{path}/decide", {**RULING, "action": "suspend", "days": "7"}).status == 303
    until(lambda: diego.get("/settings").status != 200)

    again = visit("es")
    assert again.sign_in(diego.handle).status == 303
    why = re.findall(r'href="(/statements/[^"#]+)#appeal"', again.get("/suspended").text)[0]
    sent = again.post(f"{why}/appeal", {"words": "No fui yo"})
    assert sent.status == 303 and "No fui yo" in again.get(sent.location).text
    assert visit().get(why).status == mei.get(why).status == 404


def test_cases_are_not_there_for_members(mei, stranger):
    for who in (mei, stranger):
        assert who.get("/admin/cases").status == 404
