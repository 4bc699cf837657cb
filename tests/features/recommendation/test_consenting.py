"""Consent to using activity: one truth, the ledger; whoever refuses leaves no row anywhere."""

import pytest

from hongqiao.features import reactions, recommendation, trust
from hongqiao.features.recommendation import controls
from tests.cast import drain, sign_up
from tests.features.acts import later
from tests.features.trust.moderating import publish

TABLES = ("feed_event", "reader_taste", "reader_search", "feed_served", "note_reader")


async def rows_of(scope, account_id) -> dict[str, int]:
    """How many rows of behaviour there are about somebody."""
    counts = {}
    for table in TABLES:
        [[count]] = await scope.db.fetch(f"select count(*) from {table} where account_id = $1", account_id)
        counts[table] = count
    return {table: count for table, count in counts.items() if count}


async def behave(who, note_id) -> None:
    """Everything that would leave a trace: seeing, opening, liking, hiding."""
    await recommendation.note_met(who, [note_id], {note_id: 30.0})
    async with who.transaction() as tx:
        await reactions.like(tx, reactions.Kind.NOTE, note_id)
    await drain(who, without=("search", "translation"))
    await controls.less_like(who, note_id)


async def test_whoever_refused_leaves_no_row(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note_id = await publish(mei)
    await controls.use_no_activity(diego)

    await behave(diego, note_id)

    assert await rows_of(scope, diego.me) == {}


async def test_whoever_agreed_leaves_rows_and_taking_back_deletes_them_and_leaves_no_more(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    note_id, other = await publish(mei), await publish(mei, "另一篇")
    await controls.use_activity(diego)
    await behave(diego, note_id)
    before = await rows_of(scope, diego.me)

    async with diego.transaction() as tx:
        await trust.consent.choose(
            tx, diego.me, "profiling-feed", yes=False, words="No.", lang="en", surface="settings"
        )
    await behave(diego, other)

    assert before["feed_event"] > 0 and before["note_reader"] > 0
    assert await rows_of(scope, diego.me) == {}


async def test_what_somebody_forgets_is_gone_beside_the_notes_of_others_too(scope):
    mei, diego, noor = [await sign_up(scope, who) for who in ("mei", "diego", "noor")]
    note_id = await publish(mei)
    for who in (diego, noor):
        await controls.use_activity(who)
        await behave(who, note_id)

    await controls.forget_activity(diego)
    await drain(diego, without=("search", "translation"))

    assert await rows_of(scope, diego.me) == {}
    assert (await rows_of(scope, noor.me))["note_reader"] == 1


async def test_a_taste_ends_with_the_last_of_what_it_was_made_of(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    await controls.use_activity(diego)
    await behave(diego, await publish(mei))

    await recommendation.gather.forget_old(later(scope, days=31))

    assert await rows_of(scope, diego.me) == {}


async def test_the_ledger_has_the_last_word_over_what_was_chosen_before_it(scope):
    diego = await sign_up(scope, "diego")
    await scope.db.execute(
        "insert into feed_choice (bucket, account_id, profiled) select bucket, id, false from account"
    )

    old = (await recommendation.choice_of(diego)).profiled
    await controls.use_activity(diego)

    assert not old and (await recommendation.choice_of(diego)).profiled


@pytest.mark.parametrize("act", [controls.use_activity, controls.use_no_activity])
async def test_pressing_twice_leaves_one_line_with_the_words_that_were_shown(scope, act):
    diego = await sign_up(scope, "diego")

    await act(diego, words="发现可以使用……", surface="settings")
    await act(diego, words="发现可以使用……", surface="settings")

    [line] = await trust.consent.ledger(diego, diego.me)
    assert await trust.consent.words_of(diego, diego.me, line) == "发现可以使用……"
    assert line.surface == "settings"
