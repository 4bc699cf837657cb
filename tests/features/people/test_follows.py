"""Following: both sides of the edge, its counts, its lists."""

import asyncio
import random

import pytest

from hongqiao.features import people
from hongqiao.features.people import follows
from hongqiao.kernel.errors import Invalid, NotAllowed, SignInNeeded
from tests.cast import drain, sign_up
from tests.features.acts import follow, later, profile, unfollow
from tests.features.deliveries import collect, deliver, deliver_badly

_PAIRS = "select follower_id, account_id from follow_in"
_TRUE_PAIRS = "select account_id, target_id from follow_out"
_COUNTS = """
    select account_id, sum(followers), sum(following)
    from people_count
    group by account_id
"""


async def test_who_follows_is_among_the_followers_and_counted_on_both_sides(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")

    await follow(diego, mei)
    await follow(diego, mei)
    await drain(scope)

    seen, own = await profile(mei), await profile(diego)
    assert [person.handle for person in (await people.followers(scope, seen)).items] == ["diego"]
    assert [person.handle for person in (await people.following(scope, own)).items] == ["mei"]
    assert (seen.followers, seen.following, own.followers, own.following) == (1, 0, 0, 1)


async def test_who_stops_following_is_gone_from_both_sides(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    await follow(diego, mei)
    await drain(scope)

    await unfollow(diego, mei)
    await unfollow(diego, mei)
    await drain(scope)

    seen, own = await profile(mei), await profile(diego)
    assert not (await people.followers(scope, seen)).items
    assert (seen.followers, own.following) == (0, 0)
    assert await people.followed_among(diego, [mei.me]) == set()


async def test_nobody_follows_themselves_and_strangers_sign_in_first(scope):
    mei = await sign_up(scope, "mei")

    with pytest.raises(Invalid):
        await follow(mei, mei)
    with pytest.raises(SignInNeeded):
        await follow(scope, mei)

    assert await people.followed_among(scope, [mei.me]) == set()
    assert await people.followed_by(scope, limit=10) == []


async def test_beyond_the_limit_nothing_is_written(scope, monkeypatch):
    monkeypatch.setattr(follows, "MAY_FOLLOW", 1)
    mei, diego, noor = [await sign_up(scope, handle) for handle in ("mei", "diego", "noor")]
    await follow(mei, diego)

    with pytest.raises(NotAllowed):
        await follow(mei, noor)

    assert await people.followed_by(mei, limit=10) == [diego.me]
    assert (await profile(mei)).following == 1


async def test_following_many_times_at_once_counts_once(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")

    await asyncio.gather(*(follow(diego, mei) for _ in range(20)))
    await drain(scope)

    assert ((await profile(mei)).followers, (await profile(diego)).following) == (1, 1)


async def test_followers_are_paged_newest_first_without_gap_or_repetition(scope, monkeypatch):
    monkeypatch.setattr(follows, "PAGE_SIZE", 2)
    mei = await sign_up(scope, "mei")
    for place, handle in enumerate(("diego", "aisha", "noor", "luma", "tom")):
        await follow(later(await sign_up(scope, handle), minutes=place // 2), mei)
    await drain(scope)
    seen = await profile(mei)

    pages = [await people.followers(scope, seen)]
    while pages[-1].next:
        pages.append(await people.followers(scope, seen, pages[-1].next))

    handles = [person.handle for page in pages for person in page.items]
    assert [len(page.items) for page in pages] == [2, 2, 1]
    assert handles[0] == "tom"
    assert set(handles[1:3]) == {"noor", "luma"}
    assert set(handles[3:]) == {"diego", "aisha"}


@pytest.mark.parametrize("cursor", ["x", "OTk5OTk5OTk5OTk5OTk5OTk5LDE", "LTEsMQ"])
async def test_a_forged_cursor_is_refused(scope, cursor):
    await sign_up(scope, "mei")

    with pytest.raises(Invalid):
        await people.followers(scope, await people.person(scope, "mei"), cursor)


async def test_the_feed_asks_for_the_newest_followed_first(scope):
    mei = await sign_up(scope, "mei")
    for place, handle in enumerate(("diego", "aisha", "noor")):
        await follow(later(mei, minutes=place), await sign_up(scope, handle))

    newest = await people.followed_by(mei, limit=2)

    named = await people.people(scope, newest)
    assert [named[id_].handle for id_ in newest] == ["noor", "aisha"]


@pytest.mark.parametrize("seed", range(6))
async def test_followers_mirror_followed_however_news_are_delivered(scope, seed):
    chance = random.Random(seed)
    cast = [await sign_up(scope, handle) for handle in ("mei", "diego", "aisha", "noor", "luma")]
    pending = await collect(scope)

    for _ in range(40):
        who, whom = chance.sample(cast, 2)
        await chance.choice((follow, follow, unfollow))(who, whom)
        pending += await collect(scope)
        if chance.random() < 0.4:
            await deliver(scope, chance.sample(pending, min(4, len(pending))))
    await deliver_badly(scope, chance, pending)

    true = {tuple(row) for row in await scope.db.fetch(_TRUE_PAIRS)}
    assert {tuple(row) for row in await scope.db.fetch(_PAIRS)} == true
    for account_id, followers, following in await scope.db.fetch(_COUNTS):
        assert followers == sum(whom == account_id for _, whom in true)
        assert following == sum(who == account_id for who, _ in true)
