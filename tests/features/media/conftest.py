"""Fixtures: pictures by colour, a clock that can be turned, and what lies on disk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hongqiao.kernel.scope import Scope
from tests.adapters.pictures import samples


@pytest.fixture
def later(scope: Scope) -> Callable[..., Scope]:
    """The same scope some time later."""

    def at(**spans: float) -> Scope:
        return replace(scope, now=scope.now + timedelta(**spans))

    return at


@pytest.fixture
def stored(scope: Scope) -> Callable[[], set[str]]:
    """Names of all objects on disk."""
    root: Path = scope.ports.settings.media_dir

    def names() -> set[str]:
        return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}

    return names


@pytest.fixture
def red() -> bytes:
    """A red picture, 400 wide and 300 high."""
    return samples.plain("PNG", (400, 300))


@pytest.fixture
def blue() -> bytes:
    """A blue picture of the same size."""
    return samples.plain("PNG", (400, 300), samples.BLUE)
