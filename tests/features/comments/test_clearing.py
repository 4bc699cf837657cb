"""What is left of deleted comments: nothing, however the news are delivered. Case F5."""

import random

import pytest

from hongqiao.features import comments, notes, translation
from hongqiao.features.comments import reactors
from hongqiao.kernel.errors import NotFound
from tests.cast import drain, sign_up
from tests.features.acts import later, publish, say
from tests.features.deliveries import collect, deliver, deliver_badly


async def delete(who, comment):
    async with who.transaction() as tx:
        await comments.delete(tx, comment.id)


async def rows(scope, table):
    return (await scope.db.fetch(f"select count(*) from {table}"))[0][0]


async def test_deleted_words_leave_every_table(scope):
    mei = await sign_up(scope, "mei")
    note = await publish(mei)
    said = await say(mei, note, "a canary sings here")
    await drain(scope)
    text = comments.text_of(said, is_public=True)
    words = "aquí canta un canario"
    await translation.memory.keep_result(scope, text, "es", words, engine="test", version="1")

    await delete(mei, said)
    await drain(scope)

    assert await translation.stored(scope, [text], "es") == {}
    assert [await rows(scope, table) for table in ("comment", "my_comment", "comment_stat")] == [0, 0, 0]
    sources = await scope.db.fetch("select from translation_source where words like '%canary%'")
    assert sources == []


async def test_a_translation_stays_while_the_same_words_stand_elsewhere(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note = await publish(mei)
    first, second = await say(diego, note, "¡Qué rico!"), await say(diego, note, "¡Qué rico!")
    await drain(scope)
    text = comments.text_of(second, is_public=True)
    await translation.memory.keep_result(scope, text, "en", "Yum!", engine="test", version="1")

    await delete(diego, first)
    await drain(scope)

    assert (await translation.stored(scope, [text], "en"))[text.ref].words == "Yum!"


async def test_replies_leave_with_their_top_comment_many_at_a_time(scope, monkeypatch):
    monkeypatch.setattr(reactors, "_AT_ONCE", 2)
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note = await publish(mei)
    top = await say(mei, note, "top")
    for number in range(5):
        await say(diego, note, f"answer {number}", to=top.id)
    kept = await say(diego, note, "kept")
    await drain(scope)

    await delete(mei, top)
    await drain(scope)

    assert [row[0] for row in await scope.db.fetch("select id from comment")] == [kept.id]
    assert [row[0] for row in await scope.db.fetch("select comment_id from my_comment")] == [kept.id]


async def test_comments_leave_with_a_withdrawn_note(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note = await publish(mei)
    top = await say(diego, note, "top")
    await say(mei, note, "answer", to=top.id)
    await drain(scope)

    async with mei.transaction() as tx:
        await notes.withdraw(tx, note.id)
    with pytest.raises(NotFound):
        await comments.visible(diego, top.id)
    await drain(scope)

    assert [await rows(scope, table) for table in ("comment", "my_comment")] == [0, 0]


@pytest.mark.parametrize("seed", range(4))
async def test_lists_and_counts_are_true_however_news_are_delivered(scope, seed):
    chance = random.Random(seed)
    cast = [await sign_up(scope, handle) for handle in ("mei", "diego", "noor")]
    note = await publish(cast[0])
    said, pending = [], await collect(scope)

    for minute in range(30):
        who = later(chance.choice(cast), minutes=minute)
        if said and chance.random() < 0.35:
            comment = said.pop(chance.randrange(len(said)))
            try:
                await delete(cast[0], comment)
            except NotFound:
                assert comment.parent_id is not None  # it went with its top comment
        else:
            tops = [one for one in said if one.parent_id is None]
            to = chance.choice(tops).id if tops and chance.random() < 0.5 else None
            said.append(await say(who, note, f"comment {minute}", to=to))
        pending += await collect(scope)
        if chance.random() < 0.3:
            await deliver(scope, chance.sample(pending, min(4, len(pending))))
    await deliver_badly(scope, chance, pending)

    living = {(row[0], row[1]) for row in await scope.db.fetch("select author_id, id from comment")}
    mine = {(row[0], row[1]) for row in await scope.db.fetch("select account_id, comment_id from my_comment")}
    assert mine == living
    assert (await notes.note(scope, note.id)).comments == len(living)
    for thread in (await comments.thread(scope, note)).items:
        under = await scope.db.fetch("select from comment where parent_id = $1", thread.comment.id)
        assert thread.comment.replies == len(under)
