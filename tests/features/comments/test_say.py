"""Saying something, twice at once, in answer to somebody; deleting; pinning."""

import asyncio

import pytest

from hongqiao.features import comments, notes
from hongqiao.kernel.errors import Invalid, NotFound, SignInNeeded
from hongqiao.kernel.ids import CommentId, bucket_of
from tests.cast import drain, sign_up
from tests.features.acts import later, publish, say


async def two(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    return mei, diego, await publish(mei)


async def delete(who, comment):
    async with who.transaction() as tx:
        await comments.delete(tx, comment.id)


async def count(scope, note):
    return (await notes.note(scope, note.id)).comments


async def words_of(scope, note):
    page = await comments.thread(scope, note)
    return [(thread.comment.words, [reply.words for reply in thread.replies]) for thread in page.items]


async def test_a_comment_stands_under_its_note_and_is_counted(scope):
    mei, diego, note = await two(scope)

    said = await say(diego, note, " ¿Dónde  es? ")

    assert (said.words, said.lang, said.author_id) == ("¿Dónde es?", "es", diego.me)
    assert not said.is_by_note_author
    assert bucket_of(said.id) == bucket_of(note.id)
    assert await words_of(mei, note) == [("¿Dónde es?", [])]
    assert await count(mei, note) == 1


async def test_nobody_says_nothing_and_strangers_sign_in_first(scope):
    _, diego, note = await two(scope)

    with pytest.raises(Invalid):
        await say(diego, note, "  ")
    with pytest.raises(SignInNeeded):
        await say(scope, note, "hello")

    assert await words_of(scope, note) == []


async def test_one_press_makes_one_comment_however_often_it_arrives(scope):
    _, diego, note = await two(scope)

    said = await asyncio.gather(*(say(diego, note, "me too", once="press 1") for _ in range(6)))
    other = await say(diego, note, "me too", once="press 2")

    assert len({comment.id for comment in said}) == 1
    assert other.id != said[0].id
    assert await count(scope, note) == 2


async def test_presses_of_two_people_do_not_meet(scope):
    mei, diego, note = await two(scope)

    first, second = await say(mei, note, "哈哈", once="1"), await say(diego, note, "jaja", once="1")

    assert first.id != second.id


async def test_what_was_deleted_can_be_said_again_with_the_same_press(scope):
    _, diego, note = await two(scope)
    first = await say(diego, note, "hola", once="1")
    await delete(diego, first)

    again = await say(diego, note, "hola", once="1")

    assert again.id != first.id
    assert await words_of(scope, note) == [("hola", [])]


async def test_a_reply_to_a_reply_joins_its_top_comment(scope):
    mei, diego, note = await two(scope)
    top = await say(diego, note, "¿Dónde?")
    answer = await say(later(mei, minutes=1), note, "成都", to=top.id)

    third = await say(later(diego, minutes=2), note, "¡Gracias!", to=answer.id)

    assert (answer.parent_id, answer.reply_to_id) == (top.id, None)
    assert (third.parent_id, third.reply_to_id) == (top.id, answer.id)
    assert await words_of(scope, note) == [("¿Dónde?", ["成都", "¡Gracias!"])]


async def test_an_answer_to_another_note_s_comment_is_refused(scope):
    mei, diego, note = await two(scope)
    elsewhere = await say(diego, await publish(mei, "Another"), "hola")

    with pytest.raises(NotFound):
        await say(diego, note, "hola", to=elsewhere.id)


async def test_the_notes_author_deletes_what_others_said_and_others_do_not(scope):
    mei, diego, note = await two(scope)
    noor = await sign_up(scope, "noor")
    said = await say(diego, note, "Buy followers at …")

    with pytest.raises(NotFound):
        await delete(noor, said)
    with pytest.raises(NotFound):
        await delete(scope, said)
    await delete(mei, said)

    assert await words_of(scope, note) == []
    assert await count(scope, note) == 0
    with pytest.raises(NotFound):
        await delete(mei, said)


async def test_a_deleted_top_comment_takes_its_replies_along(scope):
    mei, diego, note = await two(scope)
    top = await say(diego, note, "¿Dónde?")
    answers = [await say(later(mei, minutes=m), note, "成都", to=top.id) for m in (1, 2, 3)]
    await say(diego, note, "hola")
    await delete(mei, answers[0])

    await delete(diego, top)

    assert await words_of(scope, note) == [("hola", [])]
    assert await count(scope, note) == 1
    for gone in (top, *answers):
        with pytest.raises(NotFound):
            await comments.visible(scope, gone.id)
    with pytest.raises(NotFound):
        await say(mei, note, "成都", to=answers[1].id)
    with pytest.raises(NotFound):
        await delete(mei, answers[1])


async def test_answers_that_race_with_a_deletion_leave_no_false_count(scope):
    mei, diego, note = await two(scope)
    top = await say(diego, note, "¿Dónde?")

    done = await asyncio.gather(
        *(say(mei, note, f"成都 {number}", to=top.id) for number in range(4)),
        delete(diego, top),
        return_exceptions=True,
    )

    assert all(not isinstance(one, Exception) or isinstance(one, NotFound) for one in done)
    assert await count(scope, note) == 0
    assert await words_of(scope, note) == []


async def test_replies_deleted_while_their_top_comment_is_leave_no_false_count(scope):
    mei, diego, note = await two(scope)
    for round_ in range(4):
        top = await say(diego, note, f"¿Dónde? {round_}")
        answers = [await say(mei, note, "成都", to=top.id) for _ in range(4)]

        done = await asyncio.gather(
            *(delete(mei, answer) for answer in answers), delete(diego, top), return_exceptions=True
        )

        assert all(not isinstance(one, Exception) or isinstance(one, NotFound) for one in done)
        assert await count(scope, note) == 0


async def test_one_comment_at_most_is_pinned_and_it_stands_first(scope):
    mei, diego, note = await two(scope)
    first, second, third = [
        await say(later(diego, hours=hour), note, words) for hour, words in enumerate(("uno", "dos", "tres"))
    ]

    async def change(who, act, comment):
        async with who.transaction() as tx:
            await act(tx, comment.id)

    await asyncio.gather(change(mei, comments.pin, first), change(mei, comments.pin, second))
    await change(mei, comments.pin, first)
    pinned = await comments.thread(scope, note)
    await change(mei, comments.unpin, second)
    await change(mei, comments.unpin, first)

    assert [thread.comment.words for thread in pinned.items] == ["uno", "tres", "dos"]
    assert [thread.comment.is_pinned for thread in pinned.items] == [True, False, False]
    assert [words for words, _ in await words_of(scope, note)] == ["tres", "dos", "uno"]
    with pytest.raises(NotFound):
        await change(diego, comments.pin, third)


async def test_a_reply_is_not_pinned_and_a_deleted_comment_is_pinned_no_more(scope):
    mei, diego, note = await two(scope)
    top = await say(diego, note, "uno")
    answer = await say(diego, note, "dos", to=top.id)

    async with mei.transaction() as tx:
        await comments.pin(tx, top.id)
    with pytest.raises(NotFound):
        async with mei.transaction() as tx:
            await comments.pin(tx, answer.id)
    await delete(diego, top)
    await drain(scope)

    assert await words_of(scope, note) == []
    assert await scope.db.fetch("select from comment_pin") == []


async def test_absent_comments_are_not_found(scope):
    mei, *_ = await two(scope)

    with pytest.raises(NotFound):
        async with mei.transaction() as tx:
            await comments.delete(tx, CommentId(77))
