"""Consents, ages, times and formal matters, as people meet them in a browser."""

import re
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hongqiao.entry.environment import read_settings
from hongqiao.entry.offline import with_database
from hongqiao.features import accounts, recommendation, trust
from hongqiao.kernel.scope import Scope
from hongqiao.web.house_words import as_html
from tests.web.visitor import Answer, Visitor


async def in_database(community, act, packs: str = "default"):
    return await with_database(read_settings(community.home, {"HONGQIAO_PACKS": packs}), act)


async def as_visitor(scope: Scope, visitor: Visitor) -> Scope:
    """A scope in which the visitor acts."""
    held = await accounts.viewer_of(scope, visitor.cookies["login"])
    return replace(scope, viewer=held.viewer)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Your account"), ("zh-CN", "你的帐号"), ("ar", "حسابك")]
)
def test_the_terms_are_there_in_every_language_before_somebody_joins(visit, language, words):
    page = visit(language).get("/about/terms")

    assert page.status == 200 and words in page.text
    assert 'href="/about/terms"' in visit(language).get("/sign-up").text


async def test_joining_writes_down_what_was_agreed_to(community, visit):
    noor = visit("ar").sign_up("noor")

    async def look(scope: Scope):
        who = await as_visitor(scope, noor)
        ledger = await trust.consent.ledger(who, who.me)
        return [(one.purpose, one.choice, one.lang, one.surface) for one in ledger]

    assert await in_database(community, look) == [
        ("terms", True, "ar", "sign-up"),
        ("privacy", True, "ar", "sign-up"),
    ]
    assert "/settings/consents/agree" not in noor.get("/").text


async def test_whoever_never_agreed_is_asked_by_a_bar_that_leaves_the_page(community, mei):
    async def forget(scope: Scope):
        who = await as_visitor(scope, mei)
        async with who.transaction() as tx:
            await trust.consent.choose(
                tx, who.me, "terms", yes=True, words="# Old terms", lang="en", surface="sign-up"
            )

    await in_database(community, forget)

    page = mei.get("/about")
    assert page.status == 200 and "Everyone’s pictures" in page.text
    assert 'action="/settings/consents/agree"' in page.text
    assert mei.post("/settings/consents/agree", {"next": "/about"}).location == "/about"
    assert "/settings/consents/agree" not in mei.get("/about").text
    assert "Old terms" in mei.get("/settings/consents/2").text


async def test_taking_back_is_one_press_and_holds_at_once_on_every_surface(community, mei):
    before = mei.get("/settings/consents").text
    pressed = mei.post("/settings/consents", {"purpose": "profiling-feed", "to": "off"})

    async def look(scope: Scope):
        who = await as_visitor(scope, mei)
        met = await recommendation.note_met(who, [5])
        rows = await scope.db.fetch("select 1 from feed_event where account_id = $1", who.me)
        return (await recommendation.choice_of(who)).profiled, met, len(rows)

    assert "Switch it off" in before and pressed.status == 303
    assert await in_database(community, look) == (False, 0, 0)
    assert "Switch it on" in mei.get("/settings/consents").text
    assert 'name="activity" checked' not in mei.get("/me/feed").text


async def test_the_switch_on_the_feed_and_the_one_in_the_settings_are_one(mei):
    mei.post("/feed/steer", {"mix": "", "mix_before": ""})
    off = mei.get("/settings/consents").text
    mei.post("/feed/steer", {"activity": "on", "mix": "", "mix_before": ""})

    assert "Switch it on" in off and "on the feed" in off
    assert "Switch it off" in mei.get("/settings/consents").text


def test_what_has_no_switch_cannot_be_switched(mei):
    for purpose in ("terms", "mail", "spying", ""):
        assert mei.post("/settings/consents", {"purpose": purpose, "to": "off"}).status == 422
    assert mei.post("/settings/consents", {"purpose": "nearby", "to": "on"}).status == 422


def test_searches_are_switched_off_here_or_where_one_searches_and_both_tell_the_same(mei):
    mei.publish("Jasmine tea at home", "With honey.")
    mei.get("/search?q=jasmine")
    assert "No choice of yours is written down yet" in panel(mei, "search-history")

    off = mei.post("/settings/consents", {"purpose": "search-history", "to": "off"})

    assert off.status == 303
    assert "Your searches aren’t kept." in mei.get("/search").text
    shown = panel(mei, "search-history")
    assert ">off<" in shown and "Switch it on" in shown and re.search(r"Version [0-9a-f]{12}\.", shown)
    words = re.search(r'href="(/settings/consents/[0-9]+)"', shown)[1]
    assert "Keep my last 30 searches" in mei.get(words).text
    mei.post("/search/history", {"to": "keep"})
    assert ">on<" in panel(mei, "search-history")
    assert "on the search page" in mei.get("/settings/consents").text


def test_nearby_is_given_where_a_place_is_said_and_taken_back_by_one_press(mei, visit):
    assert 'href="/nearby"' in panel(mei, "nearby") and ">off<" in panel(mei, "nearby")
    mei.post("/nearby", {"latitude": "30.25", "longitude": "120.16"})
    assert ">on<" in panel(mei, "nearby")

    mei.post("/settings/consents", {"purpose": "nearby", "to": "off"})

    assert ">off<" in panel(mei, "nearby")
    assert "Agree, and use" in mei.get("/nearby").text
    assert 'id="nearby"' not in visit().sign_up("noor", age="14-15").get("/settings/consents").text


def panel(visitor: Visitor, purpose: str) -> str:
    """What the page says about one purpose."""
    page = visitor.get("/settings/consents").text
    return page.split(f'<section class="panel" aria-labelledby="{purpose}">')[1].split("</section>")[0]


def test_somebody_elses_choices_are_not_there(mei, stranger):
    assert mei.get("/settings/consents/99").status == 404
    assert mei.get("/settings/consents/x").status == 404
    assert stranger.get("/settings/consents").location.startswith("/sign-in")


def test_whoever_is_too_young_reads_a_kind_sentence_and_has_no_account(stranger):
    answer = stranger.post("/sign-up", stranger.sign_up_form("little_noor", age="0-13"))

    assert answer.status == 422
    assert "from 14 on" in answer.text and "nothing that you typed here was kept" in answer.text
    assert stranger.get("/people/little_noor").status == 404


def test_the_account_of_somebody_under_age_begins_private_and_can_be_opened(visit, stranger):
    noor, aisha = visit().sign_up("noor", age="14-15"), visit().sign_up("aisha")
    note = noor.publish("My first week", "At the new school.")

    assert stranger.get(note).status == 404
    assert "Private account" in stranger.get(f"/people/{noor.handle}").text
    assert stranger.get(aisha.publish("Tea", "With mint.")).status == 200
    assert noor.post("/settings/people/privacy", {"account": "public"}).status == 303
    assert stranger.get(note).status == 200


def next_minute(visitor: Visitor) -> Answer:
    """The page in a minute that has not been counted: the one that had begun is still theirs."""
    answer = visitor.get("/following")
    if answer.status == 200:
        time.sleep(61 - datetime.now(UTC).second)
        answer = visitor.get("/following")
    return answer


async def test_used_up_minutes_bring_a_page_that_says_why_and_leaves_open_what_protects(community, mei):
    assert mei.post("/settings/family/times", {"minutes": "30"}).status == 303
    assert mei.get("/").status == 200

    async def use_up(scope: Scope):
        who = await as_visitor(scope, mei)
        for _ in range(30):
            await accounts.ages.day_use.count_minute(who, who.me, datetime.now(UTC).date())

    await in_database(community, use_up)
    paused = next_minute(mei)

    assert paused.status == 403 and "You set this yourself, and can change it." in paused.text
    for path in ("/settings/family", "/about/terms", "/statements", "/settings/consents"):
        assert mei.get(path).status == 200, path
    assert mei.post("/settings/family/times", {"minutes": ""}).status == 303
    assert mei.get("/").status == 200


def test_a_family_code_links_two_accounts_and_times_are_the_guardians(mei, visit):
    noor = visit().sign_up("noor", age="14-15")
    page = mei.post("/settings/family/code").text
    code = page.split('class="family__code" dir="ltr">')[1].split("<")[0]

    linked = noor.post("/settings/family/guardian", {"guardian": code})

    assert linked.status == 303
    assert "looks after this account" in noor.get("/settings/family").text
    assert noor.post("/settings/family/times", {"minutes": ""}).status == 403
    assert noor.post("/settings/family/code").status == 403


def test_a_form_that_no_pack_asks_for_is_not_there(mei, stranger):
    for kind in ("data-request", "copyright-notice", "counter-notice", "intimate-image", "breach"):
        assert stranger.get(f"/about/forms/{kind}").status == 404
        assert mei.post(f"/about/forms/{kind}", {"what": "x"}).status == 404


def test_a_declared_advertisement_is_shown_on_the_note_and_its_card(mei, stranger):
    note = mei.publish("A lamp that I was paid for", "Warm light.", commercial="ad")
    gift = mei.publish("A lamp that I was given", "Warm light.", commercial="gift")

    assert "Advertisement" in stranger.get(note).text
    assert "Something was given for it" in stranger.get(gift).text
    cards = stranger.get(f"/people/{mei.handle}").text
    assert ">Ad</span>" in cards and ">Gifted</span>" in cards


def test_a_declaration_that_is_none_is_refused(mei):
    draft = mei.start_draft()

    answer = mei.post(
        f"/compose/{draft}/publish", {"title": "A", "cover_style": "memo", "commercial": "maybe"}
    )

    assert answer.status == 422


def test_house_texts_hold_no_markup_of_their_own():
    html = as_html(
        "# T\n<script>x</script> [a](/about/terms) [b](https://x.example) [c](//x.example)\n- <b>i</b>\n"
    )

    assert "<script>" not in html and "<b>" not in html
    assert html.count("<a ") == 1 and 'href="/about/terms"' in html
