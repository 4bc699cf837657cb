"""kill -9 in the middle of publishing: what was acknowledged is there afterwards, with its pictures."""

import time

import pytest

from tests.entry.installation import Installation, kill
from tests.entry.publisher import Publisher
from tests.web.visitor import Visitor

RESTARTS_WITHIN_S = 8.0
PARTS = {
    "the web server": ["hongqiao.entry.serve"],
    "the worker": ["hongqiao.entry.work"],
    "the database": ["postgres -D"],
    "web server and worker": ["hongqiao.entry.serve", "hongqiao.entry.work"],
    "web server and database": ["hongqiao.entry.serve", "postgres -D"],
    "pictures' children": ["pictures/child.py"],
}


@pytest.fixture(scope="module")
def author(running: Installation) -> Visitor:
    return Visitor(running.origin).sign_up("mei")


@pytest.mark.parametrize("parts", PARTS.values(), ids=PARTS)
def test_a_part_that_is_killed_comes_back_by_itself_and_nothing_is_lost(running, author, parts):
    with Publisher(author) as publisher:
        publisher.wait_for(2)
        victims = [pid for part in parts for pid in running.processes(part)]

        for pid in victims:
            kill(pid)
        running.wait_until_open(30)
        publisher.wait_for(2)

    assert victims, f"{parts} do not run"
    assert publisher.lost() == []
    assert all(running.processes(part) for part in parts if "child" not in part)
    assert running.launcher is not None and running.launcher.poll() is None


def test_when_the_launcher_is_killed_all_ends_and_the_next_start_has_everything(install, measured):
    installation = install()
    installation.start()
    publisher = Publisher(Visitor(installation.origin).sign_up("mei"))
    with publisher:
        publisher.wait_for(2)
        kill(installation.launcher.pid)
        _ends(installation)

    took = installation.start()

    measured(f"after kill -9 the site was open again after {took:.1f} s")
    assert took <= RESTARTS_WITHIN_S
    assert publisher.lost() == []


def test_when_everything_is_killed_at_once_the_next_start_has_everything(install, measured):
    installation = install()
    installation.start()
    publisher = Publisher(Visitor(installation.origin).sign_up("mei"))
    with publisher:
        publisher.wait_for(2)
        for pid in [installation.launcher.pid, *installation.processes()]:
            kill(pid)
        _ends(installation)

    took = installation.start()

    measured(f"after kill -9 the site was open again after {took:.1f} s")
    assert took <= RESTARTS_WITHIN_S
    assert publisher.lost() == []
    assert installation.stop() == 0


def test_ctrl_c_in_the_middle_of_publishing_loses_nothing(install):
    installation = install()
    installation.start()
    publisher = Publisher(Visitor(installation.origin).sign_up("mei"))
    with publisher:
        publisher.wait_for(2)
        assert installation.stop() == 0
    assert installation.processes() == []

    installation.start()

    assert publisher.lost() == []


def _ends(installation: Installation) -> None:
    """What a dead launcher leaves ends by itself; only the database may still be writing its last page."""
    installation.launcher.wait(10)
    deadline = time.monotonic() + 20
    while installation.processes():
        assert time.monotonic() < deadline, [*map(str, installation.processes())]
        time.sleep(0.1)
