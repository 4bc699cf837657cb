"""Blocks and mutes: who is parted from whom, and that a block ends every follow between two people."""

import asyncio
import contextlib
import random

import pytest

from hongqiao.features import people
from hongqiao.features.people import boundaries
from hongqiao.kernel.errors import Invalid, NotFound, SignInNeeded
from tests.cast import drain, sign_up
from tests.features.acts import block, follow, mute, profile, unblock
from tests.features.deliveries import collect, deliver_badly

RACES = 50


async def test_a_block_makes_two_people_invisible_to_each_other(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")

    await block(mei, diego)
    await drain(scope)

    for viewer, other in ((mei, "diego"), (diego, "mei")):
        with pytest.raises(NotFound):
            await people.person(viewer, other)
        assert await boundaries.parted_among(viewer, [mei.me, diego.me]) == {
            diego.me if viewer is mei else mei.me
        }
    assert (await people.person(scope, "mei")).handle == "mei"


async def test_who_blocks_sees_it_at_once_without_any_reactor(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")

    await block(mei, diego)

    with pytest.raises(NotFound):
        await people.person(mei, "diego")


async def test_a_block_ends_follows_both_ways_and_none_can_be_made(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    await follow(mei, diego)
    await follow(diego, mei)
    await drain(scope)

    await block(mei, diego)
    await drain(scope)

    for who, whom in ((mei, diego), (diego, mei)):
        with pytest.raises(NotFound):
            await follow(who, whom)
        assert await people.followed_by(who, limit=10) == []
        assert ((await profile(who)).followers, (await profile(who)).following) == (0, 0)


async def test_who_is_let_go_is_seen_again_but_follows_nobody(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    await follow(diego, mei)
    await block(mei, diego)
    await drain(scope)

    await unblock(mei, diego)
    await drain(scope)

    assert (await people.person(diego, "mei")).handle == "mei"
    assert await people.followed_by(diego, limit=10) == []
    assert (await boundaries.blocked(mei)).items == []


async def test_both_may_block_and_one_letting_go_leaves_the_other_block(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    await block(mei, diego)
    await block(diego, mei)
    await drain(scope)

    await unblock(mei, diego)
    await drain(scope)

    assert await boundaries.parted_among(mei, [diego.me]) == {diego.me}
    with pytest.raises(NotFound):
        await people.person(mei, "diego")


async def test_a_mute_is_known_to_the_one_who_mutes_and_parts_nobody(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")

    await mute(mei, diego)
    await drain(scope)

    assert (await boundaries.among(mei, [diego.me])).muted == {diego.me}
    assert await boundaries.parted_among(mei, [diego.me]) == frozenset()
    assert await boundaries.among(diego, [mei.me]) == boundaries.NONE
    assert [one.handle for one in (await boundaries.muted(mei)).items] == ["diego"]


async def test_nobody_blocks_or_mutes_themselves_and_visitors_sign_in(scope):
    mei = await sign_up(scope, "mei")

    for act in (block, mute):
        with pytest.raises(Invalid):
            await act(mei, mei)
        with pytest.raises(SignInNeeded):
            await act(scope, mei)


async def test_lists_of_people_leave_out_who_is_parted_from_the_viewer(scope):
    mei, diego, luma = [await sign_up(scope, handle) for handle in ("mei", "diego", "luma")]
    await follow(diego, luma)
    await follow(mei, luma)
    await block(mei, diego)
    await drain(scope)

    seen = [person.handle for person in (await people.followers(mei, await profile(luma))).items]

    assert seen == ["mei"]


@pytest.mark.parametrize("race", range(RACES))
async def test_a_block_wins_over_a_follow_of_the_same_moment(scope, race):
    """F2: whatever comes first, no edge is left between the two."""
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")

    async def tries() -> None:
        for who, whom in ((diego, mei), (mei, diego)):
            with contextlib.suppress(NotFound):
                await follow(who, whom)

    both = [tries(), block(mei, diego)]
    await asyncio.gather(*(both if race % 2 else reversed(both)), drain_some(scope, race))
    await deliver_badly(scope, random.Random(race), await collect(scope))

    assert await scope.db.fetch("select 1 from follow_out") == []
    assert await scope.db.fetch("select 1 from follow_in") == []
    assert await boundaries.parted_among(diego, [mei.me]) == {mei.me}
    assert ((await profile(mei)).followers, (await profile(diego)).following) == (0, 0)


async def drain_some(scope, race: int) -> None:
    """Lets reactors run between the two, a little later each time."""
    await asyncio.sleep(race / 10_000)
    await drain(scope)
