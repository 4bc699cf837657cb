"""Fixtures of installations: homes and ports of their own, and nothing left behind."""

from collections.abc import Callable, Iterator

import pytest

from tests.entry.installation import Installation
from tests.entry.measuring import Measured, measured_in, tell_measured

QUICK = ("--no-demo", "--no-model")


@pytest.fixture
def install() -> Iterator[Callable[..., Installation]]:
    """install() is a new installation, not yet started; it is stopped and removed afterwards."""
    made: list[Installation] = []

    def new(*options: str, **environment: str) -> Installation:
        made.append(Installation(*(options or QUICK), **environment))
        return made[-1]

    yield new
    for installation in made:
        installation.remove()


@pytest.fixture(scope="module")
def running() -> Iterator[Installation]:
    """One installation that runs, for tests that leave it running."""
    installation = Installation(*QUICK)
    installation.start()
    yield installation
    installation.remove()


@pytest.fixture
def measured(request: pytest.FixtureRequest) -> Measured:
    """measured("…") is told at the end of the run."""
    return measured_in(request.config)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells what was measured."""
    tell_measured(terminalreporter)
