"""Each part of Explore can be missing, and the page still comes; activity is not even read if not wanted."""

import asyncio
from dataclasses import replace

import asyncpg
import numpy as np
import pytest

from hongqiao.adapters.postgres.database import open_database
from hongqiao.features import recommendation
from hongqiao.features.recommendation import Stockroom, controls, known, serve, served
from hongqiao.features.recommendation.candidates import GENERATORS
from hongqiao.features.recommendation.meaning import version_of
from hongqiao.kernel.errors import Unavailable, mark
from hongqiao.kernel.paging import read_cursor
from tests.cast import sign_up
from tests.features.recommendation.reading import ids, like, page, town

ACTIVITY = ("feed_event", "reader_taste", "reader_search", "feed_served", "note_reader")


async def test_each_generator_can_be_missing(scope):
    await town(scope, 40)
    diego = await sign_up(scope, "diego")

    found = {part: await page(diego, Stockroom(without=frozenset({part}))) for part in GENERATORS}

    assert {part: len(one.lines) for part, one in found.items()} == dict.fromkeys(GENERATORS, 12)


async def test_what_is_late_or_fails_is_done_without(scope, monkeypatch):
    async def fails(_):
        raise OSError("the database is away")

    async def hangs(_):
        await asyncio.sleep(60)

    await town(scope, 20)
    diego = await sign_up(scope, "diego")
    monkeypatch.setattr(known, "DEADLINE_S", 0.5)

    for part in ("_taste", "_recent", "_seen", "_followed", "_less", "_topics", "_searches"):
        for trouble in (fails, hangs):
            with monkeypatch.context() as patch:
                patch.setattr(known, part, trouble)
                found = await page(diego)

            assert len(found.lines) == 12, part
            assert found.missing == (part.removeprefix("_"),)


async def test_a_generator_that_fails_takes_no_page_down(scope, monkeypatch):
    def fails(_):
        raise ValueError("no such index")

    await town(scope, 40)
    diego = await sign_up(scope, "diego")

    for part in GENERATORS:
        with monkeypatch.context() as patch:
            patch.setitem(GENERATORS, part, fails)
            found = await page(diego)

        assert len(found.lines) == 12, part
        assert found.missing in ((part,), ()), part  # those of people and places are not asked of everybody


async def test_generators_that_take_too_long_are_left_out(scope, monkeypatch):
    await town(scope, 40)
    diego = await sign_up(scope, "diego")
    monkeypatch.setattr(serve, "GENERATING_S", -1.0)

    found = await page(diego)

    assert set(found.missing) == set(GENERATORS) and found.lines == []


async def test_a_page_comes_though_its_record_cannot_be_written(scope, monkeypatch):
    async def fails(*_):
        raise OSError("the disk is full")

    await town(scope, 40)
    diego = await sign_up(scope, "diego")
    monkeypatch.setattr(serve, "keep_served", fails)

    assert len((await page(diego)).lines) == 12


async def test_vectors_that_are_of_another_model_are_not_compared(scope, database):
    written = await town(scope, 40)
    diego = await sign_up(scope, "diego")
    await like(diego, written[0])
    await database.execute("update reader_taste set version = 'another'")

    found = await page(diego)

    assert len(found.lines) == 12
    assert not any(one.terms["affinity"] for one in await served(diego, read_cursor(found.next, 3)[0]))


class Model:
    """Of two languages; a text about cats lies elsewhere than all others. It can be away for a while."""

    version, dimensions, likely = "two-1", 8, 0.3
    is_away = False

    def state(self):
        return "ready"

    def serves(self, lang):
        return lang in ("en", "zh")

    async def of(self, texts):
        if self.is_away:
            raise Unavailable(mark("Comparing by meaning is not possible now."))
        places = [int("cats" in text) for text in texts]
        return [np.eye(8, dtype="<f4")[at].tobytes() for at in places]

    async def close(self):
        """Nothing runs."""


async def test_notes_from_before_the_model_are_compared_by_meaning_in_the_end(scope, database):
    await town(scope, 60, langs=("en", "zh", "es"))
    there, model = replace(scope, ports=replace(scope.ports, vectors=Model())), version_of("two-1")
    older = "select note_id from note_vector where version <> $1"

    await recommendation.gather.lay_ready(there)
    await recommendation.gather.lay_ready(there)
    room = Stockroom()
    await room.look(there)

    assert len(await database.fetch(older, model)) == 20  # the model was not taught Spanish
    assert room.stock.version == model
    assert {bool(one.any()) for one in room.stock.meaning[room.stock.langs != "es"]} == {True}


async def test_a_model_that_is_away_leaves_the_vectors_as_they_are(scope, database):
    await town(scope, 12)
    away = Model()
    away.is_away = True
    before = await database.fetch("select note_id, version, vector from note_vector order by note_id")

    await recommendation.gather.lay_ready(replace(scope, ports=replace(scope.ports, vectors=away)))

    assert await database.fetch("select note_id, version, vector from note_vector order by note_id") == before


async def test_without_activity_explore_runs_where_its_tables_may_not_be_read(scope, postgres, database):
    """The role of the pages loses the right to read behaviour; a reader who said no does not notice."""
    await town(scope, 30)
    diego = await sign_up(scope, "diego")
    await controls.use_no_activity(diego)
    await database.execute("create role no_activity login password 'no'")
    await database.execute(
        "grant select, insert, update, delete on all tables in schema public to no_activity"
    )
    await database.execute(f"revoke all on {', '.join(ACTIVITY)} from no_activity")
    restricted = await open_database(_as_role(postgres), connections=2)

    try:
        reader, room = replace(diego, db=restricted), Stockroom()
        first = await page(reader, room)
        second = await page(reader, room, first.next)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await restricted.fetch("select 1 from feed_event")
    finally:
        await restricted.close()
        await database.execute("drop owned by no_activity")
        await database.execute("drop role no_activity")

    assert len(first.lines) == len(second.lines) == 12
    assert not set(ids(first)) & set(ids(second))
    assert first.missing == ()


def _as_role(dsn: str) -> str:
    return dsn.replace("://hongqiao@", "://no_activity@")
