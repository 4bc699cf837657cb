"""Migrations: each once, whole or not at all, never changed, and only where Chinese can be found."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from hongqiao.adapters.postgres import migrate as migrating
from hongqiao.adapters.postgres.migrate import MigrationTrouble, migrate, migration_files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two small migrations, in place of ours."""
    monkeypatch.setattr(migrating, "MIGRATIONS", tmp_path)
    (tmp_path / "0001_trigrams.sql").write_text("-- why\ncreate extension pg_trgm;\ncreate table a (n int);")
    (tmp_path / "0002_two.sql").write_text("-- why\ncreate table two (n int);")
    return tmp_path


async def rows(dsn: str, statement: str) -> list[tuple]:
    connection = await asyncpg.connect(dsn)
    try:
        return [tuple(row) for row in await connection.fetch(statement)]
    finally:
        await connection.close()


async def test_all_migrations_run_once(new_database):
    dsn = await new_database()

    first, second = await migrate(dsn), await migrate(dsn)

    assert first == [path.stem for path in migration_files()]
    assert second == []
    assert await rows(dsn, "select count(*) from schema_migration") == [(len(first),)]


async def test_only_what_is_new_runs(new_database, folder):
    dsn = await new_database()
    await migrate(dsn)
    (folder / "0003_three.sql").write_text("-- why\ncreate table three (n int);")

    assert await migrate(dsn) == ["0003_three"]


async def test_a_file_that_was_changed_after_it_ran_is_refused(new_database, folder):
    dsn = await new_database()
    await migrate(dsn)
    (folder / "0002_two.sql").write_text("-- why\ncreate table two (n bigint);")

    with pytest.raises(MigrationTrouble, match="was changed after it ran"):
        await migrate(dsn)


async def test_a_broken_file_leaves_nothing_and_can_be_mended(new_database, folder):
    dsn = await new_database()
    broken = folder / "0003_broken.sql"
    broken.write_text("-- why\ncreate table three (n int);\ncreate table four (n no_such_type);")

    with pytest.raises(asyncpg.PostgresError):
        await migrate(dsn)
    left = await rows(dsn, "select to_regclass('two')::text, to_regclass('three')::text")
    broken.write_text("-- why\ncreate table three (n int);")

    assert left == [("two", None)]
    assert await migrate(dsn) == ["0003_broken"]


async def test_two_that_migrate_at_once_run_each_file_once(new_database, folder):
    dsn = await new_database()

    ran = await asyncio.gather(migrate(dsn), migrate(dsn))

    assert sorted(ran, key=len) == [[], ["0001_trigrams", "0002_two"]]


async def test_a_database_that_cannot_index_chinese_is_refused(new_database, folder):
    dsn = await new_database("template template0 encoding 'UTF8' locale_provider libc locale 'C'")

    with pytest.raises(MigrationTrouble, match="cannot index Chinese"):
        await migrate(dsn)


def test_migrations_are_numbered_without_gap_and_say_why():
    files = migration_files()

    assert [path.name[:4] for path in files] == [f"{number:04}" for number in range(1, len(files) + 1)]
    for path in files:
        assert path.read_text(encoding="utf-8").startswith("-- ")
