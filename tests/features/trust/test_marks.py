"""What decisions put on notes: marks, gates, countries, counts, pictures; and how they end by themselves."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from hongqiao.features import feeds, media, notes, people
from hongqiao.features.notes import DraftPicture, NoteDraft
from hongqiao.features.trust import cases, decisions
from hongqiao.kernel.errors import AdultsOnly, Invalid, NotFound
from hongqiao.kernel.ids import DraftId, bucket_of, to_public
from tests.cast import drain, sign_up
from tests.features.trust.moderating import evidence_of, publish, report, ruling, staff
from tests.web.visitor import new_picture


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


@pytest.fixture
async def aisha(scope):
    return await sign_up(scope, "aisha")


@pytest.fixture
async def omar(scope):
    return await staff(scope, "omar")


def said(who, **changed):
    """The same person, who said more of themselves."""
    return replace(who, viewer=msgspec.structs.replace(who.viewer, **changed))


async def decided(diego, aisha, kind, id_, person_id, what):
    """Reports and decides; the reactors have run."""
    await report(diego, evidence_of(kind, id_, person_id))
    case = next(one for one in await cases.queue(aisha) if one.person_id == person_id)
    async with aisha.transaction() as tx:
        decision_id = await decisions.decide(tx, case.id, what)
    await drain(aisha)
    return decision_id


async def seen_by(who, note_id):
    return [line.id for line in await notes.lines(who, [note_id])]


async def test_a_gated_note_opens_to_adults_only(scope, mei, diego, aisha):
    note_id = await publish(mei)
    await decided(diego, aisha, "note", note_id, mei.me, ruling("age-gate"))

    adult, minor = said(diego, is_adult=True), said(diego, is_adult=False)
    assert (await notes.visible(adult, note_id)).id == note_id
    assert (await notes.visible(mei, note_id)).id == note_id
    assert await seen_by(adult, note_id) == [note_id]
    for who, refusal in ((minor, NotFound), (scope, AdultsOnly)):
        with pytest.raises(refusal):
            await notes.note(who, note_id)
        assert await seen_by(who, note_id) == []


async def test_work_for_everybody_leaves_a_gated_note_out(scope, mei, diego, aisha):
    note_id = await publish(mei)
    await feeds.arrange_explore(scope)
    await decided(diego, aisha, "note", note_id, mei.me, ruling("age-gate"))

    await feeds.translate_ahead(scope)
    await feeds.arrange_explore(scope)

    assert issubclass(AdultsOnly, NotFound)


async def test_a_note_hidden_in_a_country_is_hidden_there_and_where_no_country_is_known(
    scope, mei, diego, aisha
):
    note_id = await publish(mei)
    await decided(diego, aisha, "note", note_id, mei.me, ruling("hide", countries=("DE", "AT")))

    assert await seen_by(said(diego, country="FR"), note_id) == [note_id]
    assert await seen_by(mei, note_id) == [note_id]
    for who in (said(diego, country="DE"), diego, scope):
        assert await seen_by(who, note_id) == []
        with pytest.raises(NotFound):
            await notes.visible(who, note_id)


async def test_a_demoted_note_is_recommended_no_more_and_stays_where_its_author_is_followed(
    mei, diego, aisha
):
    note_id = await publish(mei)
    assert [row.id for row in await notes.lists.newest_public(aisha, 10)] == [note_id]

    await decided(diego, aisha, "note", note_id, mei.me, ruling("demote"))

    assert await notes.lists.newest_public(aisha, 10) == []
    assert await notes.lists.public_among(aisha, [note_id]) == []
    assert await notes.lists.suggested(diego, [note_id]) == []
    assert await seen_by(diego, note_id) == [note_id]
    assert (await notes.lists.notes_by(diego, mei.me)).items == [note_id]


async def test_a_label_stands_on_the_card_until_it_ends_by_itself(mei, diego, aisha):
    note_id = await publish(mei)
    await decided(diego, aisha, "note", note_id, mei.me, ruling("label", days=3))
    assert (await notes.lines(diego, [note_id]))[0].marks == ["label"]

    late = replace(aisha, now=aisha.now + timedelta(days=3, seconds=1))
    assert await decisions.lift_ended(late) == 1
    await drain(late)

    assert (await notes.lines(diego, [note_id]))[0].marks == []


async def test_a_held_note_leaves_its_authors_count_and_comes_back_to_it(mei, diego, aisha):
    note_id = await publish(mei)
    await drain(mei)
    count = (await people.person(diego, "mei")).notes
    decision_id = await decided(diego, aisha, "note", note_id, mei.me, ruling("hide"))
    assert (await people.person(diego, "mei")).notes == count - 1

    async with aisha.transaction() as tx:
        await decisions.lift(tx, decision_id)
    await drain(aisha)
    await drain(aisha)

    assert (await people.person(diego, "mei")).notes == count


async def test_pictures_of_a_held_note_stop_answering_and_stay_with_the_case(mei, diego, aisha, ports):
    picture = await media.take(mei, new_picture())
    draft = NoteDraft(
        id=DraftId(mei.ids.make(bucket_of(mei.me))), title="包", pictures=(DraftPicture(picture.key),)
    )
    async with mei.transaction() as tx:
        note_id = await notes.publish(tx, draft)
    await drain(mei)
    width = picture.widths[0]
    assert await media.read(diego, picture.key, width, "jpeg")

    await report(diego, evidence_of("note", note_id, mei.me, pictures=(picture.key,)))
    await drain(diego)
    assert await media.read(diego, picture.key, width, "jpeg")
    case = (await cases.queue(aisha))[0]
    async with aisha.transaction() as tx:
        decision_id = await decisions.decide(tx, case.id, ruling("remove"))
    await drain(aisha)
    await drain(aisha)

    assert await media.read(diego, picture.key, width, "jpeg") is None
    assert await media.read_for(aisha, f"case:{to_public(case.id)}", picture.key, width, "jpeg")
    async with aisha.transaction() as tx:
        await decisions.lift(tx, decision_id)
    await drain(aisha)
    await drain(aisha)
    assert await media.read(diego, picture.key, width, "jpeg")


async def test_only_hiding_is_for_single_countries(mei, diego, aisha):
    note_id = await publish(mei)
    await report(diego, evidence_of("note", note_id, mei.me))

    with pytest.raises(Invalid) as caught:
        async with aisha.transaction() as tx:
            case_id = (await cases.queue(aisha))[0].id
            await decisions.decide(tx, case_id, ruling("remove", countries=("DE",)))

    assert "countries" in caught.value.fields
