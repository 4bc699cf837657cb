from dataclasses import replace

import pytest

from hongqiao.features.lexicon.cards import CardBody, card, edit_card, restore_edition
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
