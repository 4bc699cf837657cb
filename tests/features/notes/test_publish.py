"""Publishing, editing and withdrawing."""

import asyncio

import pytest

from hongqiao.features import media, notes
from hongqiao.features.notes import DraftPicture, drafts
from hongqiao.kernel.errors import Invalid, NotFound
from hongqiao.kernel.ids import bucket_of
from tests.cast import drain, sign_up
from tests.features.acts import later
from tests.features.deliveries import collect
from tests.features.notes.writing import add_picture, change, draft_of, edit, publish, take, withdraw

KINDS = "select kind from outbox where kind like 'Note%' order by id"
USES = "select key, subject from media_use"
LEFT = """
    select n.title || n.body || n.place, n.topics, n.picture_count,
      (select count(*) from note_picture), (select count(*) from note_revision)
    from note n
"""


@pytest.fixture
async def mei(scope):
    mei = await sign_up(scope, "mei")
    await drain(scope)
    return mei


async def events(scope) -> list[str]:
    return [row[0] for row in await scope.db.fetch(KINDS)]


async def kept(scope) -> set[str]:
    """Keys of the pictures that some subject keeps."""
    return {row["key"] for row in await scope.db.fetch(USES)}


async def test_a_note_is_read_as_it_was_published(mei, scope):
    pictures = await take(scope, "red", "blue")

    note_id = await publish(mei, pictures=pictures, place="上海", subject="food", is_ai=True, cover_style="")

    note = await notes.note(scope, note_id)
    assert bucket_of(note_id) == bucket_of(mei.me)
    assert (note.row.title, note.row.place, note.row.subject, note.row.is_ai) == (
        "Noodles at midnight",
        "上海",
        "food",
        True,
    )
    assert [(picture.key, picture.alt) for picture in note.pictures] == [(p.key, p.alt) for p in pictures]
    assert (note.pictures[0].width, note.pictures[0].height, note.pictures[0].ratio) == (40, 30, "4x3")
    assert (note.row.topics, note.row.revision, note.likes) == (["noodles", "上海"], 1, 0)
    assert note.published_at == mei.now
    assert await events(scope) == ["NotePublished"]


async def test_the_same_draft_twice_is_one_note(mei, scope):
    draft = draft_of(mei)

    first, second = await publish(mei, draft), await publish(mei, draft)

    assert first == second
    assert await events(scope) == ["NotePublished"]
    assert len(await notes.lists.revisions(scope, first)) == 1


async def test_ten_presses_at_once_are_one_note(mei, scope):
    draft = draft_of(mei)
    await change(mei, draft.id, title="Noodles", cover_style="memo")

    made = await asyncio.gather(*(notes.publish_draft(mei, draft.id) for _ in range(10)))

    assert len(set(made)) == 1
    assert await events(scope) == ["NotePublished"]
    assert await drafts.drafts(mei) == []


async def test_ten_presses_at_once_are_one_edit(mei, scope):
    note_id = await publish(mei)
    async with mei.transaction() as tx:
        opened = await drafts.edit_draft(tx, note_id)
    await change(mei, opened.id, title="Noodles at noon")

    made = await asyncio.gather(*(notes.publish_draft(mei, opened.id) for _ in range(10)))

    assert set(made) == {note_id}
    assert [revision.revision for revision in await notes.lists.revisions(scope, note_id)] == [2, 1]
    assert await events(scope) == ["NotePublished", "NoteEdited"]


async def test_one_draft_edits_once_however_often_it_is_published(mei, scope):
    note_id = await publish(mei)
    draft = draft_of(mei, edits=note_id, title="Noodles at noon")

    for _ in range(3):
        assert await publish(mei, draft) == note_id

    assert (await notes.note(scope, note_id)).row.revision == 2
    assert await events(scope) == ["NotePublished", "NoteEdited"]


async def test_a_note_that_breaks_a_rule_leaves_nothing(mei, scope):
    draft_id = draft_of(mei).id
    await change(mei, draft_id, title="", body="words without a title")

    with pytest.raises(Invalid) as refused:
        await notes.publish_draft(mei, draft_id)

    assert set(refused.value.fields) == {"title", "pictures"}
    assert (await drafts.draft(mei, draft_id)).body == "words without a title"
    assert await events(scope) == []


@pytest.mark.parametrize("key", ["0" * 32, "no key", "../etc", ""])
async def test_a_picture_that_is_not_there_is_refused(mei, scope, key):
    with pytest.raises(Invalid) as refused:
        await publish(mei, pictures=(DraftPicture(key),))

    assert set(refused.value.fields) == {"pictures"}
    assert await scope.db.fetch("select from note") == []


async def test_an_edit_keeps_the_history_and_shows_the_last_words(mei, scope):
    note_id = await publish(mei, title="Noodles", body="hot")

    await edit(later(mei, hours=1), note_id, title="Soup", body="hot #soup")
    await edit(later(mei, hours=2), note_id, body="cold")

    history = await notes.lists.revisions(scope, note_id)
    assert [(r.revision, r.title, r.body) for r in history] == [
        (3, "Soup", "cold"),
        (2, "Soup", "hot #soup"),
        (1, "Noodles", "hot"),
    ]
    row = (await notes.note(scope, note_id)).row
    assert (row.title, row.body, row.topics, row.edited_at) == ("Soup", "cold", [], later(mei, hours=2).now)
    assert row.made_at == mei.now


async def test_the_pictures_of_a_note_are_kept_and_those_it_drops_are_let_go(mei, scope):
    red, blue, green = await take(scope, "red", "blue", "green")
    note_id = await publish(mei, pictures=(red, blue))
    await drain(scope)
    first = await kept(scope)

    await edit(mei, note_id, pictures=(green, blue))
    await drain(scope)

    assert first == {red.key, blue.key}
    assert await kept(scope) == {blue.key, green.key}
    assert [picture.key for picture in (await notes.note(scope, note_id)).pictures] == [green.key, blue.key]
    assert await media.read(scope, red.key, 40, "avif") is None
    assert await media.read(scope, blue.key, 40, "avif") is not None


async def test_a_picture_that_two_notes_show_stays_when_one_is_withdrawn(mei, scope):
    [red] = await take(scope, "red")
    first, second = await publish(mei, pictures=(red,)), await publish(mei, pictures=(red,))
    await drain(scope)

    await withdraw(mei, first)
    await drain(scope)

    assert await kept(scope) == {red.key}
    assert [picture.key for picture in (await notes.note(scope, second)).pictures] == [red.key]


async def test_of_two_edits_at_once_the_second_tells_what_the_first_had_shown(mei, scope):
    red, blue, green = await take(scope, "red", "blue", "green")
    note_id = await publish(mei, pictures=(red,))
    await drain(scope)
    first, second = [draft_of(mei, edits=note_id, pictures=(one,)) for one in (blue, green)]

    async with mei.transaction() as tx:
        await notes.publish(tx, first)
        changing = asyncio.create_task(publish(mei, second))
        await asyncio.sleep(0.2)  # it waits for the first
    await changing

    edits = [event for name, event in await collect(scope) if name == "notes.keep_pictures"]
    assert [picture.key for picture in (await notes.note(scope, note_id)).pictures] == [green.key]
    assert {event.dropped for event in edits} == {(red.key,), (blue.key,)}


async def test_a_withdrawn_note_leaves_none_of_its_words(mei, scope):
    note_id = await publish(mei, pictures=await take(scope, "red"), place="上海")
    await edit(mei, note_id, title="Soup")

    await withdraw(mei, note_id)
    await drain(scope)

    [row] = await scope.db.fetch(LEFT)
    assert tuple(row) == ("", [], 0, 0, 0)
    assert await kept(scope) == set()
    for read in (notes.note, notes.visible, notes.lists.revisions):
        with pytest.raises(NotFound):
            await read(mei, note_id)


async def test_a_note_is_withdrawn_once_and_by_its_author_only(mei, scope):
    diego = await sign_up(scope, "diego")
    note_id = await publish(mei)

    with pytest.raises(NotFound):
        await withdraw(diego, note_id)
    tries = await asyncio.gather(*(withdraw(mei, note_id) for _ in range(5)), return_exceptions=True)

    assert sum(one is None for one in tries) == 1
    assert sum(isinstance(one, NotFound) for one in tries) == 4
    assert (await events(scope)).count("NoteWithdrawn") == 1


async def test_a_withdrawn_note_cannot_be_edited_back(mei, scope):
    note_id = await publish(mei)
    async with mei.transaction() as tx:
        opened = await drafts.edit_draft(tx, note_id)
    await withdraw(mei, note_id)

    with pytest.raises(NotFound):
        await notes.publish_draft(mei, opened.id)

    assert (await scope.db.fetchrow("select title from note"))[0] == ""


async def test_a_note_can_be_published_from_a_draft_of_pictures_alone(mei, scope):
    draft = draft_of(mei)
    for picture in await take(scope, "red", "blue"):
        await add_picture(mei, draft.id, picture.key)
    await change(mei, draft.id, title="Two colours")

    note_id = await notes.publish_draft(mei, draft.id)

    assert len((await notes.note(scope, note_id)).pictures) == 2


async def test_counts_are_added_up(mei, scope):
    note_id = await publish(mei)

    await asyncio.gather(*(notes.count(scope, note_id, likes=1, comments=2) for _ in range(8)))
    await notes.count(scope, note_id, likes=-3, saves=1)

    note = await notes.note(scope, note_id)
    assert (note.likes, note.saves, note.comments) == (5, 1, 16)
    assert [line.likes for line in await notes.lines(scope, [note_id])] == [5]
