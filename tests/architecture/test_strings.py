"""Interface words: all of them reach every served language, and none stands bare in a template."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import write_po
from jinja2 import Environment, TemplateSyntaxError, nodes

from tests.architecture.tree import PROJECT, Source, Tree, plant, show
from tools.strings import findings as word_findings
from tools.strings import po_path, read_words, update

NAMES = {"hongqiao", "Hongqiao", "HTML", "JSON"}
"""Words that are the same in every language."""

SPOKEN = {
    "alt",
    "title",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "placeholder",
    "label",
}
SILENT = {"code", "kbd", "script", "style", "samp"}
_TRANS = re.compile(r"\{%-?\s*trans\b.*?\bendtrans\s*-?%\}", re.S)
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_WORD = re.compile(r"[^\W\d_]{2,}|[\u3040-\u9fff\uac00-\ud7a3]")
_MARKUP = re.compile(r"""[\w-]+="[^"]*"|\S*/\S*""")  # what macros write into a tag: attributes, addresses
_PHRASE = re.compile(r"[A-Z][a-z’]+([ ,.!?…’]|$)")


class _Words(HTMLParser):
    """Collects (line, words) that people would read or hear and that are no Jinja expression."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside.append(tag)
        is_button = tag == "input" and dict(attrs).get("type") in {"submit", "button", "reset"}
        for name, value in attrs:
            if name in SPOKEN or (is_button and name == "value"):
                self._collect(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                continue

    def handle_data(self, data: str) -> None:
        if not SILENT.intersection(self._inside):
            self._collect(data)

    def _collect(self, text: str) -> None:
        if [word for word in _WORD.findall(_MARKUP.sub(" ", text)) if word not in NAMES]:
            self.found.append((self.getpos()[0], " ".join(text.split())[:50]))


def bare_words(tree: Tree) -> list[str]:
    """Words in templates that no translation can reach."""
    return [
        source.at(line, f"says {words!r} outside _()")
        for source in tree.templates()
        for line, words in (*_in_html(source), *_in_expressions(source))
    ]


def _in_html(source: Source) -> Iterator[tuple[int, str]]:
    def gap(match: re.Match[str]) -> str:
        return "\n" * match.group().count("\n")

    parser = _Words()
    parser.feed(_JINJA.sub(gap, _TRANS.sub(gap, source.text)))
    parser.close()
    yield from parser.found


def _in_expressions(source: Source) -> Iterator[tuple[int, str]]:
    """Strings handed to macros or printed that look like words for people: Capital, then small letters."""
    environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
    try:
        tree = environment.parse(source.text)
    except TemplateSyntaxError as error:
        yield error.lineno, f"(cannot be read: {error.message})"
        return
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in {
            "_",
            "gettext",
            "ngettext",
            "pgettext",
            "plural",
        }:
            waiting += node.kwargs
            continue
        if isinstance(node, nodes.Const) and isinstance(node.value, str) and _PHRASE.match(node.value):
            yield node.lineno, node.value[:50]
        waiting += node.iter_child_nodes()


def marks_that_vary(tree: Tree) -> list[str]:
    """mark() of something put together at run time: extraction cannot know it."""
    return [
        source.at(node, "mark() takes one literal")
        for source in tree.package()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "mark"
        and not (len(node.args) == 1 and isinstance(node.args[0], ast.Constant))
    ]


@pytest.mark.parametrize("check", [bare_words, marks_that_vary])
def test_every_interface_word_can_be_translated(check):
    findings = check(PROJECT)

    assert not findings, show(findings)


def test_every_word_is_there_in_every_served_language():
    findings = word_findings(PROJECT.root)

    assert not findings, show(findings)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Save</p>",
        '<img alt="A cat">',
        '<input type="submit" value="Send">',
        '{{ button("Save this note") }}',
        "<p>{{ count }} likes</p>",
        '{% set title = "Settings" %}',
        "<p>{% if x %}保存{% endif %}</p>",
        "<p>{% if %}</p>",
        '{{ _("Reply to %(name)s", name="Somebody") }}',
    ],
)
def test_a_bare_word_is_found(tmp_path, text):
    assert bare_words(plant(tmp_path, {"web/notes/templates/show.html": text}))


@pytest.mark.parametrize(
    "text",
    [
        '<p class="note card">{{ _("Save") }} · 3 × 4</p>',
        "{% trans %}Save this{% endtrans %}",
        "{# Says Save #}",
        '{% if kind == "picture" %}<i class="a"></i>{% endif %}',
        "<code>bin/run</code>",
        '{{ icon("heart", "small") }}',
        '{{ pgettext("of a board", "Name") }}',
        '<b{% if a %} hidden{% endif %} title="{{ _("Save") }}">{{ plural("One", "Many", n) }}</b>',
    ],
)
def test_words_that_can_be_translated_are_fine(tmp_path, text):
    assert bare_words(plant(tmp_path, {"web/notes/templates/show.html": text})) == []


def test_a_mark_that_varies_is_found(tmp_path):
    tree = plant(tmp_path, {"features/notes/model.py": 'A = mark("Fine.")\nB = mark(f"Too {long}.")\n'})

    assert marks_that_vary(tree) == ["src/hongqiao/features/notes/model.py:2: mark() takes one literal"]


MODEL = 'A = mark("At most %(limit)s.")\nB = ngettext("One day", "%(num)s days", n)\n'
TEMPLATE = '{{ _("Save") }}{% trans count=n %}{{ count }} like{% pluralize %}{{ count }} likes{% endtrans %}'


@pytest.fixture
def translated(tmp_path):
    """A tree whose four messages are said in Chinese and Arabic: every one by its placeholders alone."""
    tree = plant(
        tmp_path,
        {
            "web/notes/templates/show.html": TEMPLATE,
            "features/notes/model.py": MODEL,
        },
    )
    update(tmp_path)
    for tag, forms in (("zh-Hans", 1), ("zh-Hant", 1), ("ar", 6)):
        catalogue = read_words(tmp_path, tag)
        for message, said in (("Save", "保存"), ("At most %(limit)s.", "%(limit)s")):
            catalogue.get(message).string = said
        for message, said in (("%(count)s like", "%(count)s"), ("One day", "%(num)s")):
            catalogue.get(message).string = (said,) * forms
        with po_path(tmp_path, tag).open("wb") as target:
            write_po(target, catalogue)
    return tree


def test_words_said_in_every_language_are_fine(translated):
    assert word_findings(translated.root) == []


def test_traditional_chinese_is_drafted_from_simplified_where_nobody_wrote_it(translated):
    by_hand = po_path(translated.root, "zh-Hant")
    by_hand.write_text(by_hand.read_text().replace('msgstr "保存"', 'msgstr ""'))
    simplified = po_path(translated.root, "zh-Hans")
    simplified.write_text(simplified.read_text().replace('msgstr "%(limit)s"', 'msgstr "最多%(limit)s"'))

    update(translated.root)

    catalogue = read_words(translated.root, "zh-Hant")
    assert catalogue.get("Save").string == "儲存"
    assert catalogue.get("At most %(limit)s.").string == "%(limit)s"


@pytest.mark.parametrize(
    ("tag", "old", "new", "trouble"),
    [
        ("ar", 'msgstr "保存"', 'msgstr ""', "ar: empty: 'Save'"),
        ("zh-Hans", 'msgid "Save"', 'msgid "Safe"', "zh-Hans: missing: 'Save'"),
        (
            "ar",
            '#, python-format\nmsgid "At most',
            '#, fuzzy, python-format\nmsgid "At most',
            "ar: fuzzy: 'At most",
        ),
        ("ar", 'msgstr "%(limit)s"', 'msgstr "%(limits)s"', "ar: placeholders differ"),
        ("ar", 'msgstr[5] "%(count)s"', 'msgstr[5] ""', "ar: empty: '%(count)s like'"),
        ("ar", 'msgstr[5] "%(count)s"\n', "", "ar: empty: '%(count)s like'"),
    ],
)
def test_a_language_that_lacks_words_is_found(translated, tag, old, new, trouble):
    path = translated.root / f"src/hongqiao/web/locale/{tag}/messages.po"
    text = path.read_text()
    assert old in text

    path.write_text(text.replace(old, new, 1))

    found = word_findings(translated.root)
    assert len(found) == 1
    assert found[0].startswith(trouble), found
