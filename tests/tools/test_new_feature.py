"""Starting a feature."""

import shutil
import tomllib

import pytest

from tests.architecture.test_front_doors import doors_out_of_order
from tests.architecture.tree import ROOT, Tree
from tools.new_feature import Refused, start


@pytest.fixture
def root(tmp_path):
    """A project folder that has only its settings."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def rows(root):
    """Rows of the feature contract, lowest first."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return next(one for one in contracts if one["id"] == "features")["layers"][::-1]


def test_a_new_feature_stands_in_its_row_with_a_front_door_in_order(root):
    start(root, "gifts", 6, "table gift: what people give one another")

    assert rows(root)[5].endswith(" | gifts")
    assert Tree(root).features() == ["gifts"]
    assert doors_out_of_order(Tree(root)) == []


def test_a_foreseen_feature_loses_its_brackets(root):
    before = rows(root)
    text = (root / "pyproject.toml").read_text()
    (root / "pyproject.toml").write_text(text.replace(before[3], f"{before[3]} | (guilds)"))

    start(root, "guilds", 4, "table guild")

    assert rows(root)[3] == f"{before[3]} | guilds"


@pytest.mark.parametrize(("name", "row"), [("Gifts", 6), ("gifts", 9), ("gifts", 0), ("../gifts", 6)])
def test_a_name_or_row_that_cannot_be_changes_nothing(root, name, row):
    before = (root / "pyproject.toml").read_text()

    with pytest.raises(Refused):
        start(root, name, row, "table gift")

    assert (root / "pyproject.toml").read_text() == before


def test_a_feature_is_started_once(root):
    start(root, "gifts", 6, "table gift")

    with pytest.raises(Refused, match="already there"):
        start(root, "gifts", 6, "table gift")
