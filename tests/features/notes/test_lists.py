"""Lists of notes: all their pages together are all notes once, in order."""

import random

import pytest

from hongqiao.features.notes import lists, topics
from hongqiao.kernel.errors import Invalid, NotFound
from tests.cast import drain, sign_up
from tests.features.notes.writing import all_pages, edit, publish, withdraw

FORGED = ["x", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk", "MSwy"]


def small_pages(monkeypatch, size: int) -> None:
    for module in (lists, topics):
        monkeypatch.setattr(module, "PAGE_SIZE", size)


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7])
async def test_an_authors_notes_are_paged_newest_first(scope, monkeypatch, count):
    small_pages(monkeypatch, 3)
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    written = [await publish(mei, title=f"Note {n}") for n in range(count)]
    await publish(diego)

    pages = await all_pages(lambda cursor: lists.notes_by(scope, mei.me, cursor))

    assert [id_ for page in pages for id_ in page] == sorted(written, reverse=True)
    assert all(len(page) == 3 for page in pages[:-1])
    assert count == 0 or pages[-1]


async def test_notes_about_a_topic_and_on_a_shelf_are_paged_newest_first(scope, monkeypatch):
    small_pages(monkeypatch, 2)
    cast = [await sign_up(scope, handle) for handle in ("mei", "diego", "noor")]
    written = [
        await publish(author, title=f"Note {n}", body="#Street-Food", subject="food")
        for n in range(3)
        for author in cast
    ]
    await publish(cast[0], body="#street", subject="travel")
    await drain(scope)

    about = await all_pages(lambda cursor: topics.notes_about(scope, "streetfood", cursor))
    shelf = await all_pages(lambda cursor: topics.notes_on_shelf(scope, "food", cursor))

    assert [id_ for page in about for id_ in page] == sorted(written, reverse=True)
    assert shelf == about


async def test_a_page_goes_on_where_the_last_one_ended_whatever_happens_meanwhile(scope, monkeypatch):
    small_pages(monkeypatch, 2)
    mei = await sign_up(scope, "mei")
    written = [await publish(mei, title=f"Note {n}") for n in range(6)]
    first = await lists.notes_by(scope, mei.me)

    await publish(mei, title="Newest")
    await withdraw(mei, first.items[1])
    await withdraw(mei, written[2])
    second = await lists.notes_by(scope, mei.me, first.next)

    assert list(first.items) == [written[5], written[4]]
    assert list(second.items) == [written[3], written[1]]


@pytest.mark.parametrize("cursor", FORGED)
async def test_a_forged_cursor_is_refused_or_finds_nothing_new(scope, cursor):
    mei = await sign_up(scope, "mei")
    await publish(mei)

    for read in (lists.notes_by(scope, mei.me, cursor), topics.notes_about(scope, "noodles", cursor)):
        if cursor == "LTE":
            assert not (await read).items
        else:
            with pytest.raises(Invalid):
                await read


@pytest.mark.parametrize("limit", [1, 2, 5])
async def test_many_authors_are_merged_newest_first(scope, limit):
    chance = random.Random(7)
    cast = [await sign_up(scope, handle) for handle in ("mei", "diego", "noor")]
    written = [await publish(chance.choice(cast), title=f"Note {n}") for n in range(12)]
    before, found = (1 << 63) - 1, []

    while page := await lists.newest_by(scope, [one.me for one in cast], before=before, limit=limit):
        assert len(page) == min(limit, len(written) - len(found))
        found += page
        before = page[-1]

    assert found == sorted(written, reverse=True)
    assert await lists.newest_by(scope, [], before=before, limit=limit) == []


async def test_a_topic_is_named_as_its_first_author_wrote_it(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    await publish(mei, body="#Street_Food and #上海")
    await drain(scope)
    await publish(diego, body="#STREETFOOD")
    await drain(scope)

    topic = await topics.topic(scope, "street-food")

    assert (topic.slug, topic.name, topic.notes) == ("streetfood", "Street_Food", 2)
    assert (await topics.topic(scope, "上海")).notes == 1


async def test_an_unknown_topic_is_empty_and_an_unknown_shelf_is_not_there(scope):
    topic = await topics.topic(scope, "Nothing Here")

    assert (topic.slug, topic.name, topic.notes) == ("nothinghere", "Nothing Here", 0)
    assert not (await topics.notes_about(scope, "nothinghere")).items
    for shelf in ("war", "", "~food", "Food"):
        with pytest.raises(NotFound):
            await topics.notes_on_shelf(scope, shelf)


async def test_after_an_edit_a_note_stands_under_its_new_topics_only(scope):
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, body="#noodles #soup", subject="food")
    await drain(scope)

    await edit(mei, note_id, body="#soup #rice", subject="travel")
    await drain(scope)

    for slug, listed in (("noodles", []), ("soup", [note_id]), ("rice", [note_id])):
        assert (await topics.notes_about(scope, slug)).items == listed
        assert (await topics.topic(scope, slug)).notes == len(listed)
    assert not (await topics.notes_on_shelf(scope, "food")).items
    assert (await topics.notes_on_shelf(scope, "travel")).items == [note_id]


async def test_nobody_can_put_a_note_on_a_shelf_by_its_words(scope):
    mei = await sign_up(scope, "mei")
    await publish(mei, body="#~food #food")
    await drain(scope)

    assert not (await topics.notes_on_shelf(scope, "food")).items
    assert len((await topics.notes_about(scope, "food")).items) == 1


async def test_a_place_lists_its_public_notes_however_it_is_written(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    here, there = await publish(mei, place="Café do Mar"), await publish(diego, place="café do mar")
    closed = await publish(mei, place="Café do Mar", audience=2)
    moved = await publish(mei, place="Café do Mar")
    await drain(scope)

    await edit(mei, moved, place="Hangzhou")
    await withdraw(diego, there)
    await drain(scope)
    about = await topics.place(scope, "cafédomar")

    assert list((await topics.notes_about(scope, about.slug)).items) == [here]
    assert (about.name, about.notes) == ("Café do Mar", 1)
    assert closed not in (await topics.notes_about(scope, about.slug)).items
    assert list((await topics.notes_about(scope, "@hangzhou")).items) == [moved]
