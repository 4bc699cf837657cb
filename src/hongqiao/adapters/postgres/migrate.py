"""Migrations: numbered SQL files, forward only, each in one transaction, safe while older code runs."""

import hashlib
from pathlib import Path

import asyncpg

from hongqiao.adapters.postgres.jobs import install_queue

MIGRATIONS = Path(__file__).parents[2] / "migrations"
_LOCK = 4_712_026
_NO_TRANSACTION = "-- no-transaction"


class MigrationTrouble(Exception):
    """A migration cannot run; the message is for the operator."""


async def migrate(dsn: str) -> list[str]:
    """Runs what has not run yet; returns the names of the files that ran."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK)  # freed when this connection closes
        await connection.execute(
            "create table if not exists schema_migration (version int primary key, name text not null,"
            " checksum text not null, applied_at timestamptz not null default now())"
        )
        ran = [path.stem for path, sql in _statements() if await _apply(connection, path, sql)]
        await install_queue(connection)
        await _check_trigrams(connection)
        return ran
    finally:
        await connection.close()


def migration_files() -> list[Path]:
    """All migrations in order."""
    return sorted(MIGRATIONS.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def _statements() -> list[tuple[Path, str]]:
    return [(path, path.read_text(encoding="utf-8")) for path in migration_files()]


async def _apply(connection: asyncpg.Connection, path: Path, sql: str) -> bool:
    version, checksum = int(path.name[:4]), hashlib.sha256(sql.encode()).hexdigest()
    done = await connection.fetchval("select checksum from schema_migration where version = $1", version)
    if done == checksum:
        return False
    if done is not None:
        raise MigrationTrouble(f"{path.name} was changed after it ran. Add a new migration instead.")
    if _NO_TRANSACTION in sql:
        await connection.execute(sql)
        await _note(connection, version, path.stem, checksum)
        return True
    async with connection.transaction():
        await connection.execute("set local lock_timeout = '2s'")
        await connection.execute(sql)
        await _note(connection, version, path.stem, checksum)
    return True


async def _note(connection: asyncpg.Connection, version: int, name: str, checksum: str) -> None:
    await connection.execute(
        "insert into schema_migration (version, name, checksum) values ($1, $2, $3)", version, name, checksum
    )


async def _check_trigrams(connection: asyncpg.Connection) -> None:
    """Under a wrong LC_CTYPE trigrams of Chinese are empty and search finds nothing, silently."""
    if not await connection.fetchval("select show_trgm('咖啡') <> '{}'"):
        raise MigrationTrouble(
            "This database cannot index Chinese: its LC_CTYPE must be a UTF-8 locale such as C.UTF-8."
        )
