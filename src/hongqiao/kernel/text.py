"""What people type: cleaned, counted, and taken apart into topics and mentions."""

import re
import unicodedata

import msgspec

from hongqiao.kernel.errors import mark

_BREAK = re.compile(r"\r\n?|[\x0B\x0C\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0E-\x1F\x7F-\x9F]")
_SURROGATE = re.compile(r"[\uD800-\uDFFF\uFFFD]")  # halves of a pair, and what decoders put in their place
_PICTOGRAPH = (
    r"[\u00A9\u00AE\u203C\u2049\u2122\u2139\u2190-\u21FF\u2300-\u23FF\u24C2\u25A0-\u27BF\u2900-\u297F"
    r"\u2B00-\u2BFF\u3030\u303D\u3297\u3299\U0001F000-\U0001FAFF]"
)
_JOINING = r"[\u0620-\u07FF\u0840-\u085F\u08A0-\u0DFF\u1000-\u109F\u1780-\u17B3\u17B6-\u17DD\u1820-\u18AA]"
# What Unicode lets every program leave out, direction signs among it
_LEFT_OUT = (
    r"[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F"
    r"\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U000E0000-\U000E0FFF]"
)
_DROPPED = re.compile(_LEFT_OUT)
_PASSES = 4
_UNSEEN = re.compile(
    # kept: emoji with their joiners and selectors, keycaps, flags of tags, variants of Han signs, and the
    # joiners that spell words in scripts such as Persian and Hindi
    rf"(?P<kept>{_PICTOGRAPH}[\uFE0E\uFE0F]?\u20E3?(?:\u200D{_PICTOGRAPH}[\uFE0E\uFE0F]?)*"
    r"(?:(?<=\U0001F3F4)[\U000E0020-\U000E007E]+\U000E007F)?"
    r"|[#*0-9]\uFE0F\u20E3?"
    r"|[\u3400-\u9FFF\U00020000-\U0003FFFF][\uFE00-\uFE02\U000E0100-\U000E01EF]"
    rf"|{_JOINING}[\u200C\u200D])"
    rf"|{_LEFT_OUT}"
)
_BLANK = " \n\u2800"
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_DENSE = r"\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7A3"
_ADDRESS = r"[^\s<>\"'，。！？、）】]"
_TOKEN = re.compile(
    rf"(?P<url>https?://{_ADDRESS}*(?![.,;:!?]){_ADDRESS})"
    # In Chinese and Japanese no blank stands before a topic: 周末#咖啡
    rf"|(?<![^\W{_DENSE}])(?<![/#&])#(?P<topic>[\w][\w·・-]{{0,49}})"
    rf"|(?<![^\W{_DENSE}])(?<![/@])@(?P<mention>[a-z][a-z0-9_]{{1,19}})(?![a-z0-9_])"
)


class Token(msgspec.Struct, frozen=True):
    """A piece of a text: kind is 'words', 'topic', 'mention' or 'url'."""

    kind: str
    text: str
    value: str = ""


def clean_line(text: str) -> str:
    """One line: NFC, no control, direction or invisible signs, single spaces; empty when nothing can be seen.

    Raises ValueError on lone surrogates.
    """
    line = _SPACES.sub(" ", _scrub(text).replace("\n", " ")).strip()
    return line if line.strip(_BLANK) else ""


def clean_block(text: str) -> str:
    """Several lines: as clean_line, but line breaks stay (at most one empty line between two)."""
    lines = (_SPACES.sub(" ", line).rstrip() for line in _scrub(text).split("\n"))
    block = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
    return block if block.strip(_BLANK) else ""


def _scrub(text: str) -> str:
    if _SURROGATE.search(text):
        raise ValueError(mark("This text holds characters that no language uses."))
    text = unicodedata.normalize("NFC", _CONTROL.sub("", _BREAK.sub("\n", text)))
    for _ in range(_PASSES):
        # What is dropped lets NFC move marks together, after which another joiner may have lost its letter
        cleaned = unicodedata.normalize("NFC", _UNSEEN.sub(lambda found: found["kept"] or "", text))
        if cleaned == text:
            return text
        text = cleaned
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))  # nobody writes so: without any joiner


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
