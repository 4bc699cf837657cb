"""Who may comment, what waits for a note's author, and what they remove."""

import pytest

from hongqiao.features import comments, notes
from hongqiao.features.comments import welcome
from hongqiao.features.comments.model import may_say
from hongqiao.features.notes.lists import Replies
from hongqiao.kernel.errors import Invalid, NotAllowed, NotFound
from tests.cast import drain, sign_up
from tests.features.acts import block, follow, publish, say


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


@pytest.fixture
async def luma(scope):
    return await sign_up(scope, "luma")


async def limit(author, note, replies: Replies):
    async with author.transaction() as tx:
        await notes.lists.limit_replies(tx, note.id, replies)


async def words_under(viewer, note) -> list[str]:
    return [one.comment.words for one in (await comments.thread(viewer, note)).items]


async def aside(viewer, note) -> list[tuple[str, bool]]:
    return [(one.words, one.waits) for one in await welcome.aside(viewer, note)]


@pytest.mark.parametrize(
    ("replies", "may"),
    [
        (Replies.EVERYONE, {"follower", "followed", "other"}),
        (Replies.FOLLOWERS, {"follower"}),
        (Replies.FOLLOWED, {"followed"}),
        (Replies.NOBODY, set()),
    ],
)
def test_the_rule_of_who_may_comment(replies, may):
    told = {
        "follower": may_say(2, author_id=1, replies=replies, follows=True, is_followed=False),
        "followed": may_say(2, author_id=1, replies=replies, follows=False, is_followed=True),
        "other": may_say(2, author_id=1, replies=replies, follows=False, is_followed=False),
    }

    assert {name for name, yes in told.items() if yes} == may
    assert may_say(1, author_id=1, replies=replies, follows=False, is_followed=False)


async def test_only_those_whom_the_author_chose_say_something(mei, diego, luma):
    note = await publish(mei)
    await follow(diego, mei)
    await follow(mei, luma)

    chosen = {Replies.FOLLOWERS: {"diego"}, Replies.FOLLOWED: {"luma"}, Replies.NOBODY: set()}
    for replies, may in chosen.items():
        await limit(mei, note, replies)
        for who in (diego, luma):
            if who.viewer.handle in may:
                await say(who, note)
            else:
                with pytest.raises(NotAllowed):
                    await say(who, note)
        await say(mei, note, "The author always may")


async def test_nobody_limits_the_note_of_another(mei, diego):
    note = await publish(mei)

    with pytest.raises(NotFound):
        await limit(diego, note, Replies.NOBODY)

    await say(diego, note)


async def test_a_comment_with_a_held_word_waits_and_is_counted_when_it_is_let_in(scope, mei, diego, luma):
    note = await publish(mei)
    async with mei.transaction() as tx:
        await welcome.hold_word(tx, "貓")

    said = await say(diego, note, "好可爱的猫")

    assert await words_under(luma, note) == [] and await words_under(diego, note) == []
    assert (await notes.note(mei, note.id)).comments == 0
    assert await aside(mei, note) == await aside(diego, note) == [("好可爱的猫", True)]
    assert await aside(luma, note) == await aside(scope, note) == []
    with pytest.raises(NotFound):
        await comments.visible(luma, said.id)

    async with mei.transaction() as tx:
        await welcome.let_in(tx, said.id)
    await drain(scope)

    assert await words_under(luma, note) == ["好可爱的猫"]
    assert (await notes.note(luma, note.id)).comments == 1
    assert await aside(mei, note) == []


async def test_only_the_notes_author_lets_in_what_waits(mei, diego, luma):
    note = await publish(mei)
    async with mei.transaction() as tx:
        await welcome.hold_word(tx, "ship")
    said = await say(diego, note, "Ship it")

    for who in (diego, luma):
        with pytest.raises(NotFound):
            async with who.transaction() as tx:
                await welcome.let_in(tx, said.id)

    assert await words_under(luma, note) == []


async def test_who_wrote_a_removed_comment_sees_it_with_the_reason_and_nobody_else_does(mei, diego, luma):
    note = await publish(mei)
    said = await say(diego, note, "Buy here")
    await say(luma, note, "An answer", to=said.id)

    async with mei.transaction() as tx:
        await welcome.put_aside(tx, said.id, 2)

    assert await words_under(luma, note) == [] and await words_under(mei, note) == []
    assert (await notes.note(mei, note.id)).comments == 0
    (own,) = await welcome.aside(diego, note)
    assert own.removed_for == welcome.REASONS[2]
    assert await welcome.aside(mei, note) == await welcome.aside(luma, note) == []


@pytest.mark.parametrize("reason", [-1, 99])
async def test_a_comment_is_removed_for_a_reason_that_there_is(mei, diego, reason):
    note = await publish(mei)
    said = await say(diego, note)

    with pytest.raises(Invalid):
        async with mei.transaction() as tx:
            await welcome.put_aside(tx, said.id, reason)

    assert await words_under(diego, note) == [said.words]


async def test_only_the_notes_author_removes_and_not_their_own(mei, diego, luma):
    note = await publish(mei)
    said, own = await say(diego, note), await say(mei, note, "Mine")

    for who, comment in ((diego, said), (luma, said), (mei, own)):
        with pytest.raises(NotFound):
            async with who.transaction() as tx:
                await welcome.put_aside(tx, comment.id, 0)


async def test_what_was_removed_can_be_taken_back_by_who_wrote_it(scope, mei, diego):
    note = await publish(mei)
    said = await say(diego, note)
    async with mei.transaction() as tx:
        await welcome.put_aside(tx, said.id, 0)

    async with diego.transaction() as tx:
        await comments.delete(tx, said.id)
    await drain(scope)

    assert await welcome.aside(diego, note) == []
    assert await scope.db.fetch("select 1 from comment") == []


async def test_comments_across_a_block_are_not_seen_counted_or_answered(scope, mei, diego, luma):
    note = await publish(luma)
    said = await say(mei, note, "By mei")
    await say(luma, note, "Under it", to=said.id)
    await say(luma, note, "Beside it")

    await block(mei, diego)
    await drain(scope)

    assert await words_under(diego, note) == ["Beside it"]
    assert await welcome.count_apart(diego, note) == 2
    assert await welcome.count_apart(luma, note) == 0
    with pytest.raises(NotFound):
        await say(diego, note, to=said.id)
    with pytest.raises(NotFound):
        await comments.visible(diego, said.id)
    assert await comments.visible_among(diego, [said.id]) == {}
