"""Fixtures of the browser journeys: the running community, Chromium, and people who open sessions in it."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from playwright.async_api import Browser, async_playwright

from tests.entry.community import has_model, shared_community
from tests.entry.installation import Installation
from tests.entry.measuring import Measured, measured_in, tell_measured
from tests.journeys.peopling import people_it
from tests.journeys.person import Person
from tests.web.visitor import Visitor

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
Arrive = Callable[..., Awaitable[Person]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the journeys, and says why some cannot be made here."""
    for item in items:
        if "journeys" not in item.path.parts:
            continue
        item.add_marker(pytest.mark.journey)
        if CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed (apt-get install chromium)"))
        elif item.get_closest_marker("engine") and not has_model():
            item.add_marker(
                pytest.mark.skip(reason="the translation model is not there (bin/test fetches it)")
            )


@pytest.fixture(scope="session")
def community(request: pytest.FixtureRequest) -> Installation:
    """The real thing, started by its launcher, with the model where it can be had."""
    return shared_community(request.config)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all journeys."""
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield started
        await started.close()


@pytest.fixture
async def arrive(browser: Browser, community: Installation) -> AsyncIterator[Arrive]:
    """arrive("zh-CN") opens a session of somebody whose browser says so; it is closed afterwards."""
    here: list[Person] = []

    async def open_session(locale: str = "en", **options: object) -> Person:
        here.append(await Person.arrive(browser, community.origin, locale, **options))
        return here[-1]

    yield open_session
    for person in here:
        await person.leave()


@pytest.fixture
def visitor(community: Installation) -> Visitor:
    """Somebody without a browser, who prepares what a journey finds."""
    return Visitor(community.origin)


@pytest.fixture(scope="session")
def peopled(community: Installation) -> list[str]:
    """Three people's notes, more than a page of them; their paths, once Explore shows them."""
    return people_it(community.origin)


@pytest.fixture
def measured(request: pytest.FixtureRequest) -> Measured:
    """measured("…") is told at the end of the run."""
    return measured_in(request.config)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells what was measured."""
    tell_measured(terminalreporter)
