"""D1, D2: every route, on things that are open, private and for followers, asked for by seven people.

routes.tsv says what a stranger, another member, an administrator and the owner get; a route without rows
fails. Whoever adds one writes down what it should answer to each, and the test says where it doesn't. The
other people follow from it: somebody suspended is led away from all that their confined login does not open,
a follower is another member, a moderator too; roles.tsv has the answers where they differ. What is for
followers is open to the follower, and to the others as if it were private.
"""

from pathlib import Path

import pytest

from hongqiao.web.app import make_app
from tests.attacks.asking import ROLES, People, answers
from tests.web.sitting import site_of

TABLE, OTHERWISE = Path(__file__).with_name("routes.tsv"), Path(__file__).with_name("roles.tsv")
_LIKE = {"follower": "other", "moderator": "other"}
"""Role -> the one in routes.tsv that gets the same, unless roles.tsv says otherwise."""

_WITHOUT_LOGIN = ("/assets/", "/media/", "/healthz", "/translate", "/detect", "/languages")
"""Where nobody looks at a login, or only for what is not for everybody."""

_STATEFUL = ("{note_id}", "{comment_id}", "{ref}")
"""Places of things that are open or private; routes with one of them have a row for each state."""


def rows(table: Path = TABLE) -> list[tuple[str, ...]]:
    """(method, path, state, what a stranger, another member, an administrator and the owner get)."""
    lines = table.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def widened() -> list[tuple[str, str, str, dict[str, str]]]:
    """(method, path, state, what each of the seven gets); a row for followers beside each private one."""
    otherwise = {row[:4]: row[4] for row in rows(OTHERWISE)}
    by_state = {row[:3]: row[3:] for row in rows()}
    found = []
    for (method, path, state), (stranger, other, admin, owner) in by_state.items():
        told = {"stranger": stranger, "other": other, "admin": admin, "owner": owner}
        told |= {role: told[like] for role, like in _LIKE.items()}
        is_shut = not path.startswith(_WITHOUT_LOGIN)
        told["suspended"] = {"GET": "303", "POST": "403"}[method] if is_shut else stranger
        found.append((method, path, state, told))
        if state == "private":
            friend = by_state[method, path, "open"][1]
            found.append((method, path, "followers", {**told, "follower": friend}))
    return [
        (*row, {role: otherwise.get((*row, role), answer) for role, answer in told.items()})
        for *row, told in found
    ]


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


@pytest.mark.parametrize("row", widened(), ids=lambda row: " ".join(row[:3]))
def test_a_route_answers_each_as_the_table_says(people, row):
    method, path, state, expected = row

    came = answers(people, method, path, state)

    assert dict(zip(ROLES, came, strict=True)) == expected


def test_what_is_otherwise_for_a_role_is_of_a_row_that_is_there():
    there = {(*row[:3], role) for row in widened() for role in row[3]}

    assert {row[:4] for row in rows(OTHERWISE)} <= there


@pytest.mark.parametrize("row", [row for row in rows() if row[2] == "private"], ids=lambda row: row[:2])
def test_what_is_private_is_not_even_there_for_others(row):
    """The table itself: nobody but the owner learns that a private thing exists, administrators neither."""
    *_, stranger, other, admin, _ = row

    assert {stranger, other, admin} <= {"404", "401", "303 sign-in"}
