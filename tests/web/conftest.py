"""Fixtures of requests without a browser: the running community and people who talk to it."""

from collections.abc import Callable

import pytest

from tests.entry.community import shared_community
from tests.entry.installation import Installation
from tests.web.visitor import Visitor


@pytest.fixture(scope="session")
def community(request: pytest.FixtureRequest) -> Installation:
    """The real thing, shared with the browser journeys."""
    return shared_community(request.config)


@pytest.fixture
def visit(community: Installation) -> Callable[..., Visitor]:
    """visit("es") is somebody new, from another network."""

    def arrive(language: str = "en", **options: str) -> Visitor:
        return Visitor(community.origin, language=language, **options)

    return arrive


@pytest.fixture
def stranger(visit: Callable[..., Visitor]) -> Visitor:
    """Somebody without an account."""
    return visit()


@pytest.fixture
def mei(visit: Callable[..., Visitor]) -> Visitor:
    """A member."""
    return visit().sign_up("mei")


@pytest.fixture
def diego(visit: Callable[..., Visitor]) -> Visitor:
    """Another member."""
    return visit().sign_up("diego")
