"""A crowd for measuring is made past the features' rules, and must still be what they can read."""

from dataclasses import replace

import msgspec
import pytest

from hongqiao.entry.demo_town import crowd
from hongqiao.entry.demo_town.crowd import gather_crowd
from hongqiao.entry.seed import how_many
from hongqiao.features import comments, feeds, notes, people, translation
from hongqiao.features.feeds import ExploreShelf

NOTES = 300


@pytest.fixture
async def crowded(scope, postgres):
    settings = msgspec.structs.replace(scope.ports.settings, dsn=postgres)
    there = replace(scope, ports=replace(scope.ports, settings=settings))
    await gather_crowd(there, NOTES, lambda line: None)
    return there


async def test_a_crowd_is_read_like_any_community(crowded):
    page = await feeds.explore(crowded, ExploreShelf())

    cards = await notes.cards(crowded, [line.id for line in await notes.lines(crowded, page.items)])
    assert len(cards) == len(page.items)
    assert all(card.key and card.title and card.topics for card in cards.values())


async def test_counts_are_counts_of_rows(crowded):
    row, *_ = (one for one in await notes.lists.newest_public(crowded, NOTES) if one.comments)
    note, facts = await notes.note(crowded, row.id), await notes.visible(crowded, row.id)
    somebody = await people.person(crowded, "crowd7")

    assert len((await comments.thread(crowded, facts)).items) == note.comments
    assert somebody.following == 15
    assert len((await people.followers(crowded, somebody)).items) == min(24, somebody.followers)


async def test_on_explore_nothing_waits_for_an_engine(crowded):
    rows = [one for one in await notes.lists.newest_public(crowded, NOTES) if one.lang != "en"]
    found = [await notes.note(crowded, row.id) for row in rows[:20]]

    texts = [text for one in found for text in texts_of(one)]
    assert set(await translation.stored(crowded, texts, "en")) == {text.ref for text in texts}


async def test_a_home_with_notes_is_not_empty(crowded):
    assert not await crowd.is_empty(crowded)


@pytest.mark.parametrize(("text", "many"), [("10k", 10_000), ("1m", 1_000_000), ("250", 250)])
def test_sizes_are_read_as_people_write_them(text, many):
    assert how_many(text) == many


def texts_of(note):
    row = note.row
    return notes.lists.texts_of(
        row.id, title=row.title, body=row.body, lang=row.lang, author_id=row.author_id, is_public=True
    )
