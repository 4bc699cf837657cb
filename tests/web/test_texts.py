"""A reference leads to its text for those who may see it, and for nobody else."""

import pytest

from hongqiao.features import people, reactions
from hongqiao.features.notes import DraftPicture
from hongqiao.features.notes.model import Audience
from hongqiao.kernel.ids import to_public
from hongqiao.web.texts import texts_of_refs
from tests.cast import drain, sign_up
from tests.features.notes.writing import publish, take
from tests.web.sitting import site_of, sits


@pytest.fixture
def site(scope):
    return site_of(scope)


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


async def words_of(at, *refs) -> dict[str, str]:
    return {ref: text.words for ref, text in (await texts_of_refs(at, refs)).items()}


async def test_everything_small_about_a_note_has_a_reference(scope, site, mei):
    [picture] = await take(scope, "red")
    note_id = to_public(
        await publish(
            mei, title="面", body="好吃 #面条", place="上海", pictures=(DraftPicture(picture.key, "一碗面"),)
        )
    )
    refs = [f"note:{note_id}:{part}" for part in ("title", "body", "place", "alt0", "tag0", "alt1", "none")]

    found = await words_of(sits(site, scope), *refs)

    assert list(found.values()) == ["面", "好吃 #面条", "上海", "一碗面", "面条"]


@pytest.mark.parametrize("part", ["title", "place", "tag0"])
async def test_what_few_may_see_is_theirs_and_shared_with_no_other_text(scope, site, mei, part):
    note_id = await publish(mei, body="好吃 #面条", place="上海", audience=Audience.ME)
    ref = f"note:{to_public(note_id)}:{part}"

    own = (await texts_of_refs(sits(site, mei), [ref]))[ref]

    assert await words_of(sits(site, scope), ref) == {}
    assert not own.shared and own.owner_salt


async def test_the_name_of_a_private_board_is_its_owners(scope, site, mei):
    async with mei.transaction() as tx:
        closed = await reactions.make_board(tx, "想去的地方", is_private=True)
        opened = await reactions.make_board(tx, "好吃的")
    refs = [f"board:{to_public(board)}:name" for board in (closed, opened)]

    assert list((await words_of(sits(site, scope), *refs)).values()) == ["好吃的"]
    assert len(await words_of(sits(site, mei), *refs)) == 2
    assert not (await texts_of_refs(sits(site, mei), refs))[refs[0]].shared


async def test_a_persons_place_and_a_topic_have_references(scope, site, mei):
    async with mei.transaction() as tx:
        await people.change_profile(tx, name="小美", bio="", place="成都")
    await publish(mei, body="#面条")
    await drain(scope)

    found = await words_of(sits(site, scope), "person:mei:place", "person:mei:bio", "topic:面条:name")

    assert found == {"person:mei:place": "成都", "topic:面条:name": "面条"}


async def test_names_of_boards_that_are_no_more_are_forgotten(scope, mei):
    async with mei.transaction() as tx:
        board = await reactions.make_board(tx, "好吃的")
    await drain(scope)
    async with mei.transaction() as tx:
        await reactions.rename_board(tx, board, "更好吃的")
    async with mei.transaction() as tx:
        await reactions.close_board(tx, board)
    await drain(scope)
    kept = await scope.db.fetch("select words, shared from translation_source")
    async with mei.transaction() as tx:
        await reactions.delete_board(tx, board)
    await drain(scope)

    assert [tuple(row) for row in kept] == [("更好吃的", False)]
    assert await scope.db.fetch("select 1 from translation_source") == []
