"""Following topics by all their names."""

import pytest

from hongqiao.features import topics
from hongqiao.features.topics import follows
from hongqiao.kernel.errors import NotAllowed, NotFound
from tests.cast import sign_up


async def test_who_follows_one_name_follows_all(scope):
    mei = await sign_up(scope, "mei")

    async with mei.transaction() as tx:
        await topics.follow(tx, topics.atlas().key_of("猫咪", "zh"))
        await topics.follow(tx, topics.atlas().key_of("cats", "en"))

    assert [topic.key for topic in await topics.followed(mei)] == ["cats"]


async def test_a_hashtag_that_nobody_knows_can_be_followed(scope):
    mei = await sign_up(scope, "mei")

    async with mei.transaction() as tx:
        await topics.follow(tx, "#冬雨之夜")

    assert [topic.key for topic in await topics.followed(mei)] == ["#冬雨之夜"]


async def test_unfollowing_ends_it_and_twice_changes_nothing(scope):
    mei = await sign_up(scope, "mei")
    async with mei.transaction() as tx:
        await topics.follow(tx, "cats")

    for _ in "ab":
        async with mei.transaction() as tx:
            await topics.unfollow(tx, "cats")

    assert await topics.followed(mei) == []


async def test_nobody_follows_what_there_is_not(scope):
    mei = await sign_up(scope, "mei")

    with pytest.raises(NotFound):
        await topics.follow(mei, "no-such-concept")


async def test_there_is_a_most_that_one_can_follow(scope, monkeypatch):
    mei = await sign_up(scope, "mei")
    monkeypatch.setattr(follows, "MAY_FOLLOW", 1)
    async with mei.transaction() as tx:
        await topics.follow(tx, "cats")

    with pytest.raises(NotAllowed):
        await topics.follow(mei, "dogs")


async def test_what_somebody_follows_leaves_with_their_account_and_is_theirs_alone(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    for person in (mei, diego):
        async with person.transaction() as tx:
            await topics.follow(tx, "cats")

    await topics.forget_follows(mei, mei.me)

    assert await topics.followed(mei) == []
    assert [topic.key for topic in await topics.followed(diego)] == ["cats"]
    assert await topics.followed(scope) == []
