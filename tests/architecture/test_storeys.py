"""The order of storeys and features: import-linter's contracts in pyproject.toml, and that they bite."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import PROJECT, ROOT, Tree, plant, show

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
FAULTS = {
    "storeys": ("features/notes/model.py", "import hongqiao.adapters.postgres"),
    "features": ("features/people/model.py", "import hongqiao.features.notes"),
    "pages": ("web/notes/pages.py", "import hongqiao.web.people"),
    "wiring": ("web/notes/pages.py", "import hongqiao.adapters.postgres"),
    "kernel": ("kernel/ids.py", "import socket"),
    "database": ("features/notes/store.py", "import asyncpg"),
    "framework": ("features/notes/publish.py", "from litestar import Request"),
    "machines": ("entry/serve.py", "import PIL"),
}


def lint_imports(root: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Runs import-linter over a tree, for all contracts or some."""
    chosen = [part for contract in contracts for part in ("--contract", contract)]
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache", "--no-logo", *chosen],
        cwd=root,
        text=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "NO_COLOR": "1"},
        timeout=120,
    )


def folders_without_init(tree: Tree) -> list[str]:
    """Folders of Python files that are no packages: import-linter would not look into them."""
    folders = {file.path.parent for file in tree.package()}
    return [
        f"{folder.relative_to(tree.root)}: has no __init__.py, so no contract covers it"
        for folder in sorted(folders)
        if not (folder / "__init__.py").exists()
    ]


def rows_apart(contracts: list[dict], features: list[str], text: str) -> list[str]:
    """Features that ARCHITECTURE.md doesn’t draw in their row; there a row starts with its number."""
    layers = next(contract for contract in contracts if contract["id"] == "features")["layers"]
    drawn = {}
    for line in text.splitlines():
        number, _, rest = line.strip().partition(" ")
        if number.isdigit() and len(number) == 1 and rest.startswith(" "):
            drawn[int(number)] = rest.split()
    return [
        f"ARCHITECTURE.md row {number}: should name {name}"
        for number, layer in zip(range(len(layers), 0, -1), layers, strict=True)
        for name in names_in(layer)
        if name in features and name not in drawn.get(number, ())
    ]


def names_in(layer: str) -> list[str]:
    """The features of a row of the contract."""
    return layer.replace("(", "").replace(")", "").split(" | ")


def pages_without_place(tree: Tree, contracts: list[dict]) -> list[str]:
    """Folders of pages that the contract on pages doesn't name, so that nothing keeps them apart."""
    layers = next(contract for contract in contracts if contract["id"] == "pages")["layers"]
    placed = {name for layer in layers for name in names_in(layer)}
    folders = {file.inner.split("/")[1] for file in tree.package("web") if file.inner.count("/") > 1}
    return [
        f"web/{name}: has no place in the contract on pages" for name in sorted(folders - placed - {"ui"})
    ]


def small_tree(folder: Path) -> Path:
    """A tree in which every layer that a contract asks for is there, and empty."""
    rows = {contract["id"]: contract["layers"] for contract in CONTRACTS if "layers" in contract}
    names = ["entry", "web", "features", "adapters", "adapters/postgres", "kernel"]
    names += [f"features/{name}" for row in rows["features"] for name in names_in(row)]
    names += [f"web/{name}" for row in rows["pages"] for name in names_in(row)]
    plant(
        folder,
        {f"{name}/__init__.py": "" for name in names}
        | {
            "src/hongqiao/__init__.py": "",
            "kernel/settings.py": "import pathlib\n",
        },
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_imports_keep_the_order_of_storeys_and_features():
    done = lint_imports(ROOT)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_folder_of_python_files_is_a_package():
    findings = folders_without_init(PROJECT)

    assert not findings, show(findings)


def test_a_folder_without_init_is_found(tmp_path):
    tree = plant(tmp_path, {"features/notes/store.py": ""})

    assert folders_without_init(tree) == [
        "src/hongqiao/features/notes: has no __init__.py, so no contract covers it"
    ]


def test_every_folder_of_pages_has_a_place():
    findings = pages_without_place(PROJECT, CONTRACTS)

    assert not findings, show(findings)


def test_a_folder_of_pages_without_place_is_found(tmp_path):
    tree = plant(
        tmp_path, {"web/gifts/pages.py": "", "web/notes/pages.py": "", "web/ui/x.py": "", "web/app.py": ""}
    )

    assert pages_without_place(tree, CONTRACTS) == ["web/gifts: has no place in the contract on pages"]


def test_the_architecture_page_draws_the_rows_that_the_contract_holds():
    findings = rows_apart(CONTRACTS, PROJECT.features(), PROJECT.text("ARCHITECTURE.md"))

    assert not findings, show(findings)


def test_a_row_drawn_otherwise_is_found():
    drawn = "\n".join(f" {row}  " for row in range(1, 9)).replace(" 3  ", " 3  people  who")

    assert rows_apart(CONTRACTS, ["people"], drawn) == ["ARCHITECTURE.md row 4: should name people"]


def test_every_contract_has_a_planted_fault():
    assert {contract["id"] for contract in CONTRACTS} == set(FAULTS)


def test_a_tree_without_fault_is_kept(tmp_path):
    done = lint_imports(small_tree(tmp_path))

    assert done.returncode == 0, done.stdout + done.stderr


def test_each_contract_bites(tmp_path):
    root = small_tree(tmp_path)
    for name, fault in FAULTS.values():
        path = root / "src/hongqiao" / name
        path.write_text((path.read_text() if path.exists() else "") + fault + "\n")

    done = lint_imports(root)

    broken = {line.split(" BROKEN")[0] for line in done.stdout.splitlines() if " BROKEN" in line}
    assert broken == {contract["name"] for contract in CONTRACTS}, done.stdout + done.stderr


@pytest.mark.parametrize(("name", "contract"), [("stalls", "storeys"), ("features/gifts", "features")])
def test_a_new_folder_without_a_place_is_found(tmp_path, name, contract):
    root = small_tree(tmp_path)
    folder = root / "src/hongqiao" / name
    folder.mkdir()
    (folder / "__init__.py").touch()

    done = lint_imports(root, contract)

    assert done.returncode == 1
    assert f"hongqiao.{name.replace('/', '.')}" in done.stdout
