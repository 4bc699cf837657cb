"""Many new notes of one author at once, by the rules of one."""

import pytest

from hongqiao.features import notes
from hongqiao.features.notes.adding import NewNote, publish_all
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.ids import made_at_ms
from tests.cast import drain, sign_up
from tests.features.notes.writing import draft_of, publish, take

EVENTS = "select kind from outbox where kind like 'Note%' order by id"


@pytest.fixture
async def mei(scope):
    mei = await sign_up(scope, "mei")
    await drain(scope)
    return mei


async def publish_some(author, *wanted: NewNote):
    async with author.transaction() as tx:
        return await publish_all(tx, wanted)


async def test_many_are_as_if_each_were_published_alone(mei, scope):
    pictures = await take(scope, "red", "blue")
    shapes = [{}, {"title": "夜里的面", "body": "好吃 #面"}, {"pictures": pictures, "cover_style": ""}]
    alone = [await publish(mei, **shape) for shape in shapes]

    together = await publish_some(mei, *(NewNote(draft_of(mei, **shape)) for shape in shapes))

    for one, other in zip(alone, together, strict=True):
        first, second = await notes.note(scope, one), await notes.note(scope, other)
        same = [(r.row.title, r.row.body, r.row.lang, r.row.topics, r.row.revision) for r in (first, second)]
        assert same[0] == same[1]
        assert [picture.key for picture in first.pictures] == [picture.key for picture in second.pictures]
        assert len(await notes.lists.revisions(scope, other)) == 1
    assert [row[0] for row in await scope.db.fetch(EVENTS)] == ["NotePublished"] * 6


async def test_one_that_is_refused_keeps_no_other_back(mei, scope):
    good, empty = NewNote(draft_of(mei)), NewNote(draft_of(mei, title=""))
    gone = NewNote(draft_of(mei, pictures=(notes.DraftPicture("0" * 40),)))

    made, refused, without = await publish_some(mei, good, empty, gone)

    assert (await notes.note(scope, made)).row.title == "Noodles at midnight"
    assert isinstance(refused, Invalid) and "title" in refused.fields
    assert isinstance(without, Invalid) and "pictures" in without.fields


async def test_a_draft_that_stands_twice_or_was_published_is_one_note(mei, scope):
    draft = draft_of(mei)
    before = await publish(mei, draft)

    made = await publish_some(mei, NewNote(draft), NewNote(fresh := draft_of(mei)), NewNote(fresh))

    assert made[0] == before
    assert made[1] == made[2]
    assert [row[0] for row in await scope.db.fetch(EVENTS)] == ["NotePublished"] * 2


async def test_an_importer_says_when_and_in_which_language(mei, scope):
    then = mei.now.replace(year=2025, microsecond=0)
    at_ms = int(then.timestamp() * 1000)

    (made,) = await publish_some(mei, NewNote(draft_of(mei), "es", then, at_ms))

    whole = await notes.note(scope, made)
    assert (whole.row.lang, whole.published_at, made_at_ms(made)) == ("es", then, at_ms)
