"""Front doors: a feature is met through its `__init__` only, and that page says what it owns."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

import pytest

from tests.architecture.tree import PROJECT, Source, Tree, plant, show

NAMES = 20
FEATURES = "hongqiao.features"
FOR_WIRING = {"leaving", "reactors", "privacy"}
"""Modules that entry may take from a feature, to register what it offers or erase somebody."""


def imports(source: Source) -> Iterator[tuple[ast.stmt, str, str | None, str]]:
    """(statement, module, imported name or None, bound name) of each import; relative ones made whole."""
    package = source.name.removeprefix("src/").removesuffix(".py").split("/")[:-1]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name, None, alias.asname or alias.name
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*start, *filter(None, [node.module])])
            for alias in node.names:
                yield node, module, alias.name, alias.asname or alias.name


@lru_cache(maxsize=100)
def front_door(tree: Tree, feature: str) -> frozenset[str] | None:
    """The names in the feature's __all__, None without one."""
    file = Source(tree.root, tree.root / f"src/hongqiao/features/{feature}/__init__.py")
    if not file.path.exists():
        return None
    for node in file.tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(getattr(target, "id", "") == "__all__" for target in targets) and getattr(node, "value", None):
            return frozenset(ast.literal_eval(node.value))
    return None


def doors_avoided(tree: Tree) -> list[str]:
    """Imports that go past a front door, and what is reached through it but isn't offered there."""
    found = []
    for source in tree.package():
        parts = source.inner.split("/")
        own = parts[1] if parts[0] == "features" and len(parts) > 2 else ""
        bound: dict[str, str] = {}
        for node, module, name, as_name in imports(source):
            whole = [*module.split("."), *([name] if name else [])]
            if whole[:2] != FEATURES.split(".") or len(whole) < 3 or whole[2] == own:
                continue
            feature, inner = whole[2], whole[3:]
            if parts[0] == "entry" and inner and inner[0] in FOR_WIRING:
                continue
            if not inner:
                bound[as_name] = feature
            elif module.count(".") > 2 or inner[0] not in (front_door(tree, feature) or ()):
                found.append(source.at(node, f"takes {'.'.join(inner)} past the front door of {feature}"))
        found += _reached_through(tree, source, bound)
    return found


def _reached_through(tree: Tree, source: Source, bound: dict[str, str]) -> Iterator[str]:
    """notes.store.insert: the name is bound to the feature, but the attribute isn't offered."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Attribute):
            continue
        feature = (
            bound.get(ast.unparse(node.value)) if isinstance(node.value, (ast.Name, ast.Attribute)) else None
        )
        offered = front_door(tree, feature) if feature else None
        if feature and offered is not None and node.attr not in offered:
            yield source.at(node, f"takes {node.attr} past the front door of {feature}")


def doors_out_of_order(tree: Tree) -> list[str]:
    """Front doors without a list of names, with too many, or without a word on what the feature owns."""
    found = []
    for feature in tree.features():
        place = f"src/hongqiao/features/{feature}/__init__.py"
        offered = front_door(tree, feature)
        said = ast.get_docstring(ast.parse(tree.text(place))) or ""
        if offered is None:
            found.append(f"{place}: has no __all__")
        elif len(offered) > NAMES:
            found.append(f"{place}: offers {len(offered)} names, {NAMES} allowed")
        if not re.search(r"\bowns\b", said, re.I):
            found.append(f"{place}: its docstring doesn’t say what it owns")
    return found


@pytest.mark.parametrize("check", [doors_avoided, doors_out_of_order])
def test_features_are_met_through_their_front_door(check):
    findings = check(PROJECT)

    assert not findings, show(findings)


DOOR = '"""Owns table note."""\nfrom hongqiao.features.notes.publish import publish\n__all__ = ["publish"]\n'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("features/feeds/explore.py", "from hongqiao.features.notes.store import INSERT"),
        ("features/feeds/explore.py", "import hongqiao.features.notes.store"),
        ("features/feeds/explore.py", "from hongqiao.features.notes import store"),
        ("features/feeds/explore.py", "from ..notes.store import INSERT"),
        ("features/feeds/explore.py", "from hongqiao.features import notes\nnotes.store.INSERT"),
        ("features/feeds/explore.py", "from hongqiao.features import notes as n\nn.hidden()"),
        ("web/notes/pages.py", "def show():\n    from hongqiao.features.notes.publish import publish"),
        ("entry/seed.py", "from hongqiao.features.notes.store import INSERT"),
        ("web/notes/pages.py", "import hongqiao.features.notes\nhongqiao.features.notes.store"),
    ],
)
def test_going_past_the_door_is_found(tmp_path, name, text):
    tree = plant(tmp_path, {"features/notes/__init__.py": DOOR, name: text})

    assert len(doors_avoided(tree)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("features/feeds/explore.py", "from hongqiao.features.notes import publish"),
        ("web/notes/pages.py", "from hongqiao.features import notes\nnotes.publish()"),
        (
            "features/notes/publish.py",
            "from hongqiao.features.notes.store import INSERT\nfrom hongqiao.features.notes import store",
        ),
        ("entry/wiring.py", "from hongqiao.features.notes.reactors import register"),
    ],
)
def test_coming_through_the_door_is_fine(tmp_path, name, text):
    tree = plant(tmp_path, {"features/notes/__init__.py": DOOR, name: text})

    assert doors_avoided(tree) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"""Notes. Owns table note."""', "has no __all__"),
        ('"""Notes."""\n__all__ = []', "its docstring doesn’t say what it owns"),
        (
            '"""Owns note."""\n__all__ = ["' + '", "'.join(f"n{at}" for at in range(21)) + '"]',
            "offers 21 names, 20 allowed",
        ),
    ],
)
def test_a_door_out_of_order_is_found(tmp_path, text, words):
    tree = plant(tmp_path, {"features/notes/__init__.py": text})

    assert doors_out_of_order(tree) == [f"src/hongqiao/features/notes/__init__.py: {words}"]
