"""Personal data in words, by its form and its check digits: numbers of phones, documents, accounts, cards.

Forms of China, the European Union, the United States, Japan, and of the other languages of the interface.
Sources: E.164; GB 11643 (China); ISO 13616 (IBAN); ISO/IEC 7812 (cards, Luhn); the authorities’ own rules for
DNI and NIE (Spain), CPF (Brazil), My Number (Japan). Numbers that only look so (prices, flights, ISBN) pass.
"""

import re
import unicodedata
from collections.abc import Iterator

from hongqiao.features.trust.screening.model import Finding

_FROM, _TO = r"(?<![a-zA-Z0-9_])", r"(?![a-zA-Z0-9_])"
"""A number may stand right beside a Chinese sign, but not within a word of its own kind."""
_EMAIL = re.compile(
    r"(?<![a-z0-9_.+-])[a-z0-9][a-z0-9._+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}(?![a-z0-9_@])", re.I
)
_PHONE = re.compile(
    r"(?<![a-zA-Z0-9_+.,/-])(?:"
    r"(?:\+|00)[1-9]\d{0,2}[ ().-]{0,2}\d{1,4}(?:[ ().-]{0,2}\d{2,4}){2,4}"  # international
    r"|1[3-9]\d[ -]?\d{4}[ -]?\d{4}"  # China, mobile
    r"|\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|\d{3}\.\d{3}\.\d{4}"  # North America
    r"|0[5789]0-\d{4}-\d{4}|0[5789]0\d{8}|0[1-9]\d{0,2}-\d{2,4}-\d{4}"  # Japan
    r"|01[016789]-\d{3,4}-\d{4}"  # Korea
    r"|\(\d{2}\) ?9?\d{4}-\d{4}"  # Brazil
    r"|8 ?\(?9\d{2}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}"  # Russia
    r"|05\d[ -]?\d{3}[ -]?\d{4}"  # Gulf and Levant, mobile
    r"|0[1-79](?:[ .]\d{2}){4}"  # France
    r"|[67]\d{2} \d{3} \d{3}"  # Spain, mobile
    r")(?![a-zA-Z0-9_-])(?!\.\d)"
)
_CARD = re.compile(
    r"(?<![a-zA-Z0-9_.+-])[2-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{1,4}(?:[ -]?\d{3})?(?![a-zA-Z0-9_-])"
)
_CHINESE_ID = re.compile(
    _FROM + r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]" + _TO
)
_US_SSN = re.compile(r"(?<![a-zA-Z0-9_-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![a-zA-Z0-9_-])")
_SPANISH_ID = re.compile(_FROM + r"([XYZ]?)(\d{7,8})-?([A-HJ-NP-TV-Z])" + _TO, re.I)
_BRAZILIAN_ID = re.compile(_FROM + r"\d{3}\.\d{3}\.\d{3}-\d{2}" + _TO)
_KOREAN_ID = re.compile(_FROM + r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-[1-4]\d{6}" + _TO)
_JAPANESE_ID = re.compile(r"(?:マイナンバー|個人番号)\D{0,8}(\d{4}[ -]?\d{4}[ -]?\d{4})(?!\d)")
_FRENCH_ID = re.compile(_FROM + r"[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}" + _TO)
_IBAN = re.compile(_FROM + r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?" + _TO)


def personal_in(words: str) -> list[Finding]:
    """One finding of each kind of personal data in the words: its author is asked before it is posted."""
    plain = unicodedata.normalize("NFKC", words)
    return [Finding(kind, "warn", f"personal-{kind}", said) for kind, said in _first_of_each(plain)]


def _first_of_each(plain: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    taken: list[tuple[int, int]] = []
    for kind, match in _all(plain):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue  # part of a card’s number looks like a phone’s
        taken.append(match.span())
        if kind not in seen:
            seen.add(kind)
            yield kind, match.group().strip()


def _all(plain: str) -> Iterator[tuple[str, "re.Match[str]"]]:
    for kind, pattern, is_right in _FORMS:
        for match in pattern.finditer(plain):
            if is_right is None or is_right(match):
                yield kind, match


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others. Source: ISO/IEC 7812-1, annex B."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def _is_card(match: "re.Match[str]") -> bool:
    digits = re.sub(r"\D", "", match.group())
    return 13 <= len(digits) <= 19 and len(set(digits)) > 1 and luhn(digits)


def _is_chinese_id(match: "re.Match[str]") -> bool:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    digits = match.group().upper()
    return "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=False)) % 11] == digits[-1]


def _is_spanish_id(match: "re.Match[str]") -> bool:
    prefix, digits, letter = match.groups()
    if len(prefix) + len(digits) != 8:
        return False
    number = int({"": "", "X": "0", "Y": "1", "Z": "2"}[prefix.upper()] + digits)
    return "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23] == letter.upper()


def _is_brazilian_id(match: "re.Match[str]") -> bool:
    digits = [int(sign) for sign in match.group() if sign.isdigit()]
    for length in (9, 10):
        rest = sum(d * (length + 1 - at) for at, d in enumerate(digits[:length])) * 10 % 11 % 10
        if rest != digits[length]:
            return False
    return len(set(digits)) > 1


def _is_japanese_id(match: "re.Match[str]") -> bool:
    digits = [int(sign) for sign in match.group(1) if sign.isdigit()]
    weighed = enumerate(reversed(digits[:11]), start=1)
    rest = sum(digit * (at + 1 if at <= 6 else at - 5) for at, digit in weighed) % 11
    return digits[11] == (0 if rest <= 1 else 11 - rest)


def _is_french_id(match: "re.Match[str]") -> bool:
    digits = re.sub(r"\D", "", match.group())
    return len(digits) == 15 and 97 - int(digits[:13]) % 97 == int(digits[13:])


def _is_iban(match: "re.Match[str]") -> bool:
    signs = match.group().replace(" ", "")
    if not 15 <= len(signs) <= 34:
        return False
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


_FORMS = (
    ("email", _EMAIL, None),
    ("bank-account", _IBAN, _is_iban),
    ("card", _CARD, _is_card),
    ("id-number", _CHINESE_ID, _is_chinese_id),
    ("id-number", _US_SSN, None),
    ("id-number", _SPANISH_ID, _is_spanish_id),
    ("id-number", _BRAZILIAN_ID, _is_brazilian_id),
    ("id-number", _KOREAN_ID, None),
    ("id-number", _JAPANESE_ID, _is_japanese_id),
    ("id-number", _FRENCH_ID, _is_french_id),
    ("phone", _PHONE, None),
)
"""Kind, form, and whether its check digits are right; what is longer comes before what is part of it."""
