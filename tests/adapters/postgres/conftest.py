"""Fixtures: a home for a server of one's own, databases beside the migrated one, and a plain connection."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import count
from pathlib import Path

import asyncpg
import pytest

from tests.entry.installation import new_home

_names = count(1)
NewDatabase = Callable[..., Awaitable[str]]


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A home folder whose cluster is made once for all tests of a module."""
    made = new_home()
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
async def connection(postgres: str, database: object) -> AsyncIterator[asyncpg.Connection]:
    """A connection of its own to the migrated, emptied database."""
    opened = await asyncpg.connect(postgres)
    yield opened
    await opened.close()


@pytest.fixture
async def new_database(postgres: str) -> AsyncIterator[NewDatabase]:
    """Makes empty databases: `await new_database()` is a DSN; options are those of `create database`."""
    made: list[str] = []
    server = await asyncpg.connect(postgres)

    async def make(options: str = "") -> str:
        made.append(f"beside_{next(_names)}")
        await server.execute(f"create database {made[-1]} {options}")
        return postgres.replace("/hongqiao?", f"/{made[-1]}?")

    yield make
    for name in made:
        await server.execute(f"drop database {name} with (force)")
    await server.close()
