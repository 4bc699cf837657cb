"""Fixtures: a darkroom for the run, and darkrooms of one test."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from hongqiao.adapters.pictures.darkroom import Darkroom
from hongqiao.kernel.settings import Settings
from tests.adapters.pictures.processes import Room


@pytest.fixture(scope="session")
async def darkroom(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Darkroom]:
    """A darkroom with the usual limits, shared by the run."""
    opened = Darkroom(Settings(home=tmp_path_factory.mktemp("darkroom")))
    yield opened
    await opened.close()


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Callable[..., Room]]:
    """Opens darkrooms with the wanted limits."""
    opened = []

    def open_room(*, deadline_s: float = 20.0, idle_s: float = 60.0, pixels: int = 50_000_000) -> Room:
        settings = Settings(home=tmp_path, picture_pixels=pixels)
        opened.append(Room(Darkroom(settings, deadline_s=deadline_s, idle_s=idle_s)))
        return opened[-1]

    yield open_room
    for one in opened:
        await one.darkroom.close()
