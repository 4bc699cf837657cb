"""Names: people, topics and places, found and offered while somebody types."""

import pytest

from hongqiao.features import people, search
from hongqiao.features.search.names import forms_of
from tests.cast import drain, sign_up
from tests.features.notes.writing import publish


async def named(scope, kind, text):
    question = await search.Finder().question(scope, text)
    return [name.shown for name in await search.names.named(scope, kind, question)]


@pytest.mark.parametrize("typed", ["咖", "ka", "kafei", "kf", "咖啡"])
async def test_a_topic_is_offered_by_its_signs_and_by_its_sound(scope, typed):
    mei = await sign_up(scope, "mei")
    await publish(mei, title="One", body="#咖啡馆")
    await publish(mei, title="Two", body="#咖啡馆 #别的")
    await drain(scope)

    offered = await search.names.offered(scope, typed)

    assert [(name.kind, name.shown, name.notes) for name in offered] == [("topic", "咖啡馆", 2)]


async def test_people_are_found_by_name_and_handle_as_they_are_now(scope):
    mei = await sign_up(scope, "mei")
    await drain(scope)
    assert await named(scope, "person", "xiaomei") == await named(scope, "person", "mei") == ["小美"]

    async with mei.transaction() as tx:
        await people.change_profile(tx, name="阿梅", bio="", place="")
    await drain(scope)

    assert await named(scope, "person", "小美") == []
    assert [name.shown for name in await search.names.offered(scope, "amei")] == ["阿梅"]


async def test_places_are_found(scope):
    mei = await sign_up(scope, "mei")
    await publish(mei, title="Maple", body="", place="京都 嵐山")
    await drain(scope)

    assert await named(scope, "place", "京都") == ["京都 嵐山"]


def test_forms_of_a_name_are_few_and_begin_with_itself():
    assert forms_of("Mapo 豆腐")[0] == "mapo豆腐"
    assert len(forms_of("很长的名字" * 20)) <= 8
