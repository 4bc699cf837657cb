"""Who sees a note, whatever stands between two people: every list agrees with the one rule."""

import contextlib
import random

import pytest

from hongqiao.features import feeds, notes, people
from hongqiao.features.notes.model import Audience, may_see
from hongqiao.kernel.errors import NotFound
from tests.cast import drain, sign_up
from tests.features.acts import block, follow, mute, publish, unblock, unfollow

SEEDS = range(12)


async def go(who, change) -> None:
    async with who.transaction() as tx:
        await change(tx)


async def seen_by(viewer, note) -> dict[str, bool]:
    """What each way of asking says."""
    found = {}
    for name, ask in (("visible", notes.visible), ("note", notes.note), ("revisions", notes.lists.revisions)):
        try:
            await ask(viewer, note.id)
            found[name] = True
        except NotFound:
            found[name] = False
    found["lines"] = [line.id for line in await notes.lines(viewer, [note.id])] == [note.id]
    found["profile"] = note.id in (await notes.lists.notes_by(viewer, note.author_id)).items
    found["count"] = await notes.lists.count_by(viewer, note.author_id) == 1
    return found


async def test_a_private_accounts_notes_are_for_followers_and_come_back_as_they_were(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    open_, own = await publish(mei, "For all"), await publish(mei, "For me", audience=Audience.ME)
    await follow(diego, mei)

    await go(mei, notes.audiences.go_private)
    later = await publish(mei, "After that")

    every = [open_.id, own.id, later.id]
    assert [line.id for line in await notes.lines(diego, every)] == [open_.id, later.id]
    assert await notes.lines(scope, every) == []
    await go(mei, notes.audiences.go_public)
    await drain(scope)
    assert [line.id for line in await notes.lines(scope, every)] == [open_.id, later.id]
    assert (await notes.drafts.edit_draft(mei, own.id)).audience == Audience.ME


async def test_a_note_of_a_private_account_leaves_topics_and_is_there_again_when_it_opens(scope):
    mei = await sign_up(scope, "mei")
    note = await publish(mei, "Tea")
    await scope.db.execute("update note set subject = 'food' where id = $1", note.id)

    await go(mei, notes.audiences.go_private)
    await drain(scope)

    assert (await notes.topics.notes_on_shelf(scope, "food")).items == []
    assert await notes.lists.public_among(scope, [note.id]) == []
    await go(mei, notes.audiences.go_public)
    await drain(scope)
    assert (await notes.topics.notes_on_shelf(scope, "food")).items == [note.id]


async def test_the_draft_of_an_edit_keeps_the_audience_that_was_chosen(scope):
    mei = await sign_up(scope, "mei")
    note = await publish(mei)

    await go(mei, notes.audiences.go_private)

    assert (await notes.drafts.edit_draft(mei, note.id)).audience == Audience.PUBLIC


async def test_feeds_leave_out_who_is_muted_and_their_own_page_does_not(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note = await publish(mei)
    await follow(diego, mei)

    await mute(diego, mei)

    assert (await feeds.following_feed(diego)).items == [note.id]
    assert await notes.lists.feed_lines(diego, [note.id]) == []
    assert [line.id for line in await notes.lines(diego, [note.id])] == [note.id]
    assert [line.id for line in await notes.lists.feed_lines(mei, [note.id])] == [note.id]


@pytest.mark.parametrize("seed", SEEDS)
async def test_all_ways_of_asking_agree_with_the_one_rule(scope, seed):
    """D2: random people, notes, follows, blocks and private accounts."""
    chance = random.Random(seed)
    cast = [await sign_up(scope, handle) for handle in ("mei", "diego", "luma", "noor")]
    written = [await publish(who, audience=chance.choice(list(Audience))) for who in cast]
    acts = (follow, follow, follow, unfollow, block, unblock)
    for _ in range(14):
        who, whom = chance.sample(cast, 2)
        with contextlib.suppress(NotFound):
            await chance.choice(acts)(who, whom)
        await drain(scope)
        if chance.random() < 0.3:
            await go(who, chance.choice((notes.audiences.go_private, notes.audiences.go_public)))
    await drain(scope)

    for viewer in (*cast, scope):
        me = viewer.viewer.account_id
        for note, author in zip(written, cast, strict=True):
            (audience,) = await scope.db.fetchrow("select audience from note where id = $1", note.id)
            wanted = may_see(
                me,
                author_id=author.me,
                audience=audience,
                follows=author.me in await people.followed_among(viewer, [author.me]),
                parted=author.me in await people.boundaries.parted_among(viewer, [author.me]),
            )
            assert set((await seen_by(viewer, note)).values()) == {wanted}, (me, note, audience)
            private = await people.private.is_private(scope, author.me)
            assert not (private and audience == Audience.PUBLIC)
