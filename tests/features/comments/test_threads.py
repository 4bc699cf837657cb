"""Reading threads: order, pages, who sees them, which languages are in them."""

import pytest

from hongqiao.features import comments, notes
from hongqiao.features.comments import read
from hongqiao.kernel.errors import Invalid, NotFound
from hongqiao.kernel.ids import CommentId
from tests.cast import drain, sign_up
from tests.features.acts import follow, later, publish, say


async def like(who, comment, by=1):
    async with who.transaction() as tx:
        await comments.count(tx, comment.id, likes=by)


async def order(scope, note):
    return [thread.comment.words for thread in (await comments.thread(scope, note)).items]


async def test_loved_comments_stand_before_newer_ones(scope):
    mei = await sign_up(scope, "mei")
    note = await publish(mei)
    old, new = await say(mei, note, "old"), await say(later(mei, hours=20), note, "new")
    before = await order(scope, note)

    for _ in range(3):
        await like(mei, old)

    assert before == ["new", "old"]
    assert await order(scope, note) == ["old", "new"]
    for _ in range(2):
        await like(mei, old, -1)
    assert await order(scope, note) == ["new", "old"]
    assert (await comments.visible(scope, old.id)).likes == 1
    assert (await comments.visible(scope, new.id)).likes == 0


async def test_likes_of_a_deleted_comment_are_not_counted(scope):
    mei = await sign_up(scope, "mei")
    said = await say(mei, await publish(mei), "hello")
    async with mei.transaction() as tx:
        await comments.delete(tx, said.id)
    await drain(scope)

    await like(mei, said)

    assert await scope.db.fetch("select from comment_stat") == []


async def test_a_thread_is_paged_without_gap_or_repetition(scope, monkeypatch):
    monkeypatch.setattr(read, "PAGE_SIZE", 2)
    mei = await sign_up(scope, "mei")
    note = await publish(mei)
    said = [await say(mei, note, str(number)) for number in range(5)]
    async with mei.transaction() as tx:
        await comments.pin(tx, said[2].id)

    pages = [await comments.thread(scope, note)]
    while pages[-1].next:
        pages.append(await comments.thread(scope, note, pages[-1].next))

    assert [len(page.items) for page in pages] == [3, 2]
    assert pages[0].items[0].comment.id == said[2].id
    assert {thread.comment.id for page in pages for thread in page.items} == {one.id for one in said}


async def test_a_thread_shows_first_replies_and_leads_to_the_others(scope, monkeypatch):
    monkeypatch.setattr(read, "PAGE_SIZE", 2)
    mei = await sign_up(scope, "mei")
    note = await publish(mei)
    top, alone = await say(mei, note, "top"), await say(mei, note, "alone")
    said = [await say(later(mei, seconds=number), note, str(number), to=top.id) for number in range(6)]

    threads = {thread.comment.id: thread for thread in (await comments.thread(scope, note)).items}
    opened = threads[top.id]
    second = await comments.replies(scope, opened.comment, opened.next)
    third = await comments.replies(scope, opened.comment, second.next)

    assert (threads[alone.id].replies, threads[alone.id].more, threads[alone.id].next) == ([], 0, "")
    assert (opened.comment.replies, opened.more) == (6, 3)
    shown = [*opened.replies, *second.items, *third.items]
    assert [reply.id for reply in shown] == [reply.id for reply in said]
    assert third.next == ""


async def test_a_comment_is_hidden_with_its_note(scope):
    mei, diego, noor = [await sign_up(scope, handle) for handle in ("mei", "diego", "noor")]
    await follow(diego, mei)
    note = await publish(mei, "For followers", audience=1)
    said = await say(diego, note, "gracias")
    public = await say(noor, await publish(mei), "hello")

    for stranger in (scope, noor):
        with pytest.raises(NotFound):
            await comments.visible(stranger, said.id)
        assert set(await comments.visible_among(stranger, [said.id, public.id, CommentId(5)])) == {public.id}

    assert (await comments.visible(diego, said.id)).words == "gracias"
    assert set(await comments.visible_among(mei, [said.id, public.id])) == {said.id, public.id}
    assert await comments.visible_among(mei, []) == {}


async def test_the_languages_of_a_thread_are_told_once_each(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note = await publish(mei)
    top = await say(diego, note, "¿Dónde es?")
    await say(mei, note, "成都", to=top.id)
    await say(mei, note, "在成都")
    await say(mei, note, "😂")

    assert set(await comments.languages(scope, note)) == {"es", "zh"}


async def test_the_worker_hears_another_language_than_the_author_s_own(scope):
    luma = await sign_up(scope, "luma")
    note = await publish(luma)
    said = await say(luma, note, "Je ne savais pas que vous étiez ouverts le dimanche, merci beaucoup !")

    await drain(scope)

    assert said.lang == "en"
    assert (await comments.visible(scope, said.id)).lang == "fr"


@pytest.mark.parametrize("cursor", ["x", "MQ", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTksMQ"])
async def test_a_forged_cursor_is_refused(scope, cursor):
    mei = await sign_up(scope, "mei")
    note = await notes.visible(mei, (await publish(mei)).id)

    with pytest.raises(Invalid):
        await comments.thread(scope, note, cursor)
