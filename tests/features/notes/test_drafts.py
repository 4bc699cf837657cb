"""Drafts: what somebody types is there after a reload, whatever arrives at the same time."""

import asyncio

import msgspec
import pytest

from hongqiao.features import notes
from hongqiao.features.notes import DraftPicture, NoteDraft, drafts
from hongqiao.features.notes import drafts as writing
from hongqiao.features.notes.model import Audience
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, SignInNeeded
from hongqiao.kernel.ids import DraftId, bucket_of
from tests.cast import sign_up
from tests.features.acts import later
from tests.features.notes.writing import add_picture, change, draft_of, edit, publish


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


async def start(author) -> DraftId:
    return (await drafts.start_draft(author)).id


async def test_a_draft_that_holds_nothing_is_not_stored(mei):
    draft_id = await start(mei)

    assert bucket_of(draft_id) == bucket_of(mei.me)
    assert await drafts.drafts(mei) == []
    with pytest.raises(NotFound):
        await drafts.draft(mei, draft_id)


async def test_a_draft_comes_back_as_it_was_kept(mei):
    typed = {
        "title": "面 ☕",
        "body": "one\n\ntwo",
        "place": "上海",
        "subject": "food",
        "is_ai": True,
        "audience": Audience.FOLLOWERS,
        "cover_style": "memo",
        "version_lang": "en",
        "version_title": "Noodles",
        "pictures": (DraftPicture("k", "a bowl"),),
    }
    draft_id = await start(mei)

    kept = await change(mei, draft_id, **typed)

    assert kept == await drafts.draft(mei, draft_id) == NoteDraft(id=draft_id, saved_at=mei.now, **typed)


async def test_half_typed_nonsense_is_kept_as_it_is(mei):
    draft_id = await start(mei)

    await change(mei, draft_id, title=" \u202e ", body="#", cover_style="no such", subject="no such")

    assert (await drafts.draft(mei, draft_id)).title == " \u202e "


async def test_pictures_that_arrive_at_once_in_a_new_draft_are_all_kept(mei):
    draft_id = await start(mei)

    await asyncio.gather(*(add_picture(mei, draft_id, f"key{number}") for number in range(12)))

    kept = await drafts.draft(mei, draft_id)
    assert sorted(picture.key for picture in kept.pictures) == sorted(f"key{number}" for number in range(12))


async def test_autosave_keeps_the_pictures_that_arrive_meanwhile(mei):
    draft_id = await start(mei)

    await asyncio.gather(
        *(add_picture(mei, draft_id, f"key{number}") for number in range(6)),
        *(change(mei, draft_id, title=f"Noodles {number}") for number in range(6)),
    )

    kept = await drafts.draft(mei, draft_id)
    assert len(kept.pictures) == 6
    assert kept.title.startswith("Noodles")


async def test_drafts_are_listed_last_kept_first(mei):
    first, second = await start(mei), await start(mei)
    await change(mei, first, title="first")
    await change(later(mei, minutes=1), second, title="second")
    await change(later(mei, minutes=2), first, title="first again")

    assert [draft.title for draft in await drafts.drafts(mei)] == ["first again", "second"]


async def test_nobody_reads_changes_or_throws_away_another_s_draft(mei, diego, scope):
    draft_id = await start(mei)
    await change(mei, draft_id, title="mine")

    for stranger in (diego, scope):
        with pytest.raises((NotFound, SignInNeeded)):
            await drafts.draft(stranger, draft_id)
        with pytest.raises((NotFound, SignInNeeded)):
            await change(stranger, draft_id, title="theirs")
        with pytest.raises((NotFound, SignInNeeded)):
            await notes.publish_draft(stranger, draft_id)
    await drafts.discard_draft(diego, draft_id)

    assert (await drafts.draft(mei, draft_id)).title == "mine"


async def test_a_draft_of_somebody_in_the_same_bucket_is_another_s_too(mei, diego):
    draft_id = DraftId(mei.ids.make(bucket_of(diego.me)))
    await change(diego, draft_id, title="theirs")
    neighbour = msgspec.structs.replace(diego.viewer, account_id=diego.me + (1 << 22))
    in_the_same_bucket = type(diego)(neighbour, diego.db, diego.ports, diego.ids, diego.now)

    with pytest.raises(NotFound):
        await change(in_the_same_bucket, draft_id, title="mine")

    assert (await drafts.draft(diego, draft_id)).title == "theirs"


async def test_a_discarded_draft_is_gone(mei):
    draft_id = await start(mei)
    await change(mei, draft_id, title="never mind")

    await drafts.discard_draft(mei, draft_id)

    assert await drafts.drafts(mei) == []


async def test_a_draft_is_bounded(mei):
    draft_id = await start(mei)

    kept = await change(
        mei, draft_id, title="t" * 9_000, body="b" * 90_000, pictures=(DraftPicture("k", "a" * 9_000),)
    )

    assert (len(kept.title), len(kept.body), len(kept.pictures[0].alt)) == (400, 10_000, 1_000)
    with pytest.raises(Invalid):
        await change(mei, draft_id, pictures=tuple(DraftPicture(str(n)) for n in range(19)))
    with pytest.raises(Invalid):
        await change(mei, draft_id, title="\ud800")
    assert await drafts.draft(mei, draft_id) == kept


async def test_opening_a_note_to_edit_it_counts_as_a_draft_too(mei, monkeypatch):
    monkeypatch.setattr(writing, "DRAFTS_AT_MOST", 1)
    note_id = await publish(mei)
    await edit(mei, note_id, title="Noodles at noon")
    await change(mei, await start(mei), title="one more")

    with pytest.raises(Invalid, match="50 drafts"):
        await drafts.edit_draft(mei, note_id)

    assert len(await drafts.drafts(mei)) == 1


async def test_drafts_are_limited_but_those_that_exist_can_be_changed(mei, monkeypatch):
    monkeypatch.setattr(writing, "DRAFTS_AT_MOST", 2)
    first = await start(mei)
    await change(mei, first, title="first")
    await change(mei, await start(mei), title="second")

    with pytest.raises(Invalid, match="50 drafts"):
        await change(mei, await start(mei), title="third")

    assert (await change(mei, first, title="first again")).title == "first again"
    assert len(await drafts.drafts(mei)) == 2


async def test_a_draft_that_was_published_is_gone_and_refuses_what_comes_late(mei):
    draft = draft_of(mei)
    await change(mei, draft.id, title="Noodles", cover_style="memo")
    note_id = await notes.publish_draft(mei, draft.id)

    with pytest.raises(Conflict):
        await change(mei, draft.id, title="late autosave")
    with pytest.raises(Conflict):
        await add_picture(mei, draft.id, "late")

    assert await drafts.drafts(mei) == []
    assert await drafts.published_from(mei, draft.id) == note_id


async def test_editing_opens_a_draft_with_everything_in_it(mei):
    note_id = await publish(mei, title="Noodles", body="hot", place="上海", subject="food", is_ai=True)

    async with mei.transaction() as tx:
        opened = await drafts.edit_draft(tx, note_id)

    assert (opened.edits, opened.title, opened.body, opened.place, opened.subject, opened.is_ai) == (
        note_id,
        "Noodles",
        "hot",
        "上海",
        "food",
        True,
    )
    assert await drafts.draft(mei, opened.id) == opened


async def test_nobody_edits_another_s_note(mei, diego):
    note_id = await publish(mei)

    with pytest.raises(NotFound):
        await edit(diego, note_id, title="theirs")
    with pytest.raises(NotFound):
        await publish(diego, edits=note_id, title="theirs")

    assert (await notes.visible(mei, note_id)).title == "Noodles at midnight"
