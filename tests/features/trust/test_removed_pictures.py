"""An intimate picture that a decision removed does not come back, unless an appeal against it succeeds."""

import io

import msgspec
import pytest
from PIL import Image

from hongqiao.features import media, notes
from hongqiao.features.notes import DraftPicture
from hongqiao.features.trust import appeals, cases, clocks, decisions, screening
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import decisions as sql
from hongqiao.kernel.errors import Invalid, NotFound
from tests.adapters.pictures import samples
from tests.cast import drain, sign_up
from tests.features.notes.writing import publish
from tests.features.trust.moderating import evidence_of, report, ruling, staff
from tests.features.trust.test_copies import lawful

WITHOUT = ("search.", "recommendation.")


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def luma(scope):
    return await sign_up(scope, "luma")


@pytest.fixture
async def aisha(scope):
    return lawful(await staff(scope, "aisha"))


async def settled(scope) -> None:
    for _ in range(6):
        await drain(scope, without=WITHOUT)


def smaller(data: bytes) -> bytes:
    """The same picture in another size: other bytes, other pixels, another key."""
    picture = Image.open(io.BytesIO(data))
    held = io.BytesIO()
    picture.resize((picture.width * 2 // 3, picture.height * 2 // 3)).save(held, "PNG")
    return held.getvalue()


async def shown(who, data: bytes) -> DraftPicture:
    return DraftPicture((await media.take(who, data)).key)


async def removed(mei, luma, aisha, data: bytes) -> tuple[int, str, int]:
    """mei's note, its picture, and the decision that removed it."""
    picture = await media.take(mei, data)
    note_id = await publish(mei, pictures=(DraftPicture(picture.key),))
    await settled(mei)
    evidence = evidence_of("note", note_id, mei.me, pictures=(picture.key,))
    await report(lawful(luma), evidence, category="intimate-image")
    await settled(luma)
    async with aisha.transaction() as tx:
        case_id = (await cases.queue(aisha))[0].id
        decision_id = await decisions.decide(tx, case_id, ruling("remove", category="intimate-image"))
    await settled(aisha)
    assert decision_id is not None
    return note_id, picture.key, decision_id


async def reverse(decision_id: int, mei, other) -> None:
    async with mei.transaction() as tx:
        await appeals.appeal(tx, decision_id, "It is a statue.", lang="en")
    async with other.transaction() as tx:
        case_id = next(one.id for one in await cases.queue(other) if one.decision_id == decision_id)
        await appeals.reverse(tx, case_id, "It is a statue.", lang="en")
    await settled(other)


async def test_what_was_removed_is_refused_when_it_comes_again(mei, luma, aisha):
    data = samples.busy(21)
    _, key, _ = await removed(mei, luma, aisha, data)

    for again in (data, smaller(data)):
        with pytest.raises(Invalid):
            await screening.pictures.turn_away_known(luma, (await media.take(luma, again)).key)

    [listed] = await screening.pictures.lists(aisha)
    assert (listed.name, listed.pictures) == ("removed-here", 1)
    case = next(one for one in await cases.queue(aisha) if one.subject_kind == "account")
    assert (case.person_id, case.category) == (luma.me, "intimate-image")
    assert await media.pictures(aisha, [key]) == {}


async def test_the_proof_of_the_deadline_says_that_copies_are_refused(mei, luma, aisha):
    _, _, decision_id = await removed(mei, luma, aisha, samples.busy(22))

    case_id = (await sql.DECISION.one(aisha.db, BUCKET, decision_id)).case_id
    clock = next(one for one in await clocks.clocks_of(aisha, case_id) if one.kind == "intimate-image")
    assert clock.proof.endswith("; pictures refused from now on when they come again: 1")


async def test_an_appeal_that_succeeds_takes_the_picture_off_the_list(scope, mei, luma, aisha):
    omar, data = lawful(await staff(scope, "omar")), samples.busy(23)
    note_id, key, decision_id = await removed(mei, luma, aisha, data)
    with pytest.raises(Invalid):
        await screening.pictures.turn_away_known(luma, (await media.take(luma, data)).key)

    await reverse(decision_id, mei, omar)

    assert await screening.pictures.lists(aisha) == []
    await screening.pictures.turn_away_known(luma, (await media.take(luma, data)).key)
    assert (await notes.visible(luma, note_id)).id == note_id
    width = (await media.pictures(aisha, [key]))[key].widths[0]
    assert await media.read(luma, key, width, "jpeg")


async def test_a_smaller_copy_that_is_here_already_waits_for_a_person(mei, luma, aisha):
    data = samples.busy(24)
    theirs = await publish(luma, pictures=(await shown(luma, smaller(data)),))
    other = await publish(luma, pictures=(await shown(luma, samples.busy(99)),))
    await settled(luma)

    await removed(mei, luma, aisha, data)

    with pytest.raises(NotFound):
        await notes.visible(mei, theirs)
    assert (await notes.visible(mei, other)).id == other
    assert {one.person_id for one in await cases.queue(aisha)} == {luma.me}


@pytest.mark.parametrize(
    ("category", "how"), [("misleading", {}), ("intimate-image", {"action": "hide", "countries": ("DE",)})]
)
async def test_other_decisions_put_nothing_on_the_list(mei, luma, aisha, category, how):
    picture = await media.take(mei, samples.busy(25))
    note_id = await publish(mei, pictures=(DraftPicture(picture.key),))
    await settled(mei)
    await report(luma, evidence_of("note", note_id, mei.me, pictures=(picture.key,)), category=category)
    what = msgspec.structs.replace(ruling(how.get("action", "remove"), category=category), **how)
    async with aisha.transaction() as tx:
        await decisions.decide(tx, (await cases.queue(aisha))[0].id, what)
    await settled(aisha)

    assert await screening.pictures.lists(aisha) == []


async def test_the_list_of_removed_pictures_is_kept_by_decisions_alone(scope):
    with pytest.raises(Invalid):
        await screening.pictures.add_list(scope, "removed-here", ["0" * 64], category="other")
