"""Filling: once or often, the town is the same; nobody else is taken for one of its people."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hongqiao.entry.demo_town.fill import fill
from hongqiao.entry.demo_town.inhabitants import PASSWORD
from hongqiao.entry.demo_town.town import Town, TownTrouble, read_town
from hongqiao.features import accounts, comments, notes, people, reactions, trust
from hongqiao.kernel.ids import made_at_ms
from hongqiao.kernel.scope import Scope, Viewer
from tests.cast import drain, sign_up

HANDLES = ("xiaoman", "emma", "priya", "soso", "lucia", "naoko", "olga")


class Killed(Exception):
    """Stands for the end of the process."""


def small_town() -> Town:
    """A few people of the real one, with their text cards and what these people say under them."""
    town = read_town()
    kept = [note for note in town.notes if note.author in HANDLES and not note.scenes]
    drawn = next(
        note for note in town.notes if note.author in HANDLES and len(note.scenes) == 1 and note.version
    )
    written = (*kept[:4], drawn)
    keys = {note.key for note in written}
    said = [one for one in town.comments if one.note in keys and one.author in HANDLES]
    top = {one.key for one in said if not one.reply_to}
    return Town(
        people=tuple(person for person in town.people if person.handle in HANDLES),
        notes=written,
        comments=tuple(one for one in said if not one.reply_to or one.reply_to in top),
    )


async def filled(scope: Scope, town: Town) -> list[str]:
    """Fills and drains; the stages that were told."""
    told: list[str] = []
    await fill(scope.ports, scope.db, scope.ids, progress=lambda step: told.append(step.stage), town=town)
    await drain(scope)
    return list(dict.fromkeys(told))


async def looked_at(scope: Scope, town: Town) -> dict[str, object]:
    """All that a visitor can count."""
    seen: dict[str, object] = {}
    for handle in sorted(person.handle for person in town.people):
        profile = await people.person(scope, handle)
        page = await notes.lists.notes_by(scope, profile.id)
        seen[handle] = profile
        seen[f"{handle}'s boards"] = sorted(
            (board.name, board.notes) for board in await reactions.boards_of(scope, profile.id)
        )
        for note_id in page.items:
            seen[f"note {note_id}"] = await notes.note(scope, note_id)
            facts = await notes.visible(scope, note_id)
            seen[f"under {note_id}"] = (await comments.thread(scope, facts)).items
    return seen


async def test_filling_twice_gives_one_town(scope):
    town = small_town()

    await filled(scope, town)
    once = await looked_at(scope, town)
    await filled(replace(scope, now=scope.now + timedelta(hours=5)), town)

    assert await looked_at(scope, town) == once


async def test_a_filled_town_has_all_its_notes_comments_and_authors_versions(scope):
    town = small_town()

    stages = await filled(scope, town)

    seen = await looked_at(scope, town)
    assert stages == ["people", "notes", "done"]
    assert sum(key.startswith("note ") for key in seen) == len(town.notes)
    assert sum(note.comments for key, note in seen.items() if key.startswith("note ")) == len(town.comments)
    assert sum(note.likes for key, note in seen.items() if key.startswith("note ")) > 0


async def test_a_filling_that_was_killed_goes_on_where_it_was(scope):
    town = small_town()

    def stop(step):
        if step.stage == "notes" and step.done == 2:
            raise Killed

    with pytest.raises(BaseExceptionGroup):
        await fill(scope.ports, scope.db, scope.ids, progress=stop, town=town)
    await filled(scope, town)

    seen = await looked_at(scope, town)
    assert sum(key.startswith("note ") for key in seen) == len(town.notes)


async def test_people_of_the_town_can_sign_in(scope):
    town = small_town()
    await filled(scope, town)

    entry = await accounts.sign_in(scope, "emma", PASSWORD, device="a browser")

    assert entry.cookie


async def test_people_of_the_town_agreed_when_they_joined_and_agree_again_to_changed_texts(scope):
    town = small_town()
    await filled(scope, town)
    ids = [(await people.person(scope, handle)).id for handle in HANDLES]
    assert all([await trust.consent.has_agreed(scope, id_) for id_ in ids])
    said = await trust.consent.ledger(scope, ids[0])
    joined = datetime.fromtimestamp(made_at_ms(ids[0]) / 1000, UTC)
    assert [(one.purpose, one.surface, one.at) for one in said] == [
        ("terms", "sign-up", joined), ("privacy", "sign-up", joined)
    ]  # fmt: skip

    async with scope.transaction() as tx:
        await trust.consent.choose(
            tx, ids[0], "terms", yes=True, words="# Old terms", lang="en", surface="sign-up"
        )
    assert not await trust.consent.has_agreed(scope, ids[0])
    await filled(scope, town)

    assert await trust.consent.has_agreed(scope, ids[0])


async def test_a_withdrawn_note_does_not_come_back(scope):
    town = small_town()
    await filled(scope, town)
    author = await people.person(scope, town.notes[0].author)
    note_id = (await notes.lists.notes_by(scope, author.id)).items[0]
    then = replace(scope, viewer=Viewer(author.id, author.handle))
    async with then.transaction() as tx:
        await notes.withdraw(tx, note_id)

    await filled(scope, town)

    assert note_id not in (await notes.lists.notes_by(scope, author.id)).items


async def test_somebody_elses_handle_stops_the_filling(scope):
    await sign_up(scope, "emma")

    with pytest.raises(TownTrouble, match="@emma is somebody else"):
        await filled(scope, small_town())
