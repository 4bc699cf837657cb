"""Who sees a note, asked on every surface that leads to one. Cases D2, I5."""

import pytest

from hongqiao.features import notes
from hongqiao.features.notes import lists, topics
from hongqiao.features.notes.model import Audience
from hongqiao.kernel.errors import NotFound
from tests.cast import drain, sign_up
from tests.features.acts import follow, unfollow
from tests.features.notes.writing import edit, publish, take, withdraw

WHO = ("mei", "diego", "noor", "stranger")
SEEN = {
    Audience.PUBLIC: {"mei", "diego", "noor", "stranger"},
    Audience.FOLLOWERS: {"mei", "diego"},
    Audience.ME: {"mei"},
}
"""mei wrote it, diego follows her, noor doesn't, a stranger has no account."""


@pytest.fixture
async def cast(scope):
    made = {handle: await sign_up(scope, handle) for handle in ("mei", "diego", "noor")}
    await follow(made["diego"], made["mei"])
    await drain(scope)
    return {**made, "stranger": scope}


async def finds(read) -> bool:
    """Whether the note is there, and not just an empty page of it."""
    try:
        return bool(await read)
    except NotFound:
        return False


def surfaces(viewer, author, note_id):
    """Each way to the note, by name."""

    async def page_holds(page):
        return note_id in (await page).items

    return {
        "visible": finds(notes.visible(viewer, note_id)),
        "note": finds(notes.note(viewer, note_id)),
        "revisions": finds(notes.lists.revisions(viewer, note_id)),
        "lines": finds(notes.lines(viewer, [note_id])),
        "notes_by": page_holds(lists.notes_by(viewer, author.me)),
    }


@pytest.mark.parametrize("audience", list(Audience))
async def test_every_surface_agrees_on_who_sees_a_note(cast, audience):
    mei = cast["mei"]
    note_id = await publish(mei, audience=audience, subject="food")

    for who in WHO:
        seen = {name: await read for name, read in surfaces(cast[who], mei, note_id).items()}
        assert set(seen.values()) == {who in SEEN[audience]}, (who, seen)


@pytest.mark.parametrize("audience", list(Audience))
async def test_topics_and_shelves_name_public_notes_only(cast, scope, audience):
    note_id = await publish(cast["mei"], audience=audience, subject="food", body="#noodles")
    await drain(scope)

    about, shelf = await topics.notes_about(scope, "noodles"), await topics.notes_on_shelf(scope, "food")

    listed = [note_id] if audience == Audience.PUBLIC else []
    assert (list(about.items), list(shelf.items)) == (listed, listed)
    assert (await topics.topic(scope, "noodles")).notes == len(listed)


@pytest.mark.parametrize("audience", list(Audience))
async def test_explore_is_arranged_from_public_notes_only(cast, audience):
    note_id = await publish(cast["mei"], audience=audience)

    rows = await lists.newest_public(cast["stranger"], 10)

    assert [row.id for row in rows] == ([note_id] if audience == Audience.PUBLIC else [])


@pytest.mark.parametrize("audience", list(Audience))
async def test_the_notes_of_many_authors_are_those_for_followers(cast, audience):
    """Its asker follows them; what is for the author alone is in nobody's feed."""
    mei = cast["mei"]
    note_id = await publish(mei, audience=audience)

    found = await lists.newest_by(cast["diego"], [mei.me], before=(1 << 63) - 1, limit=5)

    assert found == ([] if audience == Audience.ME else [note_id])


async def test_who_stops_following_sees_nothing_for_followers_from_then_on(cast):
    mei, diego = cast["mei"], cast["diego"]
    note_id = await publish(mei, audience=Audience.FOLLOWERS)

    await unfollow(diego, mei)

    seen = {name: await read for name, read in surfaces(diego, mei, note_id).items()}
    assert not any(seen.values()), seen


@pytest.mark.parametrize("audience", [Audience.FOLLOWERS, Audience.ME])
async def test_a_note_that_is_made_less_public_leaves_topics_and_strangers(cast, scope, audience):
    mei = cast["mei"]
    note_id = await publish(mei, body="#noodles", subject="food")
    await drain(scope)

    await edit(mei, note_id, audience=audience)
    await drain(scope)

    assert not (await topics.notes_about(scope, "noodles")).items
    assert not (await topics.notes_on_shelf(scope, "food")).items
    assert await notes.lines(scope, [note_id]) == []
    assert not any([await read for read in surfaces(cast["noor"], mei, note_id).values()])


async def test_a_note_that_is_opened_to_everyone_is_found(cast, scope):
    mei = cast["mei"]
    note_id = await publish(mei, body="#noodles", audience=Audience.ME)
    await drain(scope)

    await edit(mei, note_id, audience=Audience.PUBLIC)
    await drain(scope)

    assert (await topics.notes_about(scope, "noodles")).items == [note_id]
    assert all([await read for read in surfaces(scope, mei, note_id).values()])


async def test_a_withdrawn_note_is_nowhere_even_for_its_author(cast, scope):
    mei = cast["mei"]
    note_id = await publish(mei, body="#noodles")
    await drain(scope)

    await withdraw(mei, note_id)
    at_once = [await notes.lines(who, [note_id]) for who in cast.values()]
    await drain(scope)

    assert at_once == [[]] * 4
    assert not any([await read for read in surfaces(mei, mei, note_id).values()])
    assert await notes.cards(scope, [note_id]) == {}
    assert not (await topics.notes_about(scope, "noodles")).items
    assert await lists.newest_public(scope, 10) == []
    assert await lists.newest_by(cast["diego"], [mei.me], before=(1 << 63) - 1, limit=5) == []


async def test_lines_stand_in_the_order_asked_for_and_leave_out_what_is_hidden(cast):
    mei = cast["mei"]
    public = [await publish(mei, title=f"Note {n}") for n in range(3)]
    own = await publish(mei, audience=Audience.ME)
    asked = [public[1], own, public[2], 5, public[0]]

    seen = await notes.lines(cast["stranger"], asked)

    assert [line.id for line in seen] == [public[1], public[2], public[0]]
    assert [line.id for line in await notes.lines(mei, asked)] == [public[1], own, public[2], public[0]]
    assert await notes.lines(mei, []) == []


async def test_cards_hold_the_first_picture_and_the_words(cast, scope):
    red, blue = await take(scope, "red", "blue")
    note_id = await publish(cast["mei"], pictures=(blue, red), is_ai=True, cover_style="")
    bare = await publish(cast["mei"], title="Words alone")

    found = await notes.cards(scope, [note_id, bare, 5])

    card = found[note_id]
    assert (card.key, card.alt, card.picture_count, card.ratio) == (blue.key, "blue", 2, "4x3")
    assert card.is_ai
    assert (found[bare].key, found[bare].title, found[bare].picture_count) == (None, "Words alone", 0)
    assert set(found) == {note_id, bare}
