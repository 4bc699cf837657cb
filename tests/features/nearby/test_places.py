"""Nearby, for who asked for it.

Case I4.
"""

import pytest

from hongqiao.features import nearby, trust
from hongqiao.kernel.errors import Invalid, NotAllowed, NotFound
from tests.cast import drain, sign_up
from tests.features.notes.writing import publish, withdraw

SHANGHAI, SUZHOU_ROAD, HANGZHOU = (31.2304, 121.4737), (31.2450, 121.4700), (30.2741, 120.1551)
ROWS = "select count(*) from {}"
WORDS = "Keep where I am, to two kilometres, and show me notes from around me."


async def enter(reader, place=SHANGHAI):
    await nearby.enter(reader, *place, words=WORDS)


@pytest.fixture
async def placed(scope):
    """mei and a note of hers by Suzhou Road."""
    mei = await sign_up(scope, "mei")
    await enter(mei, SUZHOU_ROAD)
    note_id = await publish(mei)
    await nearby.place_note(mei, note_id, *SUZHOU_ROAD)
    await drain(scope)
    return mei, note_id


async def rows(scope) -> list[int]:
    tables = ("nearby_reader", "note_cell", "nearby_note")
    return [(await scope.db.fetch(ROWS.format(table)))[0][0] for table in tables]


async def test_a_reader_in_the_same_town_finds_it_in_a_band(placed, scope):
    diego = await sign_up(scope, "diego")
    assert (await nearby.around(diego)).items == []

    await enter(diego)

    assert (await nearby.around(diego)).items == [nearby.NearNote(placed[1], 5)]
    await enter(diego, HANGZHOU)
    assert (await nearby.around(diego)).items == []


async def test_leaving_deletes_the_cells_of_a_reader_and_of_their_notes(placed, scope):
    mei, _ = placed
    assert await rows(scope) == [1, 1, 1]

    await nearby.leave(mei, words=WORDS)
    await drain(scope)

    assert await rows(scope) == [0, 0, 0]
    assert [one.choice for one in await trust.consent.ledger(mei, mei.me)] == [True, False]


async def test_who_took_consent_back_elsewhere_has_no_cell(placed, scope):
    mei, note_id = placed
    async with mei.transaction() as tx:
        await trust.consent.choose(
            tx, mei.me, "nearby", yes=False, words=WORDS, lang="en", surface="/settings"
        )

    assert await nearby.cell_here(mei) is None
    with pytest.raises(NotAllowed):
        await nearby.place_note(mei, note_id, *SHANGHAI)


async def test_a_note_that_is_moved_or_taken_away_is_listed_once_or_not_at_all(placed, scope):
    mei, note_id = placed
    await nearby.place_note(mei, note_id, *HANGZHOU)
    await drain(scope)
    assert await rows(scope) == [1, 1, 1]
    assert (await nearby.around(mei)).items == []

    await nearby.unplace_note(mei, note_id)
    await drain(scope)

    assert await rows(scope) == [1, 0, 0]


async def test_a_note_that_is_withdrawn_is_nowhere(placed, scope):
    mei, note_id = placed
    await withdraw(mei, note_id)
    await drain(scope)

    assert await rows(scope) == [1, 0, 0]


async def test_nobody_places_anothers_note_or_one_for_followers(placed, scope):
    mei, note_id = placed
    diego = await sign_up(scope, "diego")
    await enter(diego)
    with pytest.raises(NotFound):
        await nearby.place_note(diego, note_id, *SHANGHAI)

    for_followers = await publish(mei, audience=1)

    with pytest.raises(Invalid):
        await nearby.place_note(mei, for_followers, *SHANGHAI)


async def test_who_may_be_under_eighteen_is_not_asked_where_they_are(scope):
    noor = await sign_up(scope, "noor")

    with pytest.raises(NotAllowed):
        await enter(noor)

    assert await rows(scope) == [0, 0, 0]
