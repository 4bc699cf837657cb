"""Putting parts of a segment together again, with blanks where a language writes them."""

import re
from collections.abc import Sequence

from hongqiao.features.translation.protect import Piece

WRITTEN_WITH_BLANKS = frozenset({"en", "es", "fr", "pt", "ru", "ko", "ar", "de", "it", "vi", "id", "tr"})


def within_blanks(piece: Piece, words: str) -> str:
    """The words with the blanks that stood around the piece."""
    before = piece.words[: len(piece.words) - len(piece.words.lstrip())]
    return before + words + piece.words[len(piece.words.rstrip()) :]


def joined(parts: Sequence[str], target: str, between: str = "") -> str:
    """The parts in a row, with blanks where the target language or a link needs them."""
    whole = ""
    for part in parts:
        if not whole or not part or whole[-1].isspace() or part[0].isspace():
            whole += part
            continue
        needs_blank = re.match(r"[#@]|https?:", part) is not None and re.match(r"\w", whole[-1]) is not None
        if target in WRITTEN_WITH_BLANKS and (between or not (part[0] in ".,!?;:…)" or whole[-1] in "(¿¡")):
            needs_blank = True
        whole += (" " if needs_blank else "") + part
    return whole
