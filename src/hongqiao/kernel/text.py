"""What people type: cleaned, counted, and taken apart into topics and mentions."""

import re
import unicodedata

import msgspec

from hongqiao.kernel.errors import mark

_CONTROL = re.compile(r"[\x00-\x08\x0B-\x1F\x7F-\x9F\u2028\u2029\uFEFF]")
_DIRECTION = re.compile(r"[\u202A-\u202E\u2066-\u2069]")
_SURROGATE = re.compile(r"[\uD800-\uDFFF]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_TOKEN = re.compile(
    r"(?P<url>https?://[^\s<>\"'，。！？、）】]+)"
    r"|(?<![\w/#])#(?P<topic>[\w][\w·・-]{0,49})"
    r"|(?<![\w/@])@(?P<mention>[a-z][a-z0-9_]{1,19})(?![a-z0-9_])"
)


class Token(msgspec.Struct, frozen=True):
    """A piece of a text: kind is 'words', 'topic', 'mention' or 'url'."""

    kind: str
    text: str
    value: str = ""


def clean_line(text: str) -> str:
    """One line: NFC, no control or direction signs, single spaces. Raises ValueError on lone surrogates."""
    return _SPACES.sub(" ", _scrub(text).replace("\n", " ")).strip()


def clean_block(text: str) -> str:
    """Several lines: as clean_line, but line breaks stay (at most one empty line between two)."""
    lines = (_SPACES.sub(" ", line).rstrip() for line in _scrub(text).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _scrub(text: str) -> str:
    if _SURROGATE.search(text):
        raise ValueError(mark("This text holds signs that no language uses."))
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _DIRECTION.sub("", _CONTROL.sub("", text))


def tokens(text: str) -> list[Token]:
    """The text in pieces, in order; their `text` joined again is the whole text."""
    found, at = [], 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            found.append(Token("words", text[at : match.start()]))
        kind = match.lastgroup or "words"
        found.append(Token(kind, match.group(), match.group(kind)))
        at = match.end()
    if at < len(text):
        found.append(Token("words", text[at:]))
    return found


def topics_in(text: str, *, limit: int = 10) -> list[str]:
    """Slugs of the #topics in order, each once, at most `limit`."""
    slugs = (topic_slug(token.value) for token in tokens(text) if token.kind == "topic")
    return list(dict.fromkeys(slug for slug in slugs if slug))[:limit]


def mentions_in(text: str, *, limit: int = 20) -> list[str]:
    """Handles that are @mentioned, each once, at most `limit`."""
    return list(dict.fromkeys(t.value for t in tokens(text) if t.kind == "mention"))[:limit]


def topic_slug(name: str) -> str:
    """The form under which a topic is found: NFKC, lower case, without separators."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())[:50]


def width_em(text: str) -> float:
    """About how wide a line of text is, in em: CJK 1, others 0.53."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.53 for sign in text)
