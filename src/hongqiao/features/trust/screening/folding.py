"""One spelling for words that hide: widths, accents, look-alike letters, scattered signs."""

import re
import unicodedata

LONGEST = 20_000
_CYRILLIC, _LATIN = "аеорсухіјѕкмтвнԁԛԝһ", "aeopcyxijskmtbhdqwh"
_LOOK_ALIKE = str.maketrans(_CYRILLIC + "ο", _LATIN + "o")
_WORD = re.compile(r"\w+")
_SCATTERED = re.compile(r"(?<!\w)[^\W\d_](?:[ ._*·-][^\W\d_]){3,}(?!\w)")
_BETWEEN_DENSE = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff])[ ._*·]{1,3}(?=[\u3040-\u30ff\u3400-\u9fff])")
_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0640\u0300-\u036f]")
_ARABIC = str.maketrans("أإآٱىةؤئ", "اااايهوي")


def folded(words: str) -> str:
    """The words in one spelling: NFKC, small letters, no accents, what was scattered put together."""
    plain = unicodedata.normalize("NFKC", words[:LONGEST]).casefold()
    plain = _MARKS.sub("", unicodedata.normalize("NFD", plain))
    plain = unicodedata.normalize("NFC", plain).translate(_ARABIC).replace("’", "'")
    plain = _SCATTERED.sub(lambda found: re.sub(r"[\W_]", "", found.group()), plain)
    plain = _BETWEEN_DENSE.sub("", plain)
    return _WORD.sub(_in_one_script, plain)


def is_dense(sign: str) -> bool:
    """Whether the sign is of a script that writes without blanks, or glues endings to words as Korean."""
    return "\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3"


def _in_one_script(found: "re.Match[str]") -> str:
    word = found.group()
    if word.isascii() or not any("a" <= sign <= "z" for sign in word):
        return word
    return word.translate(_LOOK_ALIKE)
