"""Words of other systems: HTML to plain text, and text whose bytes were read in a wrong encoding."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "tr"}
)
_UNSAID = frozenset({"script", "style", "head", "title", "template", "noscript", "iframe", "object"})
_LONGEST = 100_000  # signs; a parser may take its time over more that is not well formed
_EMPTY_LINES = re.compile(r"\n{3,}")


class _Listening(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unsaid = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSAID:
            self._unsaid += 1
        elif tag == "br":
            self.said.append("\n")
        elif tag in _BLOCKS:
            self.said.append("\n" if tag == "li" else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSAID:
            self._unsaid = max(0, self._unsaid - 1)
        elif tag in _BLOCKS and tag != "li":
            self.said.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._unsaid:
            self.said.append(re.sub(r"\s+", " ", data))


def plain(html: str) -> str:
    """The words of a piece of HTML: paragraphs and breaks become lines, everything else its text."""
    listening = _Listening()
    listening.feed(html[:_LONGEST])
    listening.close()
    lines = "\n".join(line.strip() for line in "".join(listening.said).split("\n"))
    return _EMPTY_LINES.sub("\n\n", lines).strip()


def mended(words: str) -> str:
    """Text whose UTF-8 bytes were written as if they were Latin-1, as Instagram’s archives have it; other
    text stays as it is.
    """
    try:
        return words.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return words
