"""Erasing somebody with everything that stands between people: both sides go, and a hold with its subject."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from hongqiao.entry import erasing
from hongqiao.features import feeds, media, nearby, notes, people, trust
from hongqiao.features.accounts import ages
from hongqiao.features.notes import DraftPicture, NoteDraft
from hongqiao.features.trust import trail
from hongqiao.features.trust.screening.model import Finding
from hongqiao.kernel.ids import DraftId, bucket_of, to_public
from tests.adapters.pictures import samples
from tests.cast import drain, sign_up
from tests.entry.canaries import numbers
from tests.features.acts import block, follow, mute, publish, say
from tests.features.trust.moderating import evidence_of, report

SUSPECT = Finding("link", "hold", "links-many")


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


async def hold(scope, note_id: int) -> None:
    async with scope.transaction() as tx:
        await notes.screening.hold_back(tx, note_id, [SUSPECT])
    await drain(scope)


async def holds(scope) -> list[str]:
    return [row[0] for row in await scope.db.fetch("select subject from screening_hold")]


async def stand_between(scope, mei, diego) -> None:
    """mei is private, blocks and is blocked, mutes and is muted, asks and is asked, looks after noor."""
    luma, noor, aisha = [await sign_up(scope, one) for one in ("luma", "noor", "aisha")]
    ward = await sign_up(scope, "ward")
    await block(mei, diego)
    await block(luma, mei)
    await mute(mei, luma)
    await mute(aisha, mei)
    for who in (mei, noor):
        async with who.transaction() as tx:
            await people.private.go_private(tx)
    await follow(mei, noor)
    await follow(aisha, mei)
    for minor, code in ((ward, ages.guardians.new_code(mei)), (mei, ages.guardians.new_code(luma))):
        async with minor.transaction() as tx:
            await ages.guardians.link_own(tx, code)
    await ages.day_use.count_minute(mei, mei.me, mei.now.date())
    await trust.screening.pictures.choose(mei, "show")
    await drain(scope)


async def test_both_sides_of_all_that_stands_between_people_go(scope, database, mei, diego):
    placed = (await publish(mei, "Tea by the lake")).id
    await nearby.enter(mei, 30.25, 120.16, words="Yes.")
    await nearby.place_note(mei, placed, 30.25, 120.16)
    held = (await publish(mei, "A thing to look at")).id
    await hold(mei, held)
    await stand_between(scope, mei, diego)
    assert await numbers(database, {mei.me}) >= {
        "boundary.account_id", "boundary.other_id", "follow_request.account_id", "follow_request.asker_id",
        "follow_wish.account_id", "follow_wish.target_id", "guardian.account_id", "guardian.guardian_id",
        "nearby_reader.account_id", "note_cell.account_id", "screening_hold.person_id", "ward.account_id",
        "ward.ward_id", "day_use.account_id", "picture_choice.account_id",
    }  # fmt: skip
    assert "nearby_note.note_id" in await numbers(database, {placed})

    signed, _ = await erasing.erase_now(scope, "mei")
    await drain(scope)

    assert {one.table for one in signed.receipt.held} == {"consent"}  # and not of an undecided case
    left = await numbers(database, {mei.me, placed, held})
    assert {place.partition(".")[0] for place in left} <= {
        "erasure_receipt",
        "consent",
        "moderation_case",
        "case_evidence",
    }
    assert await holds(scope) == []


async def test_inboxes_go_with_their_reader_and_forget_an_author(scope, database, mei, diego, monkeypatch):
    monkeypatch.setattr(feeds.inboxes, "FROM", 0)
    monkeypatch.setattr(feeds.inboxes, "UNTIL", 1)
    luma = await sign_up(scope, "luma")
    for one, other in ((mei, diego), (diego, mei), (diego, luma), (luma, mei)):
        await follow(one, other)
    mine, theirs = (await publish(mei, "Tea by the lake")).id, (await publish(diego, "Rain on tin")).id
    await drain(scope)
    held = {"following_inbox.account_id", "following_inbox_note.account_id", "following_inbox_note.note_id"}
    assert held <= await numbers(database, {mei.me, mine})

    await erasing.erase_now(scope, "mei")
    await drain(scope)

    left = {place for place in await numbers(database, {mei.me, mine}) if place.startswith("following")}
    assert left == set()
    assert "following_inbox.account_id" in await numbers(database, {diego.me})
    assert "following_inbox_note.note_id" not in await numbers(database, {theirs})


async def test_what_staff_did_stays_chained_until_its_time(scope, database):
    aisha = await sign_up(scope, "aisha")
    admin = replace(aisha, viewer=msgspec.structs.replace(aisha.viewer, role="admin"))
    for day in range(3):
        await trail.write(replace(admin, now=admin.now + timedelta(days=400 * day)), "looked", f"case:{day}")

    late = replace(admin, now=admin.now + timedelta(days=1_300))
    assert await trail.forget_old(late, late.now - timedelta(days=730)) == 2

    left = await trail.acts(late)
    assert [act.subject for act in left] == ["case:2"]
    await trail.write(late, "looked", "case:3")
    assert trail.is_whole(await trail.acts(late))


async def test_a_trail_that_is_old_all_over_keeps_its_last_act(scope):
    aisha = await sign_up(scope, "aisha")
    await trail.write(aisha, "looked", "case:1")
    await trail.write(aisha, "looked", "case:2")

    assert await trail.forget_old(aisha, aisha.now + timedelta(days=1)) == 1


async def test_the_acts_of_staff_who_left_are_held_for_two_years(scope):
    aisha = await sign_up(scope, "aisha")
    await trail.write(aisha, "looked", "case:1")

    signed, _ = await erasing.erase_now(scope, "aisha")
    assert {one.table for one in signed.receipt.held} >= {"staff_act"}
    await erasing.end_holds(replace(scope, now=scope.now + timedelta(days=729)))
    assert await scope.db.fetch("select 1 from staff_act") != []
    await erasing.end_holds(replace(scope, now=scope.now + timedelta(days=731)))
    assert await scope.db.fetch("select 1 from staff_act") == []


async def test_a_note_that_is_withdrawn_a_moment_after_it_was_held_leaves_no_hold(scope, mei):
    note = (await publish(mei)).id
    async with mei.transaction() as tx:
        await trust.screening.hold(tx, evidence_of("note", note, mei.me), [SUSPECT])
    assert await holds(scope) == [f"note:{to_public(note)}"]

    async with mei.transaction() as tx:
        await notes.withdraw(tx, note)
    await drain(scope)

    assert await holds(scope) == []


async def test_a_comment_under_a_withdrawn_note_leaves_no_hold(scope, mei, diego):
    note = await publish(mei)
    said = await say(diego, note)
    async with diego.transaction() as tx:
        await trust.screening.hold(tx, evidence_of("comment", said.id, diego.me), [SUSPECT])
    await drain(scope)
    assert await holds(scope) == [f"comment:{to_public(said.id)}"]

    async with mei.transaction() as tx:
        await notes.withdraw(tx, note.id)
    await drain(scope)

    assert await holds(scope) == []


async def test_a_comment_whose_author_is_erased_leaves_no_hold_though_it_was_answered(scope, mei, diego):
    note = await publish(mei)
    said = await say(diego, note)
    await say(mei, note, "By the lake.", to=said.id)
    async with diego.transaction() as tx:
        await trust.screening.hold(tx, evidence_of("comment", said.id, diego.me), [SUSPECT])
    await drain(scope)

    await erasing.erase_now(scope, "diego")

    assert await holds(scope) == []


async def test_pictures_of_evidence_are_let_go_when_the_year_is_over(scope, mei, diego):
    picture = await media.take(mei, samples.plain("PNG", (400, 300)))
    draft = NoteDraft(
        id=DraftId(mei.ids.make(bucket_of(mei.me))), title="Tea", pictures=(DraftPicture(picture.key, ""),)
    )
    async with mei.transaction() as tx:
        note = await notes.publish(tx, draft)
    await report(diego, evidence_of("note", note, mei.me, pictures=(picture.key,)))
    await drain(scope)
    await erasing.erase_now(scope, "mei")
    await drain(scope)
    users = [one.partition(":")[0] for one in await media.users_of(scope, picture.key)]
    assert users == ["case"]

    late = replace(scope, now=scope.now + timedelta(days=366))
    await erasing.end_holds(late)

    assert await media.users_of(scope, picture.key) == []
    assert await scope.db.fetch("select 1 from translation_use where subject like 'case:%'") == []
    for minutes in (61, 62):
        await media.sweep(replace(late, now=late.now + timedelta(minutes=minutes)))
    assert not list((scope.ports.settings.media_dir).rglob(f"{picture.key}/*"))
