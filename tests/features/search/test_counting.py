"""Words, topics and places are counted with the notes that bear them, whoever indexes them when."""

import asyncio
from pathlib import Path

import hongqiao
from hongqiao.features import search
from hongqiao.features.search.entries import entry_of
from hongqiao.features.search.index import _put
from tests.cast import drain, sign_up
from tests.features.notes.writing import edit, publish, withdraw

RECOUNT = Path(hongqiao.__file__).parent / "migrations" / "0060_search_recounted.sql"


async def counts(migrated) -> dict[str, int]:
    rows = await migrated.fetch(
        "select word, notes from search_word union all select kind || ':' || key, notes from search_name"
    )
    return {name: notes for name, notes in rows if not name.startswith("person:")}


async def test_two_that_index_one_new_note_at_once_count_it_once(scope, migrated):
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="Zanzibar", body="#zanzibarnights", place="Stone Town")

    async with migrated.transaction() as held:
        await held.execute(
            "lock table search_note in share row exclusive mode"
        )  # writers wait, readers don't
        both = [asyncio.create_task(search.index_notes(scope, [note_id])) for _ in range(2)]
        await asyncio.sleep(0.3)
    await asyncio.gather(*both)

    counted = await counts(migrated)
    assert counted and set(counted.values()) == {1}
    await withdraw(mei, note_id)
    await drain(scope)
    assert await counts(migrated) == {}


async def test_an_older_state_of_a_note_is_neither_kept_nor_counted(scope, migrated):
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="Umbrella", body="")
    (former,) = await search.index_notes(scope, [note_id])
    await edit(mei, note_id, title="Lantern")
    await drain(scope)

    await _put(scope, [entry_of(former, {})])

    assert await counts(migrated) == {"lantern": 1}


async def test_what_was_counted_twice_is_counted_anew_by_the_migration(scope, migrated):
    mei = await sign_up(scope, "mei")
    await publish(mei, title="Zanzibar", body="#zanzibarnights", place="Stone Town")
    await drain(scope)
    true = await counts(migrated)
    await migrated.execute("update search_word set notes = 2")
    await migrated.execute("update search_name set notes = 2 where kind <> 'person'")
    await migrated.execute(
        "insert into search_name (bucket, kind, key, shown, notes, tokens)"
        " values (1, 'topic', 'gone', 'gone', 1, '{}'), (1, 'person', '7', 'Mei', 1, '{}')"
    )
    await migrated.execute("insert into search_form values (1, 'gone', 'topic', 'gone')")

    await migrated.execute(f"begin; {RECOUNT.read_text()}; commit")

    assert await counts(migrated) == true
    assert await migrated.fetch("select from search_form where form = 'gone'") == []
    assert await migrated.fetch("select from search_name where kind = 'person' and key = '7'")
