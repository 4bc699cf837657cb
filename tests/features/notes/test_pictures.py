"""To whom pictures are served: to everybody at once, or to those who may see a note that shows them.

Case D2.
"""

from collections.abc import Sequence
from dataclasses import replace

import msgspec
import pytest

from hongqiao.features import media, notes
from hongqiao.features.media.read import Served
from hongqiao.features.notes.model import Audience
from hongqiao.features.trust import cases, decisions
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import NoteId, from_public
from hongqiao.kernel.scope import Scope, Viewer
from tests.cast import drain, sign_up
from tests.features.notes.writing import edit, publish, take, withdraw
from tests.features.trust.moderating import evidence_of, report, ruling, staff

ASKED: list[int] = []


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


def visitor(scope: Scope) -> Scope:
    return replace(scope, viewer=Viewer())


async def settled(scope):
    for _ in range(3):
        await drain(scope, without=("search.", "recommendation."))


async def served(who: Scope, key: str) -> Served | None:
    """The picture as the site serves it to somebody; ASKED counts how often who asks had to be known."""
    ASKED.clear()

    async def is_seen(subjects: Sequence[str]) -> bool:
        ASKED.append(1)
        for subject in subjects:
            try:
                await notes.visible(who, NoteId(from_public(subject.partition(":")[2])))
            except NotFound:
                continue
            return True
        return False

    return await media.served(who, key, 40, "jpeg", is_seen=is_seen)


async def decided(scope: Scope, mei: Scope, diego: Scope, note_id: int, action: str, **rest) -> None:
    aisha = await staff(scope, "aisha")
    await report(diego, evidence_of("note", note_id, mei.me))
    (case,) = await cases.queue(aisha)
    async with aisha.transaction() as tx:
        await decisions.decide(tx, case.id, ruling(action, **rest))
    await settled(scope)


async def test_a_public_picture_is_served_without_asking_who_wants_it(scope, mei):
    (red,) = await take(mei, "red")
    await publish(mei, pictures=(red,))
    await settled(scope)

    found = await served(visitor(scope), red.key)

    assert found is not None and found.is_open
    assert ASKED == []


async def test_a_picture_for_its_author_alone_is_served_to_nobody_else(scope, mei, diego):
    (red,) = await take(mei, "red")
    note_id = await publish(mei, pictures=(red,))
    await settled(scope)

    await edit(mei, note_id, audience=Audience.ME)
    await settled(scope)

    assert await served(visitor(scope), red.key) is None
    assert await served(diego, red.key) is None
    own = await served(mei, red.key)
    assert own is not None and not own.is_open


async def test_a_picture_that_is_for_everybody_again_is_served_to_everybody(scope, mei):
    (red,) = await take(mei, "red")
    note_id = await publish(mei, pictures=(red,), audience=Audience.ME)
    await settled(scope)
    assert await served(visitor(scope), red.key) is None

    await edit(mei, note_id, audience=Audience.PUBLIC)
    await settled(scope)

    assert (await served(visitor(scope), red.key)).is_open


async def test_the_same_picture_in_an_open_note_is_served(scope, mei, diego):
    (red,) = await take(mei, "red")
    await publish(mei, pictures=(red,), audience=Audience.ME)
    open_note = await publish(diego, pictures=(red,))
    await settled(scope)
    assert (await served(visitor(scope), red.key)).is_open

    await withdraw(diego, open_note)
    await settled(scope)

    assert await served(visitor(scope), red.key) is None
    assert await served(mei, red.key) is not None


async def test_a_gated_picture_is_for_adults_and_is_open_again_when_the_gate_is_lifted(scope, mei, diego):
    (red,) = await take(mei, "red")
    note_id = await publish(mei, pictures=(red,))
    await settled(scope)

    await decided(scope, mei, diego, note_id, "age-gate")

    grown = replace(diego, viewer=msgspec.structs.replace(diego.viewer, is_adult=True))
    young = replace(diego, viewer=msgspec.structs.replace(diego.viewer, is_adult=False))
    assert await served(grown, red.key) is not None
    assert await served(young, red.key) is None
    assert await served(visitor(scope), red.key) is None
    assert await served(mei, red.key) is not None


async def test_a_picture_hidden_in_a_country_is_served_elsewhere(scope, mei, diego):
    (red,) = await take(mei, "red")
    note_id = await publish(mei, pictures=(red,))
    await settled(scope)

    await decided(scope, mei, diego, note_id, "hide", countries=("DE",))

    def lives(country: str) -> Scope:
        return replace(diego, viewer=msgspec.structs.replace(diego.viewer, country=country))

    assert await served(lives("JP"), red.key) is not None
    assert await served(lives("DE"), red.key) is None
    assert await served(visitor(scope), red.key) is None


async def test_a_removed_picture_is_served_to_nobody(scope, mei, diego):
    (red,) = await take(mei, "red")
    note_id = await publish(mei, pictures=(red,))
    await settled(scope)

    await decided(scope, mei, diego, note_id, "remove")

    assert await served(visitor(scope), red.key) is None
    assert await served(mei, red.key) is None
