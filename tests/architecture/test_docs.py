"""The documents are complete: what an operator can type or set stands there, and what stands there exists."""

import argparse
import ast
import hashlib
import re

import pytest

from hongqiao.entry.command import _parser as command_line
from tests.architecture.tree import PROJECT, Source, Tree, plant, show

PAGES = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "LICENSE",
)
AGPL = "8486a10c4393cee1c25392769ddd3b2d6c242d6ec7928e1414efff7dfb2f07ef"
SETTINGS = "docs/operating/settings.md"
DECISIONS = "docs/decisions/README.md"
_SETTING = re.compile(r"\bHONGQIAO_[A-Z][A-Z_]*\b")
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
_NAMED_PAGE = re.compile(r"\b(?:docs|measures)/[\w./-]+\.(?:md|py)\b")


def missing_pages(tree: Tree) -> list[str]:
    return [f"{name}: is not there" for name in PAGES if not tree.has(name)]


def commands(parser: argparse.ArgumentParser, before: str = "") -> list[str]:
    """Every command of the command line: "run", "admin", "admin make"."""
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                found += [before + name, *commands(inner, f"{before}{name} ")]
    return found


def commands_unsaid(tree: Tree, parser: argparse.ArgumentParser) -> list[str]:
    pages = "\n".join(file.text for file in tree.files("docs/operating", "*.md"))
    return [
        f"docs/operating: `hongqiao {name}` is not explained"
        for name in commands(parser)
        if not re.search(rf"\bhongqiao {re.escape(name)}\b", pages)
    ]


def settings(tree: Tree) -> set[str]:
    """Environment variables that the code or its scripts read."""
    texts = [file.text for file in (*tree.package(), *tree.files("bin", "*"), *tree.files("tools", "*.py"))]
    found = {name for text in texts for name in _SETTING.findall(text)}
    if any(
        re.search(r"[\"']HONGQIAO_(?:[\"'{])", text) for text in texts
    ):  # a prefix before each field's name
        kernel = next((file for file in tree.package("kernel") if file.inner == "kernel/settings.py"), None)
        found |= (
            {
                f"HONGQIAO_{node.target.id.upper()}"
                for node in ast.walk(kernel.tree)
                if isinstance(node, ast.AnnAssign)
            }
            if kernel
            else set()
        )
    return found


def settings_unsaid(tree: Tree) -> list[str]:
    said = set(_SETTING.findall(tree.text(SETTINGS)))
    return [
        *(f"{SETTINGS}: {name} is not explained" for name in sorted(settings(tree) - said)),
        *(f"{SETTINGS}: nothing reads {name}" for name in sorted(said - settings(tree))),
    ]


def decisions_unlisted(tree: Tree) -> list[str]:
    listed = tree.text(DECISIONS)
    records = [file.path.name for file in tree.files("docs/decisions", "[0-9]*.md")]
    return [f"{DECISIONS}: does not list {name}" for name in records if f"({name})" not in listed]


def dead_links(tree: Tree) -> list[str]:
    """Links to files that don't exist, and pages that the code speaks of but nobody wrote."""
    pages = [
        *tree.files("docs", "*.md"),
        *(Source(tree.root, path) for path in sorted(tree.root.glob("*.md"))),
    ]
    found = [
        page.at(at, f"leads to {target}, which isn’t there")
        for page in pages
        for at, line in enumerate(page.lines, 1)
        for target in _LINK.findall(line)
        if "://" not in target
        and not target.startswith("mailto:")
        and not (page.path.parent / target).exists()
    ]
    for file in (
        *tree.package(),
        *tree.files("tools", "*.py"),
        *tree.files("src/hongqiao/migrations", "*.sql"),
    ):
        found += [
            file.at(at, f"names {name}, which isn’t there")
            for at, line in enumerate(file.lines, 1)
            for name in _NAMED_PAGE.findall(line)
            if not tree.has(name)
        ]
    return found


def scripts_that_do_not_start(tree: Tree) -> list[str]:
    """Scripts in bin/ that are no executable POSIX sh; those with an underscore are for others to read in."""
    return [
        file.at(1, "is not an executable sh script")
        for file in tree.files("bin", "*")
        if not file.path.name.startswith("_")
        and not (file.text.startswith("#!/bin/sh\n") and file.path.stat().st_mode & 0o111)
    ]


CHECKS = [
    missing_pages,
    settings_unsaid,
    decisions_unlisted,
    dead_links,
    scripts_that_do_not_start,
]


@pytest.mark.parametrize("check", CHECKS)
def test_the_documents_are_complete(check):
    findings = check(PROJECT)

    assert not findings, show(findings)


def test_every_command_is_explained_to_operators():
    findings = commands_unsaid(PROJECT, command_line())

    assert not findings, show(findings)


def test_a_command_that_nobody_explains_is_found(tmp_path):
    parser = argparse.ArgumentParser()
    doing = parser.add_subparsers().add_parser("admin").add_subparsers()
    doing.add_parser("make")
    doing.add_parser("invite")
    tree = plant(tmp_path, {"docs/operating/admin.md": "`bin/hongqiao admin make mei`"})

    assert commands_unsaid(tree, parser) == ["docs/operating: `hongqiao admin invite` is not explained"]


def test_the_license_is_the_agpl_word_for_word():
    assert hashlib.sha256((PROJECT.root / "LICENSE").read_bytes()).hexdigest() == AGPL


SETTING_CODE = "class Settings:\n    home: str\n    port: int = 8000\n"


@pytest.mark.parametrize(
    ("check", "files", "words"),
    [
        (
            settings_unsaid,
            {"entry/serve.py": 'os.environ["HONGQIAO_DSN"]'},
            f"{SETTINGS}: HONGQIAO_DSN is not explained",
        ),
        (
            settings_unsaid,
            {
                "entry/serve.py": 'f"HONGQIAO_{name}"',
                "kernel/settings.py": SETTING_CODE,
                SETTINGS: "HONGQIAO_HOME",
            },
            f"{SETTINGS}: HONGQIAO_PORT is not explained",
        ),
        (settings_unsaid, {SETTINGS: "HONGQIAO_OLD"}, f"{SETTINGS}: nothing reads HONGQIAO_OLD"),
        (
            decisions_unlisted,
            {"docs/decisions/0001-slices.md": "", DECISIONS: ""},
            f"{DECISIONS}: does not list 0001-slices.md",
        ),
        (
            dead_links,
            {"docs/guides/start.md": "\n[here](missing.md)"},
            "docs/guides/start.md:2: leads to missing.md, which isn’t there",
        ),
        (
            dead_links,
            {"kernel/ids.py": '"""Source: docs/decisions/0003-ids.md."""'},
            "src/hongqiao/kernel/ids.py:1: names docs/decisions/0003-ids.md, which isn’t there",
        ),
        (scripts_that_do_not_start, {"bin/run": "#!/bin/sh\n"}, "bin/run:1: is not an executable sh script"),
    ],
)
def test_a_gap_in_the_documents_is_found(tmp_path, check, files, words):
    assert check(plant(tmp_path, files)) == [words]


def test_a_missing_page_is_found(tmp_path):
    tree = plant(tmp_path, {name: "" for name in PAGES if name != "SECURITY.md"})

    assert missing_pages(tree) == ["SECURITY.md: is not there"]


def test_complete_documents_are_fine(tmp_path):
    tree = plant(
        tmp_path,
        {
            "docs/operating/run.md": "See [settings](settings.md)",
            "entry/serve.py": 'environ["HONGQIAO_DSN"]',
            SETTINGS: "| `HONGQIAO_DSN` | where |",
            "docs/decisions/0001-slices.md": "",
            DECISIONS: "- [Slices](0001-slices.md)",
            "bin/_environment": "prepare() { :; }\n",
        },
    )

    assert [finding for check in CHECKS[1:] for finding in check(tree)] == []
