"""Each test of topics begins with the shipped atlas."""

from collections.abc import Iterator

import pytest

from hongqiao.features.topics import held


@pytest.fixture(autouse=True)
def shipped_again() -> Iterator[None]:
    """Forgets what a test decided about names."""
    held.forget()
    yield
    held.forget()
