"""Following: every note of those one follows, newest first, each once."""

import random

import pytest

from hongqiao.features import feeds
from hongqiao.features.feeds import following as reading
from hongqiao.features.notes.model import Audience
from hongqiao.kernel.errors import Invalid
from tests.cast import sign_up
from tests.features.acts import follow, unfollow
from tests.features.notes.writing import all_pages, edit, publish, withdraw


async def whole_feed(reader) -> list:
    pages = await all_pages(lambda cursor: feeds.following_feed(reader, cursor))
    return [id_ for page in pages for id_ in page]


@pytest.mark.parametrize("seed", range(4))
async def test_the_feed_is_complete_and_in_order_whatever_was_done(scope, monkeypatch, seed):
    monkeypatch.setattr(reading, "PAGE_SIZE", 3)
    chance = random.Random(seed)
    reader, *authors = [await sign_up(scope, handle) for handle in ("mei", "diego", "aisha", "noor")]
    followed, standing = set(), {}

    for number in range(24):
        author = chance.choice(authors)
        act = chance.choice([*["follow"] * 2, "unfollow", *["publish"] * 3, "withdraw", "edit"])
        if act == "follow":
            await follow(reader, author)
            followed.add(author.me)
        elif act == "unfollow":
            await unfollow(reader, author)
            followed.discard(author.me)
        elif act == "publish":
            audience = chance.choice([Audience.PUBLIC, Audience.PUBLIC, Audience.FOLLOWERS, Audience.ME])
            standing[await publish(author, title=f"Note {number}", audience=audience)] = (author, audience)
        elif standing:
            note_id = chance.choice(list(standing))
            if act == "withdraw":
                await withdraw(standing.pop(note_id)[0], note_id)
            else:
                await edit(standing[note_id][0], note_id, audience=Audience.FOLLOWERS)
                standing[note_id] = (standing[note_id][0], Audience.FOLLOWERS)

    expected = [
        note_id
        for note_id, (author, audience) in standing.items()
        if author.me in followed and audience != Audience.ME
    ]
    assert await whole_feed(reader) == sorted(expected, reverse=True)


async def test_who_follows_nobody_or_is_a_stranger_has_an_empty_feed(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    await publish(diego)

    for reader in (mei, scope):
        page = await feeds.following_feed(reader)
        assert (list(page.items), page.next) == ([], "")


async def test_a_note_published_while_reading_shifts_no_page(scope, monkeypatch):
    monkeypatch.setattr(reading, "PAGE_SIZE", 2)
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    await follow(mei, diego)
    written = [await publish(diego, title=f"Note {n}") for n in range(4)]
    first = await feeds.following_feed(mei)

    await publish(diego, title="Newest")
    second = await feeds.following_feed(mei, first.next)

    assert list(first.items) == [written[3], written[2]]
    assert list(second.items) == [written[1], written[0]]


async def test_a_forged_cursor_is_refused(scope):
    mei = await sign_up(scope, "mei")

    with pytest.raises(Invalid):
        await feeds.following_feed(mei, "MSwy")
