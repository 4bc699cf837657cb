"""The form in which words are hashed and given to engines: nothing hidden, nothing that steers a model."""

import re
import unicodedata

_CONTROL_TOKENS = re.compile(
    r"<\|[^|<>\n]{1,40}\|>|\[/?(?:INST|SYS)\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>", re.IGNORECASE
)
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u2060-\u2064\u206a-\u206f\ufeff"
    "\ufff9-\ufffb\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\U000e0000-\U000e001f\U000e0080-\U000e00ff]"
)
_JOINERS = re.compile("[\u200d\ufe0e\ufe0f]+")
_TAGS = re.compile("[\U000e0020-\U000e007f]+")
_FULL_WIDTH = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_REPEATED = re.compile(r"((?=[^\d\[\]])[^\d\[\]\n]{1,16}?)\1{4,}")
_SPELLED = re.compile(r"(?<![^\s])(?:[\u3041-\u9fff\uac00-\ud7a3A-Za-z，。！？、] ){3,}[^\s](?!\S)")
_PICTURE = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff#*0-9\ufe0f]")


def normalise(words: str) -> str:
    """NFC, full-width letters and digits folded, spaces single, blank lines at most one.

    Hidden and control signs, direction signs and chat control tokens go; joiners stay inside emoji, tag signs
    inside flags. Doing it twice changes nothing.
    """
    text = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n"))
    text = _HIDDEN.sub("", _DIRECTION.sub("", text)).translate(_FULL_WIDTH)
    text = _TAGS.sub(lambda m: m.group() if _before(text, m) == "\U0001f3f4" else "", text)
    text = _JOINERS.sub(lambda m: m.group() if _PICTURE.match(_before(text, m)) else "", text)
    text = _without_control_tokens(text)
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return unicodedata.normalize("NFC", _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip())


def calmed(text: str) -> str:
    """As an engine is asked: at most three of what follows itself many times (哈哈哈哈哈哈), signs that were
    s p e l l e d apart together again. Engines run away on the one and miss the other."""
    text = _REPEATED.sub(r"\1\1\1", text)
    return _SPELLED.sub(lambda spelled: spelled.group().replace(" ", ""), text)


def _without_control_tokens(text: str) -> str:
    """Again and again, so that nothing forms one when its middle has gone."""
    while (cleaned := _CONTROL_TOKENS.sub(" ", text)) != text:
        text = cleaned
    return text


def _before(text: str, match: re.Match[str]) -> str:
    return text[match.start() - 1] if match.start() else ""
