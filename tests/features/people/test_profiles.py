"""Joining, being found, changing what one says of oneself."""

import pytest

from hongqiao.features import people, translation
from hongqiao.kernel.errors import Invalid, NotFound
from hongqiao.kernel.ids import AccountId
from tests.cast import drain, sign_up
from tests.features.acts import profile


async def change(who, *, name="小美", bio="", place=""):
    async with who.transaction() as tx:
        await people.change_profile(tx, name=name, bio=bio, place=place)


async def test_somebody_who_joined_is_found_by_handle_in_any_case(scope):
    mei = await sign_up(scope, "mei")

    found = await people.person(scope, "@Mei")

    assert (found.id, found.handle, found.name, found.lang) == (mei.me, "mei", "小美", "zh")
    assert (found.followers, found.following, found.likes, found.notes) == (0, 0, 0, 0)


@pytest.mark.parametrize("handle", ["nobody", "", "m" * 21, "mei\x00"])
async def test_nobody_is_found_under_other_handles(scope, handle):
    await sign_up(scope, "mei")

    with pytest.raises(NotFound):
        await people.person(scope, handle)


async def test_many_people_are_found_in_one_statement_and_the_absent_left_out(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")

    found = await people.people(scope, [mei.me, diego.me, mei.me, AccountId(12345)])

    assert {id_: person.handle for id_, person in found.items()} == {mei.me: "mei", diego.me: "diego"}
    assert await people.people(scope, []) == {}


async def test_a_changed_profile_is_shown_and_its_former_bio_forgotten_by_translation(scope):
    mei = await sign_up(scope, "mei")
    await change(mei, bio="Come, comer, comendo tudo o que encontro.", place="Lisboa")
    await drain(scope)
    first = (await profile(mei)).bio_text
    await translation.memory.keep_result(scope, first, "en", "I eat it all.", engine="test", version="1")

    await change(mei, bio="我爱吃面。", place="Lisboa")
    await drain(scope)

    shown = await profile(mei)
    assert (shown.bio, shown.bio_lang, shown.place) == ("我爱吃面。", "zh", "Lisboa")
    assert await translation.stored(scope, [first], "en") == {}


async def test_the_worker_hears_another_language_in_a_bio_than_its_author_s_own(scope):
    luma = await sign_up(scope, "luma")

    await change(luma, name="Luma", bio="Nous faisons des chaussures pour les gens qui marchent beaucoup.")
    await drain(scope)

    assert (await profile(luma)).bio_lang == "fr"


async def test_a_refused_change_changes_nothing(scope):
    mei = await sign_up(scope, "mei")

    with pytest.raises(Invalid):
        await change(mei, bio="x" * 201)

    assert (await profile(mei)).bio == ""


async def test_a_note_is_counted_once_whatever_order_the_news_come_in(scope):
    mei = await sign_up(scope, "mei")

    for note_id in (1, 1, 2):
        await people.counts.count_note(scope, mei.me, note_id)
    await people.counts.uncount_note(scope, mei.me, 3)
    await people.counts.count_note(scope, mei.me, 3)
    for _ in range(2):
        await people.counts.uncount_note(scope, mei.me, 2)
    await people.counts.count_note(scope, mei.me, 2)

    assert (await profile(mei)).notes == 1
