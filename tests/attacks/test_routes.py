"""The matrix: every route, on things that are open and private, asked for by four people.

routes.tsv says what each gets; a route without rows fails. Whoever adds one writes down what it should answer
to each, and the test says where it doesn't.
"""

from pathlib import Path

import pytest

from hongqiao.web.app import make_app
from tests.attacks.asking import ROLES, People, answers
from tests.web.sitting import site_of

TABLE = Path(__file__).with_name("routes.tsv")
_STATEFUL = ("{note_id}", "{comment_id}", "{ref}")
"""Places of things that are open or private; routes with one of them have a row for each state."""


def rows() -> list[tuple[str, ...]]:
    """(method, path, state, what each role gets …)."""
    lines = TABLE.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def wanted(method: str, path: str) -> list[tuple[str, str, str]]:
    """The rows that a route must have."""
    states = ("open", "private") if any(place in path for place in _STATEFUL) else ("-",)
    return [(method, path, state) for state in states]


async def test_every_route_has_its_rows(scope):
    app = make_app(site_of(scope))._app._app  # type: ignore[attr-defined]
    routes = {(m, route.path_format) for route in app.routes for m in route.methods if m != "OPTIONS"}

    there = {row[:3] for row in rows()}

    assert there == {row for method, path in routes for row in wanted(method, path)}


@pytest.fixture(scope="module")
def people(community) -> People:
    return People(community)


@pytest.mark.parametrize("row", rows(), ids=lambda row: " ".join(row[:3]))
def test_a_route_answers_each_as_the_table_says(people, row):
    method, path, state, *expected = row

    came = answers(people, method, path, state)

    assert dict(zip(ROLES, came, strict=True)) == dict(zip(ROLES, expected, strict=True))


@pytest.mark.parametrize("row", [row for row in rows() if row[2] == "private"], ids=lambda row: row[:2])
def test_what_is_private_is_not_even_there_for_others(row):
    """The table itself: nobody but the owner learns that a private thing exists, administrators neither."""
    *_, stranger, other, admin, _ = row

    assert {stranger, other, admin} <= {"404", "401", "303 sign-in"}
