"""Templates and sheets: pieces say what they need, nothing is inline, colours and sides come from tokens."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture.tree import PROJECT, Source, Tree, plant, show

RAW_COLOURS = {"tokens.css", "text-card.css"}
"""Sheets that may name colours: the tokens themselves, and text cards, which are pictures."""

_NEEDS = re.compile(r"\{#-? needs \S")
_INLINE = re.compile(
    r"<style\b|\sstyle\s*=|<script\b(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.I
)
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_UNSAFE = re.compile(r"\|\s*safe\b|\bautoescape\s+false\b")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_DECLARATION = re.compile(r"(?<![\w-])(-{0,2}[a-z][\w-]*)\s*:\s*([^;{}]*)(?=[;}])")
_COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|^(?:white|black|red|green|blue|gr[ae]y|orange)$",
    re.I,
)
_SIDE = re.compile(
    r"(?:(?:margin|padding|border|scroll-margin|scroll-padding|inset)-)?(?:left|right)(?:-\w+)?"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
)
_SIDE_VALUE = {"text-align", "float", "clear", "caption-side"}
_ID = re.compile(r"(?:^|[\s,>+~(])#[a-z][\w-]*[^;{}]*\{", re.I)


def pieces_without_needs(tree: Tree) -> list[str]:
    return [
        source.at(1, "a piece begins with {# needs … #}")
        for source in tree.templates()
        if source.path.name.startswith("_") and not _NEEDS.match(source.text)
    ]


def inline_style_and_script(tree: Tree) -> list[str]:
    """What the content security policy refuses."""
    return [
        source.at(at, f"inline: {found.group().strip()[:30]}")
        for source in tree.templates()
        for at, line in enumerate(_JINJA.sub(_lines, source.text).splitlines(), 1)
        for found in _INLINE.finditer(line)
    ]


def _lines(match: re.Match[str]) -> str:
    """Nothing but the line breaks of what was found, so that later lines keep their numbers."""
    return "\n" * match.group().count("\n")


def unescaped(tree: Tree) -> list[str]:
    """Words let through as they are."""
    return [
        source.at(at, "is not escaped; a filter or macro returns Markup where that is right")
        for source in tree.templates()
        for at, line in enumerate(source.lines, 1)
        if _UNSAFE.search(line)
    ]


def _declarations(source: Source) -> Iterator[tuple[int, str, str]]:
    """(line, property, value) of a style sheet."""
    text = _without_comments(source.text)
    for match in _DECLARATION.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[1], match[2].strip()


def _without_comments(text: str) -> str:
    return _COMMENT.sub(_lines, text)


def _sheets(tree: Tree) -> list[Source]:
    return tree.files("src/hongqiao/web", "*.css")


def raw_colours(tree: Tree) -> list[str]:
    return [
        source.at(line, f"{name}: {value[:40]} names a colour; take a token")
        for source in _sheets(tree)
        if source.path.name not in RAW_COLOURS
        for line, name, value in _declarations(source)
        if _COLOUR.search(value)
    ]


def physical_sides(tree: Tree) -> list[str]:
    """Left and right, which are wrong in Arabic."""
    return [
        source.at(line, f"{name}: {value[:40]} is a physical side; use the logical property")
        for source in _sheets(tree)
        for line, name, value in _declarations(source)
        if _SIDE.fullmatch(name) or (name in _SIDE_VALUE and value in {"left", "right"})
    ]


def force(tree: Tree) -> list[str]:
    """Ids and !important, which no later rule can answer."""
    found = [
        source.at(line, f"{name} is !important")
        for source in _sheets(tree)
        for line, name, value in _declarations(source)
        if "!important" in value
    ]
    for source in _sheets(tree):
        lines = _without_comments(source.text).splitlines()
        found += [source.at(at, "selects by id") for at, line in enumerate(lines, 1) if _ID.search(line)]
    return found


FAULTS = [
    (pieces_without_needs, "web/notes/templates/_card.html", "<article></article>"),
    (inline_style_and_script, "web/notes/templates/show.html", '<p style="color:red">'),
    (
        inline_style_and_script,
        "web/notes/templates/show.html",
        '<p {% if wide %}style="{{ width }}"{% endif %}>',
    ),
    (inline_style_and_script, "web/notes/templates/show.html", "<style>"),
    (inline_style_and_script, "web/notes/templates/show.html", "<script>go()</script>"),
    (inline_style_and_script, "web/notes/templates/show.html", '<a onclick="go()">'),
    (inline_style_and_script, "web/notes/templates/show.html", '<a href="javascript:go()">'),
    (unescaped, "web/notes/templates/show.html", "{{ note.body | safe }}"),
    (unescaped, "web/notes/templates/show.html", "{% autoescape false %}"),
    (raw_colours, "web/ui/css/card.css", ".card { color: #fff; }"),
    (raw_colours, "web/ui/css/card.css", ".card { border: 1px solid rgb(0 0 0 / 10%) }"),
    (raw_colours, "web/ui/css/card.css", ".card { &:hover { background: white; } }"),
    (physical_sides, "web/ui/css/card.css", ".card { margin-left: 1rem; }"),
    (physical_sides, "web/ui/css/card.css", ".card { inset: 0; left: 0 }"),
    (physical_sides, "web/ui/css/card.css", ".card { text-align: right; }"),
    (physical_sides, "web/ui/css/card.css", ".card { border-top-left-radius: 0; }"),
    (force, "web/ui/css/card.css", ".card { color: var(--ink) !important; }"),
    (force, "web/ui/css/card.css", "#card { color: var(--ink); }"),
]
FINE = [
    (
        pieces_without_needs,
        "web/notes/templates/_card.html",
        "{# needs card: NoteCard #}\n<article></article>",
    ),
    (pieces_without_needs, "web/notes/templates/show.html", "<article></article>"),
    (
        inline_style_and_script,
        "web/notes/templates/show.html",
        '<script type="module" src="x.js"></script><i data-style="a">',
    ),
    (inline_style_and_script, "web/notes/templates/show.html", "{% set style = form.cover_style %}"),
    (raw_colours, "web/ui/css/tokens.css", ":root { --ink: #222; }"),
    (
        raw_colours,
        "web/ui/css/card.css",
        ".card { /* #fff */ color: color-mix(in oklch, var(--ink) 88%, transparent); }",
    ),
    (
        raw_colours,
        "web/ui/css/card.css",
        ".card { white-space: pre-line; mask: url(#a); }".replace("url(#a)", "none"),
    ),
    (
        physical_sides,
        "web/ui/css/card.css",
        ".card { margin-inline-start: 1rem; inset-inline: 0; transform-origin: left; }",
    ),
    (force, "web/ui/css/card.css", ".card { color: var(--ink); }"),
]


@pytest.mark.parametrize("check", dict.fromkeys(check for check, *_ in FAULTS))
def test_templates_and_sheets_keep_their_habits(check):
    findings = check(PROJECT)

    assert not findings, show(findings)


@pytest.mark.parametrize(("check", "name", "text"), FAULTS)
def test_a_broken_habit_is_found(tmp_path, check, name, text):
    assert len(check(plant(tmp_path, {name: text}))) == 1


@pytest.mark.parametrize(("check", "name", "text"), FINE)
def test_what_only_looks_like_it_is_fine(tmp_path, check, name, text):
    assert check(plant(tmp_path, {name: text})) == []
