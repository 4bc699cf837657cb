"""Hidden in some countries: comments and accounts; and what goes with an account that is suspended.

Case D2.
"""

from dataclasses import replace

import msgspec
import pytest

from hongqiao.features import comments, notes
from hongqiao.features.trust import cases, decisions, standing
from hongqiao.kernel.errors import Invalid
from tests.cast import drain, sign_up
from tests.features.trust.moderating import evidence_of, publish, report, ruling, say, staff


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


@pytest.fixture
async def aisha(scope):
    return await staff(scope, "aisha")


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


def from_country(who, country: str):
    """Somebody as they read from a country."""
    return replace(who, viewer=msgspec.structs.replace(who.viewer, country=country))


async def test_a_comment_hidden_in_a_country_is_there_for_others_with_what_stands_under_it(mei, diego, aisha):
    note_id = await publish(mei)
    said = await say(diego, note_id, "Pay first")
    reply = await say(mei, note_id, "Why?", said.id)
    other = await say(mei, note_id, "Something else")
    await drain(mei)

    decision_id = await decided(mei, aisha, "comment", said.id, diego.me, ruling("hide", countries=("DE",)))

    noor = await sign_up(mei, "noor")
    facts = await notes.visible(mei, note_id)
    for country, there in (("JP", 3), ("DE", 1), ("", 1)):
        who = from_country(noor, country)
        threads = (await comments.thread(who, facts)).items
        seen = [one.id for thread in threads for one in (thread.comment, *thread.replies)]
        assert sorted(seen) == sorted([said.id, reply.id, other.id] if there == 3 else [other.id]), country
        assert set(await comments.visible_among(who, [said.id, reply.id])) == (
            {said.id, reply.id} if there == 3 else set()
        )
        apart = await comments.welcome.count_apart(who, facts)
        assert (await notes.note(who, note_id)).comments - apart == there
    assert (await comments.visible(diego, said.id)).id == said.id, "its author sees it"
    async with aisha.transaction() as tx:
        await decisions.lift(tx, decision_id)
    await drain(aisha)
    assert (await comments.visible(from_country(noor, "DE"), said.id)).id == said.id


async def test_an_account_hidden_in_a_country_is_hidden_there_with_what_it_made(mei, diego, aisha):
    note_id = await publish(mei)
    own = await publish(diego)
    said = await say(mei, own, "Pay first")
    await drain(mei)

    await decided(diego, aisha, "account", mei.me, mei.me, ruling("hide", countries=("DE",)))

    for country, hidden in (("JP", False), ("DE", True), ("", True)):
        who = from_country(diego, country)
        assert await standing.hidden_among(who, [mei.me, diego.me]) == ({mei.me} if hidden else frozenset())
        assert await seen_by(who, note_id) == ([] if hidden else [note_id])
        assert await notes.lists.count_by(who, mei.me) == (0 if hidden else 1)
        assert set(await comments.visible_among(who, [said.id])) == (set() if hidden else {said.id})
    assert await seen_by(mei, note_id) == [note_id]
    assert await standing.hidden_among(mei, [mei.me]) == frozenset()


async def test_an_account_is_hidden_in_named_countries_only(mei, diego, aisha):
    with pytest.raises(Invalid) as caught:
        await decided(diego, aisha, "account", mei.me, mei.me, ruling("hide"))

    assert "countries" in caught.value.fields


async def test_what_a_suspended_account_made_is_away_until_the_suspension_ends(mei, diego, aisha):
    note_id = await publish(mei)
    own = await publish(diego)
    said = await say(mei, own, "Pay first")
    await drain(mei)
    assert await notes.lists.count_by(diego, mei.me) == 1

    decision_id = await decided(diego, aisha, "account", mei.me, mei.me, ruling("suspend", days=7))
    assert await seen_by(diego, note_id) == []
    assert await standing.hidden_among(diego, [mei.me]) == {mei.me}
    assert await comments.visible_among(diego, [said.id]) == {}
    assert await notes.lists.count_by(diego, mei.me) == 0

    async with aisha.transaction() as tx:
        await decisions.lift(tx, decision_id)
    await drain(aisha)
    assert await seen_by(diego, note_id) == [note_id]
    assert set(await comments.visible_among(diego, [said.id])) == {said.id}


@pytest.mark.parametrize("mark", ["age-gate", "hide"])
async def test_a_profile_counts_no_note_that_the_viewer_may_not_see(mei, diego, aisha, mark):
    note_id = await publish(mei)
    await drain(mei)

    countries = ("DE",) if mark == "hide" else ()
    await decided(diego, aisha, "note", note_id, mei.me, ruling(mark, countries=countries))

    minor = replace(diego, viewer=msgspec.structs.replace(diego.viewer, is_adult=False, country="DE"))
    grown = replace(diego, viewer=msgspec.structs.replace(diego.viewer, is_adult=True, country="JP"))
    assert await notes.lists.count_by(minor, mei.me) == 0
    assert (await notes.lists.notes_by(minor, mei.me)).items == []
    assert await notes.lists.count_by(grown, mei.me) == 1
    assert await notes.lists.count_by(mei, mei.me) == 1
