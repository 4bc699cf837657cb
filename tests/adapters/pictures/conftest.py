"""Fixtures: a darkroom for the run."""

from collections.abc import AsyncIterator

import pytest

from hongqiao.adapters.pictures.darkroom import Darkroom
from hongqiao.kernel.settings import Settings


@pytest.fixture(scope="session")
async def darkroom(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Darkroom]:
    """A darkroom with the usual limits, shared by the run."""
    opened = Darkroom(Settings(home=tmp_path_factory.mktemp("darkroom")))
    yield opened
    await opened.close()
