"""The running community that is attacked, shared with the other tests that talk to it."""

from collections.abc import Callable

import pytest
from hypothesis import settings

from tests.entry.community import shared_community
from tests.entry.installation import Installation
from tests.web.visitor import Visitor


@pytest.fixture(scope="session")
def community(request: pytest.FixtureRequest) -> Installation:
    """The real thing."""
    return shared_community(request.config)


@pytest.fixture
def visit(community: Installation) -> Callable[[], Visitor]:
    """visit() is somebody new, from another network."""
    return lambda: Visitor(community.origin)


settings.register_profile("long", max_examples=400)
"""For `--hypothesis-profile long`: requests to each route, where eight do for every day."""
