from dataclasses import replace
from pathlib import Path

import pytest

from hongqiao.features import lexicon
from hongqiao.features.lexicon import SHIPPED, CardShelf
from hongqiao.features.lexicon.cards import CardBody, add_card, card, edit_card, restore_edition, take_off
from hongqiao.features.lexicon.model import VERSION
from hongqiao.features.lexicon.store import CARDS_BUCKET
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hongqiao.kernel.scope import Scope
from tests.cast import sign_up

BODY = CardBody({"en": "show your cat"}, {"en": "Said when a cat picture is due."}, "general usage")


async def trusted(scope: Scope) -> Scope:
    luma = await sign_up(scope, "luma")
    return replace(luma, viewer=type(luma.viewer)(luma.me, "luma", "admin", "en", ("en",)))


async def test_a_card_came_with_the_site(scope):
    found = await card(scope, "zh", "交猫税")

    assert found.newest.number == 0
    assert found.newest.body.said["en"]


async def test_no_card_no_page(scope):
    with pytest.raises(NotFound):
        await card(scope, "zh", "没有这张卡")
    with pytest.raises(NotFound):
        await card(scope, "xx", "交猫税")


async def test_an_edit_is_a_new_edition_and_the_old_ones_stay(scope):
    luma = await trusted(scope)

    await edit_card(luma, "zh", "交猫税", BODY, based_on=0)

    found = await card(scope, "zh", "交猫税")
    assert [edition.number for edition in found.editions] == [1, 0]
    assert (found.newest.body, found.newest.editor) == (BODY, "luma")


async def test_an_edit_is_undone_by_bringing_an_edition_back(scope):
    luma = await trusted(scope)
    shipped = (await card(scope, "zh", "交猫税")).newest.body
    await edit_card(luma, "zh", "交猫税", BODY, based_on=0)

    await restore_edition(luma, "zh", "交猫税", 0)

    found = await card(scope, "zh", "交猫税")
    assert (found.newest.number, found.newest.body) == (2, shipped)


async def test_only_trusted_people_edit(scope):
    mei = await sign_up(scope, "mei")

    with pytest.raises(NotAllowed):
        await edit_card(mei, "zh", "交猫税", BODY, based_on=0)


async def test_of_two_edits_of_the_same_edition_one_is_told(scope):
    luma = await trusted(scope)
    await edit_card(luma, "zh", "交猫税", BODY, based_on=0)

    with pytest.raises(Conflict):
        await edit_card(luma, "zh", "交猫税", BODY, based_on=0)


@pytest.mark.parametrize(
    "body",
    [
        CardBody({}, {}, "general usage"),
        CardBody({}, {"en": "words"}, " "),
        CardBody({"es": "a" * 81}, {"en": "words"}, "general usage"),
        CardBody({}, {"en": "a" * 601}, "general usage"),
    ],
)
async def test_a_card_is_short_sourced_and_in_english_at_least(scope, body):
    luma = await trusted(scope)

    with pytest.raises(Invalid):
        await edit_card(luma, "zh", "交猫税", body, based_on=0)


async def test_an_edited_rendering_is_told_to_engines_under_a_version_of_its_own(scope):
    luma, shelf = await trusted(scope), CardShelf()
    before = await shelf.look(scope)
    await edit_card(luma, "zh", "交猫税", BODY, based_on=0)

    await shelf.refresh(scope)

    assert dict(before.glossary("来交猫税", "zh", "en"))["交猫税"] != "show your cat"
    assert dict(shelf.terms.glossary("来交猫税", "zh", "en"))["交猫税"] == "show your cat"
    assert (before.version, shelf.terms.version) == (VERSION, f"{VERSION}.1")


async def test_an_edit_keeps_the_shipped_guards(scope):
    luma, shelf = await trusted(scope), CardShelf()
    await edit_card(luma, "zh", "种草", BODY, based_on=0)

    await shelf.refresh(scope)

    assert [one.written for one in shelf.terms.occurrences("又种草一个", "zh")] == ["种草"]
    assert shelf.terms.occurrences("种草莓的第一年", "zh") == []


async def test_a_card_is_added_for_a_word_that_the_lexicon_lacks(scope):
    luma, shelf = await trusted(scope), CardShelf()
    body = CardBody(
        {"en": "bridge stroll"},
        {"en": "An evening walk over the bridges."},
        "our town",
        also=("桥上散步",),
        not_after=("石",),
        not_before=("机",),
    )

    await add_card(luma, "zh", "桥散", body)
    await shelf.refresh(scope)

    terms = shelf.terms
    assert terms.glossary("今晚去桥散", "zh", "en")[0] == ("桥散", "bridge stroll")
    assert [one.written for one in terms.occurrences("橋上散步", "zh")] == ["橋上散步"]
    assert terms.occurrences("石桥散热，桥散机", "zh") == []
    assert (await card(scope, "zh", "桥散")).newest.number == 1
    assert SHIPPED.named("zh", "桥散") is None


async def test_a_word_has_one_card(scope):
    luma = await trusted(scope)
    await add_card(luma, "ko", "다리산책", BODY)

    for lang, name in (("ko", "다리산책"), ("zh", "交猫税"), ("zh", "永远的神")):
        with pytest.raises(Conflict):
            await add_card(luma, lang, name, BODY)


@pytest.mark.parametrize(
    ("lang", "name", "body"),
    [
        ("xx", "word", BODY),
        ("en", " ", BODY),
        ("en", "a" * 41, BODY),
        ("zh", "桥", BODY),
        ("zh", "桥散", CardBody({}, {"en": "words"}, "a book", not_before=tuple("abcdefghijklmnopqrstu"))),
    ],
)
async def test_a_card_that_could_not_be_found_well_is_refused(scope, lang, name, body):
    luma = await trusted(scope)

    with pytest.raises(Invalid):
        await add_card(luma, lang, name, body)


async def test_only_trusted_people_add(scope):
    mei = await sign_up(scope, "mei")

    with pytest.raises(NotAllowed):
        await add_card(mei, "zh", "桥散", BODY)


async def test_a_card_that_was_taken_off_is_found_nowhere_until_it_is_brought_back(scope):
    luma, shelf = await trusted(scope), CardShelf()
    await take_off(luma, "zh", "交猫税", based_on=0)
    await shelf.refresh(scope)

    assert shelf.terms.occurrences("来交猫税", "zh") == []
    assert shelf.terms.named("zh", "种草") is not None
    with pytest.raises(NotFound):
        await card(scope, "zh", "交猫税")

    await restore_edition(luma, "zh", "交猫税", 0)
    await shelf.refresh(scope)
    assert [one.written for one in shelf.terms.occurrences("来交猫税", "zh")] == ["交猫税"]


def test_cards_of_older_sites_move_to_where_they_are_read():
    (migration,) = (Path(lexicon.__file__).parents[2] / "migrations").glob("*_cards_in_one_bucket.sql")

    assert f"select {CARDS_BUCKET}," in migration.read_text("utf-8")


async def test_a_shelf_asks_once_for_many_readers(scope, database):
    luma, shelf = await trusted(scope), CardShelf()
    await shelf.look(scope)
    await edit_card(luma, "zh", "交猫税", BODY, based_on=0)

    held = await shelf.look(scope)

    assert held is SHIPPED
