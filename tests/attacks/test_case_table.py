"""The table of attack cases: complete, and true to the tests that it names."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.tree import PROJECT
from tests.attacks.holes import HOLES

TABLE, STANDARD = "docs/operating/attack-cases.md", "docs/operating/asvs.md"
MANY = {"A": 8, "B": 8, "C": 9, "D": 14, "E": 8, "F": 5, "G": 2, "H": 7, "I": 5}
"""Chapter -> how many cases it has."""

_LINK = re.compile(r"\]\(\.\./\.\./([^)]+)\)")
_CHAPTERS = range(1, 18)


def cases(table: str) -> Iterator[tuple[list[str], str]]:
    """(ids of a row, its last cell) of the first table."""
    for line in table.split("## Planted holes")[0].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.match(r"[A-I]\d", cells[0]):
            yield cells[0].split(", "), cells[-1]


def docstrings(text: str) -> str:
    """All that a test file says of itself."""
    kinds = (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return "\n".join(
        ast.get_docstring(node) or "" for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)
    )


def untrue(table: str) -> list[str]:
    """Rows that name a file which isn’t there, or one that doesn’t speak of the case; rows without any."""
    told = []
    for ids, cell in cases(table):
        files = [name for name in _LINK.findall(cell) if name.startswith("tests/")]
        told += [f"{ids}: {name} isn’t there" for name in files if not PROJECT.has(name)]
        for name in files:
            if name.endswith(".py") and PROJECT.has(name):
                words = docstrings(PROJECT.text(name))
                told += [
                    f"{name} does not speak of {one}" for one in ids if not re.search(rf"\b{one}\b", words)
                ]
        if not files and not re.match(r"not yet|none:", cell):
            told.append(f"{ids}: neither a test nor a reason")
    return told


def test_every_case_has_one_row():
    there = [one for ids, _ in cases(PROJECT.text(TABLE)) for one in ids]

    assert sorted(there) == sorted(f"{name}{at}" for name, many in MANY.items() for at in range(1, many + 1))


def test_the_table_is_true():
    assert untrue(PROJECT.text(TABLE)) == []


@pytest.mark.parametrize(
    "row",
    [
        "| A1 | names | [x](../../tests/web/test_nowhere.py) |",
        "| A1 | names | [x](../../tests/attacks/test_policy.py) |",
        "| A1 | names | somehow |",
    ],
)
def test_an_untrue_row_is_found(row):
    assert len(untrue(row)) == 1


def test_every_hole_stands_in_the_table():
    rows = PROJECT.text(TABLE).split("## Planted holes")[1]

    assert len(HOLES) >= 12
    assert [hole.name for hole in HOLES if f"| {hole.name} | {hole.case} |" not in rows] == []


def test_the_table_of_the_standard_names_only_what_is_there():
    text = PROJECT.text(STANDARD)

    rows = [line for line in text.splitlines() if re.match(r"\| \d", line)]
    assert {int(re.match(r"\| (\d+)", row)[1]) for row in rows} == set(_CHAPTERS)  # type: ignore[index]
    assert [name for name in _LINK.findall(text) if not PROJECT.has(name.partition("#")[0])] == []
    assert [
        row for row in rows if not re.search(r"\| (yes|no|partly|none|the operator|logins)\b", row, re.I)
    ] == []
