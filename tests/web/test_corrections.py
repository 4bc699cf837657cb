"""Suggesting, voting and deciding through pages, by people who mean well and people who do not."""

import itertools

import pytest

from tests.web.correcting import PARTS, decide, record, ref_of, suggest, suggestion_in, until_shows
from tests.web.door_acts import make_known
from tests.web.visitor import Visitor, unlike

TITLE, LINES = "花椒粉要最后放", ("豆腐切块后用淡盐水焯一下。", "链接 https://tofu.example/a 一共¥18")
_links = itertools.count(1)
BOTH, OTHER_WAY = ("en", "zh-Hans"), ("zh-Hans", "en")


@pytest.fixture
def mei(visit) -> Visitor:
    return visit().sign_up("mei", reads=OTHER_WAY)


@pytest.fixture
def diego(visit) -> Visitor:
    return visit().sign_up("diego", reads=BOTH)


@pytest.fixture
def note(mei) -> str:
    """Words of its own, so that what readers agree on in one test does not serve another.

    Most of its words: screening holds what many accounts say alike.
    """
    number = next(_links)
    name = "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number))
    title = TITLE + unlike(number)
    return mei.publish(title, "\n".join(LINES).replace("example/a", f"example/{number} {name}家"))


def test_readers_of_both_sides_agree_and_everybody_reads_it(visit, community, note, mei, diego):
    assert suggest(diego, note).status == 303
    id_ = suggestion_in(record(diego, note))

    for reads in (BOTH, OTHER_WAY, BOTH):
        aisha = visit().sign_up("aisha", reads=reads)
        make_known(community, aisha)
        assert decide(aisha, note, id_, "vote", yes="yes").status == 303

    page = until_shows(visit("en").sign_up("luma"), note, PARTS[0])
    assert f"improved by <bdi>@{diego.handle}</bdi>" in page and 'state="translated"' in page
    assert "accepted by readers" in record(diego, note)


def test_new_accounts_alone_decide_nothing_however_many(visit, note, diego):
    """Case H6."""
    suggest(diego, note)
    id_ = suggestion_in(record(diego, note))

    for reads in (BOTH, OTHER_WAY, BOTH, OTHER_WAY):
        assert decide(visit().sign_up("aisha", reads=reads), note, id_, "vote", yes="yes").status == 303

    page = record(diego, note)
    assert "Yes: 4" in page and "waits for readers" in page and "no longer new" in page


def test_the_author_takes_a_suggestion_at_once_and_refuses_it_for_good(visit, note, mei, diego):
    suggest(diego, note)
    id_, luma = suggestion_in(record(mei, note)), visit("en").sign_up("luma")

    assert decide(mei, note, id_, "accept").status == 303
    until_shows(luma, note, PARTS[0])
    assert decide(mei, note, id_, "refuse").status == 303

    until_shows(luma, note, PARTS[0], there=False)
    assert "refused by the author" in record(luma, note)
    assert decide(mei, note, id_, "accept").status == 403


def test_a_bilingual_reader_finds_the_way_from_the_note_and_from_a_comment(note, mei, diego):
    mei.say(note, "花椒粉真的要最后放哦")

    page = diego.get(note).text

    comment = page.split('id="comment-')[1].split('"')[0]
    assert f'href="/translations/{ref_of(note)}?to=en"' in page
    assert f'href="/translations/comment:{comment}:words?to=en"' in page
    assert diego.get(f"/translations/comment:{comment}:words/suggest?to=en").status == 200


@pytest.mark.parametrize(
    ("parts", "part"),
    [
        ((PARTS[0], "The link is gone and it was ¥18"), "Links, mentions"),
        ((PARTS[0], PARTS[1].replace("18", "81")), "price or measure"),
        ((PARTS[0], PARTS[1] + " https://evil.example"), "Links, mentions"),
        (("", PARTS[1]), "A part is empty"),
        (LINES, "still the original"),
        (("<script>alert(1)</script> " * 300, PARTS[1]), "part"),
    ],
)
def test_a_refused_suggestion_keeps_what_was_typed(note, diego, parts, part):
    answer = suggest(diego, note, parts)

    assert answer.status == 422 and part in answer.words()
    assert "<script>alert" not in answer.text
    assert "suggestion-" not in record(diego, note)


def test_a_translation_that_changed_meanwhile_is_looked_at_again(note, diego):
    answer = suggest(diego, note, base="somebody else's")

    assert answer.status == 409 and "changed meanwhile" in answer.words()
    assert PARTS[0] in answer.text


def test_one_suggestion_a_person_and_no_vote_on_ones_own(note, diego):
    assert suggest(diego, note).status == 303
    id_ = suggestion_in(record(diego, note))

    assert suggest(diego, note, (PARTS[0] + " Gently.", PARTS[1])).status == 409
    own = decide(diego, note, id_, "vote", yes="yes")
    assert own.status == 403 and "Others vote" in own.words()
    assert "Yes: 0" in own.words()


def test_what_a_block_keeps_from_somebody_gets_no_vote_of_theirs(visit, note, diego):
    suggest(diego, note)
    id_, luma = suggestion_in(record(diego, note)), visit().sign_up("luma", reads=BOTH)
    assert luma.post(f"/people/{diego.handle}/block", {"to": "on"}).status == 303

    assert decide(luma, note, id_, "vote", yes="no").status == 404

    assert "No: 0" in record(diego, note)


def test_a_double_vote_counts_once_and_only_yes_and_no_are_votes(visit, note, diego):
    suggest(diego, note)
    id_, luma = suggestion_in(record(diego, note)), visit().sign_up("luma", reads=BOTH)

    for _ in range(3):
        assert decide(luma, note, id_, "vote", yes="yes").status == 303

    assert "Yes: 1" in record(luma, note)
    assert decide(luma, note, id_, "vote", yes="maybe").status == 422


@pytest.mark.parametrize("act", ["accept", "refuse", "take-back", "revert"])
def test_nobody_decides_for_others(visit, note, diego, act):
    suggest(diego, note)
    id_ = suggestion_in(record(diego, note))

    assert decide(visit().sign_up("luma", reads=BOTH), note, id_, act).status == 403


def test_readers_of_one_language_and_strangers_cannot_suggest(visit, stranger, note, diego):
    luma = visit().sign_up("luma")
    ref = ref_of(note)

    assert "both languages" in luma.get(f"/translations/{ref}/suggest?to=en").words()
    refused = luma.post(f"/translations/{ref}/suggestions", {"to": "en", "part-0": "x", "part-1": "y"})
    assert refused.status in (403, 409)
    assert stranger.get(f"/translations/{ref}/suggest?to=en").location.startswith("/sign-in")
    assert stranger.post(f"/translations/{ref}/suggestions", {"to": "en"}).status == 401
    assert stranger.get(f"/translations/{ref}?to=en").status == 200


def test_forms_without_their_token_do_nothing(note, diego, mei):
    suggest(diego, note)
    id_ = suggestion_in(record(diego, note))

    for token in (None, "stale", diego.token()):
        path = f"/translations/{ref_of(note)}/suggestions/{id_}/refuse"
        assert mei.post(path, {"to": "en"}, token=token).status == 403
    assert "waits for readers" in record(diego, note)


@pytest.mark.parametrize("name", ["1", "zzzzzzzzzzz", "0", "%00", "9" * 40, "é"])
def test_ids_that_are_none_are_not_found(note, diego, name):
    name = name.replace("é", "%C3%A9")
    for path in (
        f"/translations/note:{name}:body",
        f"/translations/comment:{name}:words",
        f"/translations/{name}",
    ):
        assert diego.get(path).status in (400, 404)
        assert diego.post(f"{path}/suggestions", {"to": "en"}).status in (400, 404)
    for act in ("vote", "accept", "nonsense"):
        assert decide(diego, note, name, act, yes="yes").status in (400, 404)


def test_a_suggestion_cannot_be_reached_through_another_note(visit, note, diego):
    suggest(diego, note)
    id_ = suggestion_in(record(diego, note))
    other = diego.publish(TITLE + unlike(0), "\n".join(LINES))

    assert decide(diego, other, id_, "accept").status == 404


def test_what_few_may_read_has_no_record_for_others(visit, mei, diego):
    hidden = mei.publish("只给自己", "秘密的豆腐做法在这里。", audience="me")

    for path in ("", "/suggest"):
        assert diego.get(f"/translations/{ref_of(hidden)}{path}?to=en").status == 404
    assert mei.get(f"/translations/{ref_of(hidden)}?to=en").status == 200


def test_with_the_note_its_corrections_are_gone(visit, note, mei, diego):
    suggest(diego, note)
    path = f"/translations/{ref_of(note)}?to=en"

    assert mei.post(f"{note}/withdraw").status == 303

    assert diego.get(path).status == mei.get(path).status == 404


def test_authors_write_change_and_remove_their_own_versions(visit, note, mei, diego):
    words = {"lang": "en", "title": "Sichuan pepper goes last", "body": "My own words."}

    assert mei.post(f"{note}/versions", words).status == 303
    luma = visit("en")
    until_shows(luma, note, "My own words.")
    assert "Sichuan pepper goes last" in mei.get(f"{note}/versions?lang=en").text
    assert mei.post(f"{note}/versions/remove", {"lang": "en"}).status == 303

    until_shows(luma, note, "My own words.", there=False)
    assert diego.get(f"{note}/versions").status == diego.post(f"{note}/versions", words).status == 404


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"lang": "xx", "title": "A", "body": ""}, "Choose a language"),
        ({"lang": "zh-Hant", "title": "A", "body": ""}, "itself is written"),
        ({"lang": "en", "title": "A" * 101, "body": ""}, "too long"),
        ({"lang": "en", "title": " ", "body": ""}, "Write something"),
    ],
)
def test_a_version_that_cannot_be_kept_says_why(note, mei, fields, part):
    answer = mei.post(f"{note}/versions", fields)

    assert answer.status == 422 and part in answer.words()


def test_a_draft_is_previewed_without_being_published(mei, diego):
    draft = mei.start_draft()

    asked = mei.post(f"/compose/{draft}/readers", {"title": TITLE, "body": LINES[0], "reader_lang": "en"})
    page = mei.get(asked.location)

    assert asked.status == 303 and page.status == 200 and "Not ready yet" in page.words()
    assert diego.get(asked.location).status == 404
    assert mei.post(f"/compose/{draft}/readers", {"title": TITLE, "reader_lang": "xx"}).status == 422
    assert mei.get(f"/compose/{draft}").text.count(LINES[0]) == 1
    assert mei.post(f"/compose/{draft}/publish", {"title": TITLE, "cover_style": "memo"}).status == 303


def test_what_somebody_suggested_leaves_with_them_from_their_own_page(mei, diego, note):
    assert "/corrections.tmx" not in diego.get(f"/people/{diego.handle}").text
    assert suggest(diego, note).status == 303

    until_shows(diego, f"/people/{diego.handle}", "/corrections.tmx")
    mine, others = diego.get("/corrections.tmx"), mei.get("/corrections.tmx")

    assert '<tuv xml:lang="zh">' in mine.text and '<tuv xml:lang="en">' in mine.text
    assert f'creationid="{diego.handle}"' in mine.text
    assert "<tu " not in others.text
    assert "/corrections.tmx" not in mei.get(f"/people/{diego.handle}").text
