"""Planted holes: with one check of the product taken away, the test of its case fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import PROJECT
from tests.attacks.holes import HOLES, Hole

_FAILED = 1
"""What pytest returns when tests ran and some failed."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The product and its tests, to be spoilt."""
    root = tmp_path_factory.mktemp("holes")
    root.chmod(0o755)
    left_out = shutil.ignore_patterns("__pycache__", ".pytest_cache", ".hypothesis")
    for folder in ("src", "tests"):
        shutil.copytree(PROJECT.root / folder, root / folder, ignore=left_out)
    for name in ("node_modules", "docs", "bin", "tools", "README.md"):
        (root / name).symlink_to(PROJECT.root / name)
    shutil.copy(PROJECT.root / "pyproject.toml", root)
    return root


@pytest.mark.parametrize("hole", HOLES, ids=lambda hole: hole.name)
def test_a_hole_is_noticed(copy, hole):
    file = copy / "src" / "hongqiao" / hole.file
    whole = file.read_text("utf-8")
    assert whole.count(hole.right) == 1, f"{hole.file} no longer says what the hole takes away"
    file.write_text(whole.replace(hole.right, hole.wrong), "utf-8")

    ran = _run(copy, hole)
    file.write_text(whole, "utf-8")

    assert ran.returncode == _FAILED, f"{hole.noticed_by} does not notice: {hole.name}\n{ran.stdout[-1_500:]}"
    assert "1 failed" in ran.stdout and "error" not in ran.stdout.splitlines()[-1], ran.stdout[-1_500:]


def _run(copy: Path, hole: Hole) -> subprocess.CompletedProcess[str]:
    """Runs the test of the case in the spoilt copy, until its first failure."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    quiet = ["-q", "-x", "-W", "ignore", "-p", "no:cacheprovider", "--no-header", "--tb=line"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *quiet, hole.noticed_by],
        cwd=copy, env={**environment, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, timeout=240,
    )  # fmt: skip
