"""Pictures on lists are never shown; naked ones are veiled, explicit ones wait; copies are found."""

import pytest

from hongqiao.adapters.postgres.jobs import JobWanted
from hongqiao.features import media, notes
from hongqiao.features.trust import cases, decisions, screening
from hongqiao.kernel.errors import Invalid, NotFound
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.ports.nudity import Sighting
from tests.adapters.pictures import samples
from tests.cast import drain, sign_up
from tests.features.notes.writing import publish
from tests.features.trust.moderating import ruling, staff

WITHOUT = ("search.", "recommendation.")


class Seer:
    """Says of every picture what the test wants."""

    version = "seer-1"

    def __init__(self, naked: float, explicit: float) -> None:
        self.asked = 0
        self._says = Sighting(naked, explicit, ("breast",))

    def state(self):
        return "ready"

    async def look(self, data: bytes) -> Sighting:
        self.asked += 1
        return self._says

    async def close(self) -> None:
        """Nothing runs."""


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def aisha(scope):
    return await staff(scope, "aisha")


async def taken(scope, seed: int = 1) -> media.Picture:
    """A picture with enough in it to compare by."""
    return await media.take(scope, samples.busy(seed))


async def settled(scope) -> list[JobWanted]:
    jobs = []
    for _ in range(6):
        jobs += await drain(scope, with_jobs=True, without=WITHOUT)
    return jobs


async def test_a_picture_on_a_list_is_turned_away_and_never_served_again(scope, mei, aisha):
    picture = await taken(mei)
    print_ = await media.prints.print_of(scope, picture.key)
    await screening.pictures.add_list(scope, "shared", [print_], category="minor-safety")

    with pytest.raises(Invalid):
        await screening.pictures.turn_away_known(mei, picture.key)
    await taken(mei)

    assert await media.read(scope, picture.key, picture.widths[0], "jpeg") is None
    assert not await media.pictures(scope, [picture.key])
    (case,) = await cases.queue(aisha)
    assert (case.subject_kind, case.category) == ("account", "minor-safety")
    name = media.object_name(picture.key, picture.widths[0], "jpeg")
    assert await scope.ports.objects.get(name), "evidence"


async def test_a_mirrored_and_smaller_copy_is_on_the_list_too(scope, mei):
    first = await taken(mei)
    print_ = await media.prints.print_of(scope, first.key)
    await screening.pictures.add_list(scope, "shared", [print_], category="other")

    second = await media.take(mei, samples.busy(1, mirrored=True, size=(300, 225)))

    assert second.key != first.key
    assert (await screening.pictures.known(scope, second.key)).rule == "list-shared"


async def test_another_picture_passes(scope, mei):
    print_ = await media.prints.print_of(scope, (await taken(mei)).key)
    await screening.pictures.add_list(scope, "shared", [print_], category="other")

    await screening.pictures.turn_away_known(mei, (await taken(mei, seed=2)).key)


async def test_copies_are_found_with_what_shows_them(scope, mei):
    first = await taken(mei)
    second = await media.take(mei, samples.busy(1, size=(320, 240)))
    await taken(mei, seed=3)
    note_id = await publish(mei, pictures=(notes.DraftPicture(second.key),))
    await settled(scope)

    copies = await screening.pictures.find_copies(scope, first.key)

    assert {one.key: list(one.subjects) for one in copies} == {
        first.key: [],
        second.key: [f"note:{to_public(note_id)}"],
    }


async def test_a_naked_picture_is_veiled_and_its_note_stays(scope, mei):
    scope.ports.nudity = Seer(0.6, 0.1)
    picture = await taken(mei)
    note_id = await publish(mei, pictures=(notes.DraftPicture(picture.key),))

    await settled(scope)

    assert await screening.pictures.sensitive_among(scope, [picture.key]) == {picture.key}
    assert await notes.visible(scope, note_id)


async def test_an_explicit_picture_waits_and_is_back_when_nothing_is_wrong(scope, mei, aisha):
    scope.ports.nudity = Seer(0.95, 0.95)
    picture = await taken(mei)
    note_id = await publish(mei, pictures=(notes.DraftPicture(picture.key),))
    await settled(scope)
    with pytest.raises(NotFound):
        await notes.visible(scope, note_id)

    (case,) = await cases.queue(aisha)
    async with aisha.transaction() as tx:
        await decisions.decide(tx, case.id, ruling("none"))
    await settled(scope)

    assert case.category == "adult-content"
    assert await notes.visible(scope, note_id)


async def test_a_wrong_match_is_set_free_with_its_note(scope, mei, aisha):
    picture = await taken(mei)
    note_id = await publish(mei, pictures=(notes.DraftPicture(picture.key),))
    print_ = await media.prints.print_of(scope, picture.key)
    await screening.pictures.add_list(scope, "shared", [print_], category="other")
    await settled(scope)
    assert await media.read(scope, picture.key, picture.widths[0], "jpeg") is None

    (case,) = await cases.queue(aisha)
    async with aisha.transaction() as tx:
        await decisions.decide(tx, case.id, ruling("none"))
    await settled(scope)

    assert await media.read(scope, picture.key, picture.widths[0], "jpeg")
    assert await notes.visible(scope, note_id)


@pytest.mark.parametrize("line", ["nothing", "ab" * 31, "zz" * 32])
async def test_a_list_with_something_else_in_it_is_refused(scope, line):
    with pytest.raises(Invalid):
        await screening.pictures.add_list(scope, "shared", [line], category="other")


async def test_a_reader_chooses_what_to_do_with_such_pictures(scope, mei):
    assert await screening.pictures.choice(mei) == "veil"

    await screening.pictures.choose(mei, "hide")

    assert await screening.pictures.choice(mei) == "hide"
    with pytest.raises(Invalid):
        await screening.pictures.choose(mei, "everything")
