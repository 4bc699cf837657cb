"""Saved notes and the boards that hold them."""

import asyncio
import random

import pytest

from hongqiao.features import notes, reactions
from hongqiao.features.reactions import boards, reactors
from hongqiao.kernel.errors import Invalid, NotAllowed, NotFound, SignInNeeded
from hongqiao.kernel.ids import BoardId
from tests.cast import drain, sign_up
from tests.features.acts import later, publish
from tests.features.deliveries import collect, deliver, deliver_badly


async def do(who, act, *args, **named):
    """One act in a transaction of its own."""
    async with who.transaction() as tx:
        return await act(tx, *args, **named)


async def saves(scope, note):
    return (await notes.note(scope, note.id)).saves


async def test_the_first_save_makes_a_private_nameless_board(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note = await publish(mei)

    await do(diego, reactions.save, note.id)
    await do(diego, reactions.save, note.id)
    await drain(scope)

    [board] = await reactions.boards_of(diego, diego.me)
    assert (board.name, board.is_default, board.is_private, board.notes) == ("", True, True, 1)
    assert board.newest == [note.id]
    assert await reactions.saved_among(diego, [note.id, 5]) == {note.id}
    assert await reactions.saved_among(mei, [note.id]) == set()
    assert await reactions.boards_of(mei, diego.me) == []
    assert await saves(scope, note) == 1


async def test_many_first_saves_at_once_make_one_board(scope):
    mei = await sign_up(scope, "mei")
    written = [await publish(mei, f"Note {number}") for number in range(6)]

    await asyncio.gather(*(do(mei, reactions.save, note.id) for note in written))

    [board] = await reactions.boards_of(mei, mei.me)
    assert board.notes == 6


async def test_a_note_stays_saved_until_it_stands_on_no_board(scope):
    mei = await sign_up(scope, "mei")
    note = await publish(mei)
    noodles = await do(mei, reactions.make_board, "Noodles")
    await do(mei, reactions.save, note.id)
    await do(mei, reactions.save, note.id, noodles)

    assert len(await reactions.boards_holding(mei, note.id)) == 2
    await do(mei, reactions.unsave, note.id, noodles)
    await drain(scope)
    assert await reactions.saved_among(mei, [note.id]) == {note.id}
    assert await saves(scope, note) == 1

    await do(mei, reactions.save, note.id, noodles)
    await do(mei, reactions.unsave, note.id)
    await drain(scope)
    assert await reactions.boards_holding(mei, note.id) == set()
    assert await saves(scope, note) == 0
    assert {board.notes for board in await reactions.boards_of(mei, mei.me)} == {0}


async def test_nobody_writes_on_another_s_board(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note = await publish(mei)
    board = await do(mei, reactions.make_board, "Noodles")

    for act, *args in (
        (reactions.rename_board, board, "Mine"),
        (reactions.close_board, board),
        (reactions.open_board, board),
        (reactions.delete_board, board),
        (reactions.delete_board, BoardId(77)),
    ):
        with pytest.raises(NotFound):
            await do(diego, act, *args)
    with pytest.raises(NotFound):
        await do(diego, reactions.save, note.id, board)
    with pytest.raises(SignInNeeded):
        await do(scope, reactions.save, note.id)

    assert await reactions.boards_holding(scope, note.id) == set()
    assert (await reactions.board(scope, board)).name == "Noodles"


async def test_a_closed_board_is_not_there_for_others(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    board = await do(mei, reactions.make_board, "Noodles")
    assert (await reactions.board(diego, board)).id == board

    await do(mei, reactions.close_board, board)

    with pytest.raises(NotFound):
        await reactions.board(diego, board)
    assert await reactions.boards_of(diego, mei.me) == []
    assert (await reactions.board(mei, board)).is_private
    await do(mei, reactions.open_board, board)
    assert [shown.id for shown in await reactions.boards_of(scope, mei.me)] == [board]


async def test_a_board_is_renamed_and_the_first_one_too(scope):
    mei = await sign_up(scope, "mei")
    await do(mei, reactions.save, (await publish(mei)).id)
    [saved] = await reactions.boards_of(mei, mei.me)

    await do(mei, reactions.rename_board, saved.id, " Later ")
    await do(mei, reactions.save, (await publish(mei)).id)

    [board] = await reactions.boards_of(mei, mei.me)
    assert (board.name, board.notes) == ("Later", 2)
    with pytest.raises(Invalid):
        await do(mei, reactions.rename_board, saved.id, "")


async def test_boards_are_limited(scope, monkeypatch):
    monkeypatch.setattr(boards, "BOARDS_AT_MOST", 1)
    mei = await sign_up(scope, "mei")
    await do(mei, reactions.make_board, "One")

    with pytest.raises(NotAllowed):
        await do(mei, reactions.make_board, "Two")


async def test_notes_on_a_board_are_paged_newest_first(scope, monkeypatch):
    monkeypatch.setattr(boards, "PAGE_SIZE", 2)
    mei = await sign_up(scope, "mei")
    board_id = await do(mei, reactions.make_board, "Noodles")
    written = [await publish(mei, f"Note {number}") for number in range(5)]
    for minute, note in enumerate(written):
        await do(later(mei, minutes=minute), reactions.save, note.id, board_id)
    board = await reactions.board(scope, board_id)

    pages = [await reactions.notes_on(scope, board)]
    while pages[-1].next:
        pages.append(await reactions.notes_on(scope, board, pages[-1].next))

    assert [id_ for page in pages for id_ in page.items] == [note.id for note in reversed(written)]
    assert board.newest == [note.id for note in reversed(written)][:4]


async def test_a_deleted_board_lets_go_of_its_notes_many_at_a_time(scope, monkeypatch):
    monkeypatch.setattr(reactors, "_AT_ONCE", 2)
    mei = await sign_up(scope, "mei")
    written = [await publish(mei, f"Note {number}") for number in range(5)]
    board = await do(mei, reactions.make_board, "Noodles")
    for note in written:
        await do(mei, reactions.save, note.id, board)
    await do(mei, reactions.save, written[0].id)
    await drain(scope)

    await do(mei, reactions.delete_board, board)
    at_once = await reactions.saved_among(mei, [note.id for note in written])
    await drain(scope)

    assert at_once == {written[0].id}
    assert [await saves(scope, note) for note in written] == [1, 0, 0, 0, 0]
    assert [len(await scope.db.fetch(f"select from {table}")) for table in ("board", "board_note")] == [1, 1]
    with pytest.raises(NotFound):
        await reactions.board(mei, board)


async def test_a_save_that_waits_for_a_board_s_deletion_leaves_nothing_on_it(scope):
    mei = await sign_up(scope, "mei")
    note = await publish(mei)
    board = await do(mei, reactions.make_board, "Noodles")

    async with mei.transaction() as deleting:
        await reactions.delete_board(deleting, board)
        saving = asyncio.create_task(do(mei, reactions.save, note.id, board))
        await asyncio.sleep(0.3)  # it has read the board and waits for its row
    await saving

    assert await scope.db.fetch("select from board_note") == []


async def test_saving_after_saved_was_deleted_makes_it_anew(scope):
    mei = await sign_up(scope, "mei")
    note = await publish(mei)
    await do(mei, reactions.save, note.id)
    [saved] = await reactions.boards_of(mei, mei.me)
    await do(mei, reactions.delete_board, saved.id)

    await do(mei, reactions.save, note.id)
    await drain(scope)

    [board] = await reactions.boards_of(mei, mei.me)
    assert (board.is_default, board.notes) == (True, 1)
    assert await saves(scope, note) == 1


@pytest.mark.parametrize("seed", range(4))
async def test_saves_are_counted_however_news_are_delivered(scope, seed):
    chance = random.Random(seed)
    cast = [await sign_up(scope, handle) for handle in ("mei", "diego", "noor")]
    written = [await publish(cast[0]), await publish(cast[1])]
    pending = await collect(scope)

    for number in range(40):
        who, note = chance.choice(cast), chance.choice(written)
        own = [board.id for board in await reactions.boards_of(who, who.me)]
        act = chance.choice(("save", "save", "unsave", "make", "delete"))
        if act == "make":
            await do(who, reactions.make_board, f"Board {number}")
        elif act == "delete" and own:
            await do(who, reactions.delete_board, chance.choice(own))
        elif act in ("save", "unsave"):
            await do(who, getattr(reactions, act), note.id, chance.choice([None, *own]))
        pending += await collect(scope)
        if chance.random() < 0.4:
            await deliver(scope, chance.sample(pending, min(4, len(pending))))
    await deliver_badly(scope, chance, pending)

    true = {tuple(row) for row in await scope.db.fetch("select distinct owner_id, note_id from board_note")}
    assert {tuple(row) for row in await scope.db.fetch("select account_id, note_id from save_in")} == true
    for note in written:
        assert await saves(scope, note) == sum(note_id == note.id for _, note_id in true)
    for id_, counted in await scope.db.fetch("select id, notes from board"):
        assert counted == len(await scope.db.fetch("select from board_note where board_id = $1", id_))
