"""Inboxes of those who follow many: the feed is the same as without, in whatever order things are told."""

import asyncio
import random

import pytest

from hongqiao.adapters.postgres.outbox import JOB, TAKE
from hongqiao.entry.wiring import reactors
from hongqiao.features import feeds, notes, people
from hongqiao.features.feeds import following as reading
from hongqiao.features.feeds import inboxes
from hongqiao.features.notes.model import HELD, Audience
from hongqiao.kernel.events import from_wire
from hongqiao.kernel.ids import bucket_of
from tests.cast import drain, sign_up
from tests.features.acts import block, follow, later, mute, unblock, unfollow
from tests.features.notes.writing import all_pages, edit, publish, withdraw

HIGHEST = (1 << 63) - 1
AUDIENCES = (Audience.PUBLIC, Audience.PUBLIC, Audience.FOLLOWERS, Audience.ME)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Whoever follows two has an inbox, of four notes, until they follow one; pages have three."""
    monkeypatch.setattr(inboxes, "FROM", 1)
    monkeypatch.setattr(inboxes, "UNTIL", 1)
    monkeypatch.setattr(inboxes, "KEPT", 4)
    monkeypatch.setattr(reading, "PAGE_SIZE", 3)


async def whole_feed(reader) -> list:
    pages = await all_pages(lambda cursor: feeds.following_feed(reader, cursor))
    return [id_ for page in pages for id_ in page]


async def pulled(reader) -> list:
    """What the feed has to be: asked of every author, with no inbox between."""
    authors = await people.followed_by(reader)
    return await notes.lists.newest_by(reader, authors, before=HIGHEST, limit=500) if authors else []


async def inbox_of(reader) -> list[int] | None:
    """Ids of the rows that lie there, lowest first; None without an inbox."""
    args = bucket_of(reader.me), reader.me
    if await inboxes.rows.FLOOR.maybe(reader.db, *args) is None:
        return None
    held = await inboxes.rows.HELD.all(reader.db, *args, HIGHEST, 500)
    return sorted(one.note_id for one in held if one.note_id is not None)


async def tell(scope, chance: random.Random) -> None:
    """Delivers the news to feeds and people in any order, some twice, four at a time as the worker does."""
    known = reactors()
    while rows := await TAKE.all(scope.db, 500):
        events = [(row.kind, from_wire(row.kind, row.body)) for row in rows if row.kind != JOB]
        events += [one for one in events if chance.random() < 0.3]
        chance.shuffle(events)
        reactions = [
            known.named(kind, name)(scope, event)
            for kind, event in events
            for name in known.names_for(kind)
            if name.startswith(("feeds.", "people."))
        ]
        for start in range(0, len(reactions), 4):
            await asyncio.gather(*reactions[start : start + 4])


OTHERS = ("notes.", "search.", "recommendation.", "translation.", "trust.")


async def told(scope, *but: str) -> None:
    """Delivers the news to feeds and people, each once, but to these."""
    await drain(scope, without=(*OTHERS, *but))


class Town:
    """One reader, four authors, and what happens between them."""

    def __init__(self, reader, authors, chance: random.Random) -> None:
        self.reader, self.authors, self.chance = reader, authors, chance
        self.standing: dict[int, object] = {}
        self.held: list[int] = []

    async def act(self, number: int) -> None:
        author = self.chance.choice(self.authors)
        acts = [*["follow"] * 4, "unfollow", *["publish"] * 6, *["change"] * 3, "hold", "release", "part"]
        act = self.chance.choice(acts)
        if act == "follow":
            await unblock(self.reader, author)
            await follow(self.reader, author)
        elif act == "unfollow":
            await unfollow(self.reader, author)
        elif act == "part":
            await block(self.reader, author)
        elif act == "publish":
            audience = self.chance.choice(AUDIENCES)
            self.standing[await publish(author, title=f"Note {number}", audience=audience)] = author
        elif act == "release" and self.held:
            await self.decide(self.held.pop(), state=0)
        elif self.standing and act == "hold":
            self.held.append(self.chance.choice(list(self.standing)))
            self.standing.pop(self.held[-1])
            await self.decide(self.held[-1], state=HELD)
        elif self.standing:
            await self.change(self.chance.choice(list(self.standing)))

    async def decide(self, note_id: int, *, state: int) -> None:
        """As a decision does it, with its news."""
        bucket = bucket_of(note_id)
        told = notes.events.NoteHeld if state == HELD else notes.events.NoteReleased
        async with self.reader.transaction() as tx:
            sql = "update note set state = $3 where bucket = $1 and id = $2 returning author_id"
            row = await tx.db.fetchrow(sql, bucket, note_id, state)
            await tx.record(told(bucket=bucket, note_id=note_id, author_id=row[0]))

    async def change(self, note_id: int) -> None:
        if self.chance.random() < 0.4:
            await withdraw(self.standing.pop(note_id), note_id)
        else:
            await edit(self.standing[note_id], note_id, audience=self.chance.choice(AUDIENCES))


@pytest.mark.parametrize("seed", range(8))
async def test_the_feed_is_the_same_with_an_inbox_as_without(scope, seed):
    chance = random.Random(seed)
    reader, *authors = [await sign_up(scope, one) for one in ("mei", "diego", "aisha", "noor", "luma")]
    town = Town(reader, authors, chance)

    for number in range(40):
        await town.act(number)
        early = await whole_feed(reader)
        assert early == sorted(set(early), reverse=True)
        assert set(early) <= set(await pulled(reader))  # before anything is told, nothing is there too much
        if chance.random() < 0.5:
            await tell(scope, chance)
            assert await whole_feed(reader) == await pulled(reader)
            if len(await people.followed_by(reader)) > inboxes.FROM:
                assert await inbox_of(reader) is not None
        if chance.random() < 0.1:
            await inboxes.mend(scope)

    await tell(scope, chance)
    assert await whole_feed(reader) == await pulled(reader)


async def test_an_inbox_opens_and_closes_by_itself(scope, monkeypatch):
    monkeypatch.setattr(inboxes, "FROM", 2)
    monkeypatch.setattr(inboxes, "UNTIL", 2)
    mei, *authors = [await sign_up(scope, one) for one in ("mei", "diego", "aisha", "noor")]
    seen = []

    for act, author in [*((follow, one) for one in authors), *((unfollow, one) for one in authors)]:
        await act(mei, author)
        await told(scope)
        seen.append(await inbox_of(mei) is not None)

    assert seen == [False, False, True, True, False, False]


async def test_who_followed_many_before_there_were_inboxes_gets_one(scope):
    mei, diego, aisha = [await sign_up(scope, one) for one in ("mei", "diego", "aisha")]
    await follow(mei, diego)
    await follow(mei, aisha)
    note_id = await publish(diego)
    await told(scope, "feeds.")
    assert await inbox_of(mei) is None

    await inboxes.mend(scope)

    assert await inbox_of(mei) == [note_id]


@pytest.fixture
async def cast(scope):
    """mei, who has an inbox, and diego, whom she follows."""
    mei, diego, luma = [await sign_up(scope, one) for one in ("mei", "diego", "luma")]
    await follow(mei, diego)
    await follow(mei, luma)
    await told(scope)
    return mei, diego


async def test_what_its_author_keeps_or_takes_back_lies_in_no_inbox(cast):
    mei, diego = cast
    kept = await publish(diego, audience=Audience.ME)
    shown, gone, closed = [await publish(diego, title=f"Note {n}") for n in range(3)]
    await told(mei)
    assert await inbox_of(mei) == [shown, gone, closed]

    await withdraw(diego, gone)
    await edit(diego, closed, audience=Audience.ME)
    await told(mei)

    assert await inbox_of(mei) == [shown]
    await edit(diego, kept, audience=Audience.FOLLOWERS)
    await told(mei)
    assert await inbox_of(mei) == [kept, shown]


ENDS = {
    "withdrawn": lambda mei, diego, note_id: withdraw(diego, note_id),
    "closed": lambda mei, diego, note_id: edit(diego, note_id, audience=Audience.ME),
    "unfollowed": lambda mei, diego, note_id: unfollow(mei, diego),
    "blocks": lambda mei, diego, note_id: block(mei, diego),
    "blocked": lambda mei, diego, note_id: block(diego, mei),
    "muted": lambda mei, diego, note_id: mute(mei, diego),
}


@pytest.mark.parametrize("end", ENDS)
async def test_what_lies_in_an_inbox_is_shown_by_the_rules_of_the_moment(cast, end):
    mei, diego = cast
    note_id = await publish(diego, audience=Audience.FOLLOWERS)
    await told(mei)
    assert [line.id for line in await lines_of(mei)] == [note_id]

    await ENDS[end](mei, diego, note_id)
    await told(mei, "feeds.")

    assert await inbox_of(mei) == [note_id]
    assert await lines_of(mei) == []


async def lines_of(reader) -> list:
    """What the page of the feed shows."""
    return await notes.lists.feed_lines(reader, (await feeds.following_feed(reader)).items)


async def test_a_note_that_went_while_it_was_laid_does_not_stay(cast, monkeypatch):
    mei, diego = cast
    note_id = await publish(diego)
    asked, still_there = notes.lists.standing_among, [note_id]

    async def slow(scope, ids):
        found = await asked(scope, ids)
        if still_there:
            await withdraw(diego, still_there.pop())
            await told(mei)
        return found

    monkeypatch.setattr(notes.lists, "standing_among", slow)
    await inboxes.lay(mei, mei.me)

    assert await inbox_of(mei) == []


async def test_an_inbox_is_cut_to_its_size_and_age_and_the_rest_is_pulled(cast, monkeypatch):
    mei, diego = cast
    written = [await publish(diego, title=f"Note {n}") for n in range(7)]
    await told(mei)
    assert await inbox_of(mei) == written

    await inboxes.mend(mei)
    assert await inbox_of(mei) == written[-4:]
    assert await whole_feed(mei) == written[::-1]

    await inboxes.mend(later(mei, days=91))
    assert await inbox_of(mei) == []
    assert await whole_feed(mei) == written[::-1]


async def test_the_note_at_the_floor_is_pulled(cast):
    mei, diego = cast
    written = [await publish(diego, title=f"Note {n}") for n in range(3)]
    await told(mei)
    floor = "update following_inbox set floor = $3 where bucket = $1 and account_id = $2"
    await mei.db.execute(floor, bucket_of(mei.me), mei.me, written[1])

    assert await inbox_of(mei) == written[2:]
    assert await whole_feed(mei) == written[::-1]


async def test_a_follow_of_somebody_with_more_notes_than_an_inbox_holds_leaves_no_gap(cast, scope):
    mei, diego = cast
    await publish(diego)
    await told(scope)
    noor = await sign_up(scope, "noor")
    written = [await publish(noor, title=f"Note {n}") for n in range(9)]
    await told(scope)

    await follow(mei, noor)
    await told(scope)

    assert len(await whole_feed(mei)) == 1 + len(written)
    assert await whole_feed(mei) == await pulled(mei)
