"""Settings of tests of recommendation."""

import pytest

from hongqiao.features.recommendation import known


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked of a reader may be late on a busy machine; being late has a test of its own."""
    monkeypatch.setattr(known, "DEADLINE_S", 5.0)
