"""Likes of notes and comments: the viewer's side, the subject's side, the counts."""

import asyncio
import random

import pytest

from hongqiao.features import comments, notes, reactions
from hongqiao.features.reactions import Kind
from hongqiao.kernel.errors import SignInNeeded
from tests.cast import sign_up
from tests.features.acts import publish, say
from tests.features.deliveries import collect, deliver, deliver_badly

_TRUE = "select account_id, kind, subject_id from like_out"
_MIRROR = "select account_id, kind, subject_id from like_in"


async def like(who, kind, subject_id):
    async with who.transaction() as tx:
        await reactions.like(tx, kind, subject_id)


async def unlike(who, kind, subject_id):
    async with who.transaction() as tx:
        await reactions.unlike(tx, kind, subject_id)


async def settled(scope):
    await deliver_badly(scope, random.Random(0))


async def test_a_like_is_seen_by_who_gave_it_at_once_and_counted_soon(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note = await publish(mei)

    await like(diego, Kind.NOTE, note.id)

    assert await reactions.liked_among(diego, Kind.NOTE, [note.id, 5]) == {note.id}
    assert await reactions.liked_among(diego, Kind.COMMENT, [note.id]) == set()
    assert await reactions.liked_among(mei, Kind.NOTE, [note.id]) == set()
    await settled(scope)
    assert (await notes.note(scope, note.id)).likes == 1


async def test_liking_many_times_at_once_counts_once(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note = await publish(mei)

    await asyncio.gather(*(like(diego, Kind.NOTE, note.id) for _ in range(30)))
    await settled(scope)

    assert (await notes.note(scope, note.id)).likes == 1


async def test_a_like_taken_back_counts_no_more(scope):
    mei = await sign_up(scope, "mei")
    note = await publish(mei)
    await like(mei, Kind.NOTE, note.id)
    await settled(scope)

    for _ in range(2):
        await unlike(mei, Kind.NOTE, note.id)
    await settled(scope)

    assert (await notes.note(scope, note.id)).likes == 0
    assert await scope.db.fetch(_MIRROR) == []


async def test_a_liked_comment_counts_its_likes(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note = await publish(mei)
    said = await say(mei, note)

    await like(diego, Kind.COMMENT, said.id)
    await settled(scope)

    assert (await comments.visible(scope, said.id)).likes == 1
    assert await reactions.liked_among(diego, Kind.COMMENT, [said.id]) == {said.id}
    assert (await notes.note(scope, note.id)).likes == 0


async def test_strangers_sign_in_before_they_like(scope):
    with pytest.raises(SignInNeeded):
        await like(scope, Kind.NOTE, 5)

    assert await reactions.liked_among(scope, Kind.NOTE, [5]) == set()


@pytest.mark.parametrize("seed", range(6))
async def test_likes_mirror_and_count_however_news_are_delivered(scope, seed):
    chance = random.Random(seed)
    cast = [await sign_up(scope, handle) for handle in ("mei", "diego", "noor", "luma")]
    written = [await publish(cast[0]), await publish(cast[1])]
    said = [await say(who, written[0]) for who in cast[:2]]
    subjects = [(Kind.NOTE, note.id) for note in written] + [(Kind.COMMENT, one.id) for one in said]
    pending = await collect(scope)

    for _ in range(50):
        act = chance.choice((like, like, unlike))
        await act(chance.choice(cast), *chance.choice(subjects))
        pending += await collect(scope)
        if chance.random() < 0.4:
            await deliver(scope, chance.sample(pending, min(4, len(pending))))
    await deliver_badly(scope, chance, pending)

    true = {tuple(row) for row in await scope.db.fetch(_TRUE)}
    assert {tuple(row) for row in await scope.db.fetch(_MIRROR)} == true
    for kind, subject_id in subjects:
        find = notes.note if kind == Kind.NOTE else comments.visible
        shown = await find(scope, subject_id)
        assert shown.likes == sum((a_kind, an_id) == (kind, subject_id) for _, a_kind, an_id in true)
