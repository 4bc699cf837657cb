"""The running community that is attacked, shared with the other tests that talk to it."""

import pytest

from tests.entry.community import shared_community
from tests.entry.installation import Installation


@pytest.fixture(scope="session")
def community(request: pytest.FixtureRequest) -> Installation:
    """The real thing."""
    return shared_community(request.config)
