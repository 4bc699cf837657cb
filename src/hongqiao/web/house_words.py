"""Texts of the house as HTML: titles, paragraphs, lists, links of this site; all else is escaped."""

import re

from markupsafe import Markup, escape

_LINK = re.compile(r"\[([^\[\]]+)\]\((/[a-z/]*)\)")
_A = Markup('<a class="link" href="{}">{}</a>')


def as_html(words: str) -> Markup:
    """The text without its title, which the page sets itself."""
    pieces: list[Markup] = []
    items: list[Markup] = []
    for line in [*words.splitlines()[1:], ""]:
        if line.startswith("- "):
            items.append(Markup("<li>{}</li>").format(_linked(line[2:])))
            continue
        if items:
            pieces.append(Markup("<ul>{}</ul>").format(Markup("").join(items)))
            items = []
        if line.startswith("## "):
            pieces.append(Markup("<h2>{}</h2>").format(line[3:]))
        elif line.strip():
            pieces.append(Markup("<p>{}</p>").format(_linked(line)))
    return Markup("\n").join(pieces)


def _linked(line: str) -> Markup:
    """With its links, which lead to pages of this site only."""
    parts, at = [], 0
    for found in _LINK.finditer(line):
        parts += [escape(line[at : found.start()]), _A.format(found[2], found[1])]
        at = found.end()
    return Markup("").join([*parts, escape(line[at:])])
