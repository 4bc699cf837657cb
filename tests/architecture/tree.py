"""The tree under check: the project itself, or a small one with a planted fault.

Each check is a function `tree -> list of findings`, so that a test can show both: none in the project,
and the planted one found.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FOREIGN = {".git", ".venv", "node_modules", "var", "dist", "__pycache__", ".ruff_cache", ".mypy_cache"}


@dataclass(frozen=True)
class Source:
    """One file; `name` is its path from the root, with slashes."""

    root: Path
    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    @property
    def inner(self) -> str:
        """The path within the package: "features/notes/store.py"."""
        return self.name.removeprefix("src/hongqiao/")

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def tree(self) -> ast.Module:
        """The syntax tree of a Python file."""
        return _parsed(self.text, self.name)

    def at(self, node: ast.AST | int, words: str) -> str:
        """A finding at a line of this file."""
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return f"{self.name}:{line}: {words}"


@lru_cache(maxsize=2000)
def _parsed(text: str, name: str) -> ast.Module:
    return ast.parse(text, name)


@dataclass(frozen=True)
class Tree:
    """A project folder with src/hongqiao in it."""

    root: Path

    def files(self, folder: str, pattern: str) -> list[Source]:
        """Files below a folder, in order; what tools and set-up leave there is not ours."""
        return _files(self.root, folder, pattern)

    def package(self, *folders: str) -> list[Source]:
        """Python files of the package, or of these folders in it."""
        return [file for folder in folders or ("",) for file in self.files(f"src/hongqiao/{folder}", "*.py")]

    def features(self) -> list[str]:
        """Names of the features, as their folders say."""
        folder = self.root / "src/hongqiao/features"
        return sorted({path.relative_to(folder).parts[0] for path in folder.glob("*/**/*.py")})

    def templates(self) -> list[Source]:
        return [file for file in self.files("src/hongqiao", "*.html") if "/templates/" in file.name]

    def has(self, name: str) -> bool:
        return (self.root / name).exists()

    def text(self, name: str) -> str:
        """The text of a file, "" when it isn't there."""
        path = self.root / name
        return path.read_text(encoding="utf-8") if path.is_file() else ""


@lru_cache(maxsize=200)
def _files(root: Path, folder: str, pattern: str) -> list[Source]:
    found = sorted((root / folder).rglob(pattern))
    return [
        Source(root, path)
        for path in found
        if path.is_file() and not _FOREIGN.intersection(path.relative_to(root).parts)
    ]


PROJECT = Tree(ROOT)


def plant(folder: Path, files: Mapping[str, str]) -> Tree:
    """A small tree with these files; short names ("features/…") lie in the package."""
    for name, text in files.items():
        inside = name.split("/")[0] in {"kernel", "features", "adapters", "web", "entry", "migrations"}
        path = folder / (f"src/hongqiao/{name}" if inside else name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _files.cache_clear()
    return Tree(folder)


def docstrings(tree: ast.AST) -> set[ast.AST]:
    """The constants that are docstrings or strings standing alone, which only people read."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def strings(source: Source) -> Iterator[tuple[ast.Constant, str]]:
    """Every string in the code that is no docstring."""
    aside = docstrings(source.tree)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in aside:
            yield node, node.value


def show(findings: list[str]) -> str:
    """Findings for the message of a failing test, one a line."""
    return f"{len(findings)} finding(s)\n" + "\n".join(findings)
