"""Sizes: what admired codebases share is the tail, no giant file and no giant function."""

import ast
from collections.abc import Iterator, Mapping

import pytest

from tests.architecture.exceptions import SIZES
from tests.architecture.tree import PROJECT, Source, Tree, plant, show

PYTHON, FUNCTION, TEMPLATE, STYLES, SCRIPT = 300, 40, 120, 200, 150
FOLDERS = ("src", "tests", "tools", "measures")


def sizes(tree: Tree) -> Iterator[tuple[str, int, int]]:
    """(place, lines, allowed lines) of everything that has a size."""
    for folder in FOLDERS:
        for source in tree.files(folder, "*.py"):
            yield source.name, len(source.lines), PYTHON
            yield from ((f"{source.name}::{name}", lines, FUNCTION) for name, lines in _functions(source))
    for pattern, allowed in (("*.html", TEMPLATE), ("*.css", STYLES), ("*.js", SCRIPT)):
        yield from ((file.name, len(file.lines), allowed) for file in tree.files("src/hongqiao/web", pattern))


def _functions(source: Source) -> Iterator[tuple[str, int]]:
    """Functions with their lines, from def to the last one; decorators don't count."""
    for node in ast.walk(source.tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def size_findings(tree: Tree, exceptions: Mapping[str, str]) -> list[str]:
    """What is longer than allowed and stands in no list, and exceptions that nothing needs."""
    long = {
        place: f"{place}: {lines} lines, {allowed} allowed"
        for place, lines, allowed in sizes(tree)
        if lines > allowed
    }
    return [
        *(words for place, words in long.items() if place not in exceptions),
        *(
            f"exceptions.py: {place} needs no exception (any more)"
            for place in exceptions
            if place not in long
        ),
        *(
            f"exceptions.py: {place} stands there without a reason"
            for place, why in exceptions.items()
            if len(why) < 10
        ),
    ]


def test_nothing_is_longer_than_allowed():
    findings = size_findings(PROJECT, SIZES)

    assert not findings, show(findings)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("features/notes/model.py", "\n" * 301),
        ("features/notes/model.py", "def publish():\n" + "    x = 1\n" * 40),
        ("features/notes/model.py", "class Note:\n  async def publish(self):\n" + "    x = 1\n" * 40),
        ("tests/features/test_notes.py", "def test_x():\n" + "    x = 1\n" * 40),
        ("web/notes/templates/show.html", "<p>\n" * 121),
        ("web/ui/css/card.css", "\n" * 201),
        ("web/ui/js/card.js", "\n" * 151),
    ],
)
def test_what_is_too_long_is_found(tmp_path, name, text):
    tree = plant(tmp_path, {name: text})

    assert len(size_findings(tree, {})) == 1


def test_what_just_fits_is_fine(tmp_path):
    tree = plant(tmp_path, {"features/notes/model.py": "def publish():\n" + "    x = 1\n" * 39})

    assert size_findings(tree, {}) == []


def test_an_exception_is_let_through_while_it_is_needed(tmp_path):
    tree = plant(tmp_path, {"web/ui/css/card.css": "\n" * 201})
    place = "src/hongqiao/web/ui/css/card.css"

    assert size_findings(tree, {place: "carried over whole from the mockups"}) == []
    assert size_findings(tree, {place: ""}) == [f"exceptions.py: {place} stands there without a reason"]
    assert size_findings(plant(tmp_path, {"web/ui/css/card.css": ""}), {place: "carried over whole"}) == [
        f"exceptions.py: {place} needs no exception (any more)"
    ]
