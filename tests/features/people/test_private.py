"""Private accounts: a wish to follow gives nothing, an answer is the owner's, opening lets everybody in."""

import random

import pytest

from hongqiao.features import people
from hongqiao.features.people import private as private_accounts
from hongqiao.kernel.errors import NotFound
from tests.cast import drain, sign_up
from tests.features.acts import block, follow, later, profile, unfollow
from tests.features.deliveries import collect, deliver_badly


async def private(who) -> None:
    async with who.transaction() as tx:
        await private_accounts.go_private(tx)


async def answer(owner, asker, given) -> None:
    async with owner.transaction() as tx:
        await given(tx, asker.me)
    await drain(owner)


async def asking(owner) -> list[str]:
    return [one.handle for one in (await private_accounts.requests(owner)).items]


@pytest.fixture
async def mei(scope):
    mei = await sign_up(scope, "mei")
    await private(mei)
    return mei


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


async def test_a_wish_to_follow_a_private_account_is_no_follow(scope, mei, diego):
    """CVE-2025-30741."""
    await follow(diego, mei)
    await drain(scope)

    assert await people.followed_among(diego, [mei.me]) == set()
    assert await people.followed_by(diego, limit=10) == []
    assert (await profile(mei)).followers == 0
    assert await private_accounts.asked_among(diego, [mei.me]) == {mei.me}
    assert await asking(mei) == ["diego"]


async def test_who_is_accepted_follows_and_asks_no_more(scope, mei, diego):
    await follow(diego, mei)
    await drain(scope)

    await answer(mei, diego, private_accounts.accept)

    assert await people.followed_among(diego, [mei.me]) == {mei.me}
    assert (await profile(mei)).followers == 1
    assert await asking(mei) == []
    assert await private_accounts.asked_among(diego, [mei.me]) == set()


async def test_who_is_refused_follows_nobody_and_may_ask_again(scope, mei, diego):
    await follow(diego, mei)
    await drain(scope)

    await answer(mei, diego, private_accounts.refuse)

    assert await people.followed_among(diego, [mei.me]) == set()
    assert await asking(mei) == []
    await follow(diego, mei)
    await drain(scope)
    assert await asking(mei) == ["diego"]


async def test_a_wish_that_was_taken_back_cannot_be_accepted(scope, mei, diego):
    await follow(diego, mei)
    await drain(scope)

    await unfollow(diego, mei)
    await drain(scope)

    with pytest.raises(NotFound):
        await answer(mei, diego, private_accounts.accept)
    assert await people.followed_among(diego, [mei.me]) == set()


async def test_nobody_accepts_for_another_or_who_never_asked(scope, mei, diego):
    luma = await sign_up(scope, "luma")
    await follow(diego, mei)
    await drain(scope)

    for who in (luma, diego):
        with pytest.raises(NotFound):
            await answer(who, diego, private_accounts.accept)
    with pytest.raises(NotFound):
        await answer(mei, luma, private_accounts.accept)


async def test_who_followed_before_stays_and_opening_lets_in_who_asks(scope, diego):
    mei, luma = await sign_up(scope, "mei"), await sign_up(scope, "luma")
    await follow(diego, mei)
    await private(mei)
    await follow(luma, mei)
    await drain(scope)
    assert await people.followed_among(diego, [mei.me]) == {mei.me}
    assert await asking(mei) == ["luma"]

    async with mei.transaction() as tx:
        await private_accounts.go_public(tx)
    await drain(scope)

    assert await people.followed_among(luma, [mei.me]) == {mei.me}
    assert await asking(mei) == []


async def test_a_block_ends_a_wish_on_both_sides(scope, mei, diego):
    await follow(diego, mei)
    await drain(scope)

    await block(mei, diego)
    await drain(scope)

    assert await asking(mei) == []
    assert await scope.db.fetch("select 1 from follow_wish") == []
    assert await scope.db.fetch("select 1 from follow_request") == []


async def test_lists_of_a_private_account_are_closed_to_who_does_not_follow(scope, mei, diego):
    seen = await people.person(diego, "mei")

    for listed in (people.followers, people.following):
        with pytest.raises(NotFound):
            await listed(diego, seen)
        with pytest.raises(NotFound):
            await listed(scope, seen)
        assert (await listed(mei, seen)).items == []


@pytest.mark.parametrize("seed", range(8))
async def test_however_news_are_delivered_wishes_and_follows_agree(scope, mei, seed):
    chance = random.Random(seed)
    askers = [await sign_up(scope, handle) for handle in ("diego", "luma", "noor")]
    pending = await collect(scope)

    for step in range(24):
        asker = chance.choice(askers)
        act = chance.choice(("follow", "follow", "unfollow", "accept", "refuse"))
        try:
            if act == "follow":
                await follow(later(asker, seconds=step), mei)
            elif act == "unfollow":
                await unfollow(asker, mei)
            else:
                async with mei.transaction() as tx:
                    await getattr(private_accounts, act)(tx, asker.me)
        except NotFound:
            pass
        pending += await collect(scope)
        if chance.random() < 0.5:
            await deliver_badly(scope, chance, pending)
            pending = []
    await deliver_badly(scope, chance, pending)

    near = {row[0] for row in await scope.db.fetch("select account_id from follow_out")}
    wished = {row[0] for row in await scope.db.fetch("select account_id from follow_wish")}
    unanswered = "select asker_id from follow_request where not is_accepted"
    asked = {row[0] for row in await scope.db.fetch(unanswered)}
    assert not near & wished
    assert {row[0] for row in await scope.db.fetch("select follower_id from follow_in")} == near
    assert asked == wished


async def test_the_place_of_a_private_account_is_shared_with_no_other_text(scope):
    mei = await sign_up(scope, "mei")
    async with mei.transaction() as tx:
        await people.change_profile(tx, name="Mei", bio="", place="成都锦里")
    await drain(scope)
    assert await _place_is_shared(scope) == [True]

    async with mei.transaction() as tx:
        await private_accounts.go_private(tx)
    await drain(scope)
    closed, shown = await _place_is_shared(scope), (await people.person(mei, "mei")).place_text
    async with mei.transaction() as tx:
        await private_accounts.go_public(tx)
    await drain(scope)

    assert (closed, shown.shared) == ([False], False)
    assert await _place_is_shared(scope) == [True]


async def _place_is_shared(scope) -> list[bool]:
    found = await scope.db.fetch("select shared from translation_source where words = '成都锦里'")
    return [row[0] for row in found]
