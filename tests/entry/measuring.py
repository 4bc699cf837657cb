"""What tests measured, told at the end of the run whether they passed or not."""

from collections.abc import Callable

import pytest

_MEASURED = pytest.StashKey[list[str]]()
Measured = Callable[[str], None]


def measured_in(config: pytest.Config) -> Measured:
    """measured("restart: 3.2 s") keeps the line for the end of the run."""
    return config.stash.setdefault(_MEASURED, []).append


def tell_measured(reporter: pytest.TerminalReporter) -> None:
    """Writes what was kept, once."""
    lines = reporter.config.stash.get(_MEASURED, [])
    if lines:
        reporter.section("measured")
        for line in lines:
            reporter.write_line(line)
        lines.clear()
