"""People change which names are one topic, and can undo it."""

from dataclasses import replace

import pytest

from hongqiao.features import topics
from hongqiao.features.topics import changes
from hongqiao.features.topics.model import Change, Vote, agreed
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed
from hongqiao.kernel.scope import Scope
from tests.cast import sign_up


def reading(who: Scope, *reads: str) -> Scope:
    """The same person, who reads these languages."""
    viewer = who.viewer
    known = type(viewer)(viewer.account_id, viewer.handle, viewer.role, viewer.locale, reads)
    return replace(who, viewer=known)


async def proposed(who: Scope, propose, *args) -> int:
    async with who.transaction() as tx:
        return await propose(tx, *args)


async def decided(who: Scope, decide, change_id: int, **how) -> Change:
    async with who.transaction() as tx:
        change = await decide(tx, change_id, **how)
    await topics.reread(who)
    return change


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def aisha(scope):
    return await sign_up(scope, "aisha")


async def test_a_name_that_speakers_of_both_sides_agree_on_is_taken_over(scope, mei):
    id_ = await proposed(mei, changes.propose_name, "cats", "th", "แมว")

    for number, reads in enumerate((("th", "en"), ("en", "th"), ("zh-Hans", "th"))):
        voter = reading(await sign_up(scope, f"voter{number}"), *reads)
        change = await decided(voter, changes.vote, id_, yes=True, is_known=True)

    assert change.state == "accepted"
    assert topics.atlas().concept_of("แมว", "th") == "cats"
    assert topics.names_of(["cats"], "th") == {"cats": "แมว"}


async def test_who_reads_one_side_only_has_no_vote_nor_has_who_proposed_it(mei, scope):
    id_ = await proposed(mei, changes.propose_name, "cats", "th", "แมว")
    diego = await sign_up(scope, "diego")

    with pytest.raises(NotAllowed, match="each side"):
        await decided(diego, changes.vote, id_, yes=True, is_known=True)
    with pytest.raises(NotAllowed, match="Others"):
        await decided(mei, changes.vote, id_, yes=True, is_known=True)


async def test_topics_are_joined_by_who_is_trusted_and_parted_again_when_undone(mei, aisha):
    async with mei.transaction() as tx:
        await topics.follow(tx, "#cottagecore")
    id_ = await proposed(mei, changes.propose_merge, "village", "#cottagecore")

    with pytest.raises(NotAllowed, match="trusts"):
        await decided(mei, changes.accept, id_)
    await decided(aisha, changes.accept, id_)
    joined = topics.atlas().concept_of("cottagecore", "en")
    followed = [topic.key for topic in await topics.followed(mei)]
    await decided(aisha, changes.undo, id_)

    assert joined == "village"
    assert followed == ["village"]
    assert topics.atlas().concept_of("cottagecore", "en") == ""
    assert [topic.key for topic in await topics.followed(mei)] == ["#cottagecore"]
    log = await changes.history(mei, [one.change for one in await changes.proposals(mei, "village")])
    assert [(line.act, line.person_handle) for line in log] == [
        ("undone", "aisha"),
        ("accepted", "aisha"),
        ("proposed", "mei"),
    ]


async def test_two_concepts_become_one_and_their_followers_stay(mei, aisha):
    async with mei.transaction() as tx:
        await topics.follow(tx, "kitten")

    await decided(aisha, changes.accept, await proposed(mei, changes.propose_merge, "cats", "kitten"))

    assert topics.atlas().concept_of("子猫", "ja") == "cats"
    assert [topic.key for topic in await topics.followed(mei)] == ["cats"]
    async with mei.transaction() as tx:
        await topics.unfollow(tx, "cats")
    assert await topics.followed(mei) == []


async def test_names_that_mean_something_else_become_a_topic_of_their_own(mei, aisha):
    id_ = await proposed(mei, changes.propose_split, "cats", ["fr:chat", "fr:chats"])

    await decided(aisha, changes.accept, id_)

    known = topics.atlas()
    assert known.concept_of("chat", "fr") == known.concept_of("chats", "fr") != "cats"
    assert known.concept_of("chatmignon", "fr") == "cats"


async def test_a_hashtag_that_gets_a_name_is_a_topic_in_both_languages(mei, aisha):
    id_ = await proposed(mei, changes.propose_name, "#hygge", "zh", "北欧惬意")

    await decided(aisha, changes.accept, id_)

    assert topics.atlas().concept_of("北欧惬意", "zh") == topics.atlas().concept_of("hygge", "en") == "#hygge"
    assert {("hygge", ""), ("北欧惬意", "")} <= set(topics.listings_of("#hygge"))
    assert topics.atlas().knows("#hygge")


@pytest.mark.parametrize(
    ("propose", "args"),
    [
        (changes.propose_name, ("cats", "zh", "猫咪")),
        (changes.propose_name, ("cats", "zh", "狗狗")),
        (changes.propose_name, ("cats", "xx", "miau")),
        (changes.propose_name, ("cats", "es", "!!!")),
        (changes.propose_merge, ("cats", "cats")),
        (changes.propose_merge, ("cats", "#手紙")),
        (changes.propose_split, ("cats", ["en:nothing of it"])),
    ],
)
async def test_what_cannot_be_is_not_taken(mei, propose, args):
    with pytest.raises(Invalid):
        await proposed(mei, propose, *args)


async def test_the_same_is_proposed_once(mei, scope):
    await proposed(mei, changes.propose_merge, "cats", "kitten")
    diego = await sign_up(scope, "diego")

    with pytest.raises(Conflict):
        await proposed(diego, changes.propose_merge, "cats", "kitten")


async def test_who_proposed_takes_it_back_and_nobody_else_does(mei, scope):
    id_ = await proposed(mei, changes.propose_merge, "cats", "kitten")
    diego = await sign_up(scope, "diego")

    with pytest.raises(NotAllowed):
        await decided(diego, changes.take_back, id_)
    assert (await decided(mei, changes.take_back, id_)).state == "taken-back"


def test_three_of_one_side_alone_do_not_decide():
    change = Change(1, "name", "cats", "", "th", ["แมว"], ["th", "en zh"], "open", 1, "mei", None, 0)

    thai, english, against = Vote(True, "th", True), Vote(True, "en-GB", True), Vote(False, "th", True)

    assert agreed([thai] * 3, change) == "open"
    assert agreed([thai, english, thai], change) == "yes"
    assert agreed([thai, english, thai, against, against], change) == "open"
    assert agreed([against] * 3, change) == "no"


def test_new_accounts_alone_decide_nothing():
    change = Change(1, "name", "cats", "", "th", ["แมว"], ["th", "en zh"], "open", 1, "mei", None, 0)
    thai, new_thai, new_english = Vote(True, "th", True), Vote(True, "th", False), Vote(True, "en", False)
    against, new_against = Vote(False, "th", True), Vote(False, "th", False)

    assert agreed([new_thai, new_english, new_thai, thai], change) == "open"
    assert agreed([thai, new_english, thai], change) == "yes"
    assert agreed([against, *[new_against] * 5], change) == "open"
    assert agreed([against, against, new_against], change) == "no"
