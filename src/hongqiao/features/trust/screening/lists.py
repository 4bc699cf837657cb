"""Rules by language, read from TOML: groups of phrases, and what follows where they stand near one another.

Shipped files lie in rules/; an operator adds files of the same form in the folder `screening` of the home.
"""

import logging
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from hongqiao.features.trust.screening.folding import folded, is_dense
from hongqiao.features.trust.screening.links import hosts_in
from hongqiao.features.trust.screening.model import REASONS, Finding, Outcome

LOG = logging.getLogger("hongqiao.screening")
FOLDER = Path(__file__).parent / "rules"
PREFIXES = "(?:[وف]?(?:[بلك]?ال|لل|[بلك])?)?"
"""What Arabic writes together with the word that follows."""
GAP = r"[^\n]{0,24}?"
"""What the sign … stands for in a phrase: at most 24 signs of the same line."""


class RulesTrouble(Exception):
    """A file of rules that makes no sense; one sentence."""


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What follows when one of each group of `all` stands within `near` signs, and none of `none`."""

    reason: str
    outcome: Outcome = "hold"
    all: tuple[str, ...]
    none: tuple[str, ...] = ()
    near: int = 120


class Language(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file: its language ("any" for all), groups of phrases, and rules over them."""

    lang: str
    why: str
    groups: Mapping[str, tuple[str, ...]] = {}
    rules: tuple[Rule, ...] = ()


class Rules:
    """All rules, with each group as one pattern. A group that several files name is all of their phrases."""

    def __init__(self, files: Sequence[tuple[str, Language]]) -> None:
        phrases: dict[str, list[str]] = {}
        for _, one in files:
            for name, said in one.groups.items():
                phrases.setdefault(name, []).extend(said)
        self._groups = {name: _Group(said) for name, said in phrases.items()}
        self._rules = [(f"{one.lang}-{rule.reason}", rule) for _, one in files for rule in one.rules]
        for name, one in files:
            for rule in one.rules:
                _check(name, rule, {*phrases, "link"})

    def found(self, words: str, lang: str = "") -> list[Finding]:
        """A finding for each rule that the words meet. Every language is looked for: a text may mix them."""
        plain = folded(words)
        has_link = bool(hosts_in(words))
        met = []
        for name, rule in self._rules:
            if any(self._groups[group].is_in(plain) for group in rule.none):
                continue
            said = self._meets(rule, plain, has_link)
            if said is not None:
                met.append(Finding(rule.reason, rule.outcome, name, said))
        return met

    def _meets(self, rule: Rule, plain: str, has_link: bool) -> str | None:
        wanted = [name for name in rule.all if name != "link"]
        if len(wanted) < len(rule.all) and not has_link:
            return None
        for first in self._groups[wanted[0]].found_in(plain):
            around = plain[max(0, first.start() - rule.near) : first.end() + rule.near]
            if all(self._groups[name].is_in(around) for name in wanted[1:]):
                return first.group()
        return None


class _Group:
    """Phrases; a pattern is only tried where its longest piece is: 500 of them cost a millisecond."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = [(_anchor(phrase), re.compile(_pattern(phrase))) for phrase in phrases]

    def found_in(self, plain: str) -> "Iterator[re.Match[str]]":
        """Every place of every phrase."""
        for anchor, pattern in self._phrases:
            if anchor in plain:
                yield from pattern.finditer(plain)

    def is_in(self, plain: str) -> bool:
        """Whether any phrase is there."""
        return next(self.found_in(plain), None) is not None


@cache
def shipped() -> Rules:
    """The rules that came with the product."""
    return Rules(list(_files(FOLDER)))


@cache
def rules_of(home: Path) -> Rules:
    """The shipped rules and those in the folder `screening` of this home; the shipped ones alone, with an
    error in the log, while a file there makes no sense.
    """
    try:
        return Rules([*_files(FOLDER), *_files(home / "screening")])
    except RulesTrouble:
        LOG.exception("Own rules of screening are left out")
        return shipped()


def _files(folder: Path) -> Iterator[tuple[str, Language]]:
    for path in sorted(folder.glob("*.toml")):
        try:
            yield path.name, msgspec.convert(tomllib.loads(path.read_text("utf-8")), Language)
        except (OSError, UnicodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as wrong:
            raise RulesTrouble(f"{path} cannot be read: {wrong}.") from wrong


def _check(name: str, rule: Rule, known: set[str]) -> None:
    if rule.reason not in REASONS:
        raise RulesTrouble(f"{name}: there is no reason {rule.reason!r}.")
    if rule.outcome not in ("warn", "hold", "refuse"):
        raise RulesTrouble(f"{name}: words can be warned of, held or refused, not {rule.outcome!r}.")
    if not [group for group in rule.all if group != "link"]:
        raise RulesTrouble(f"{name}: a rule needs a group of phrases.")
    missing = [group for group in (*rule.all, *rule.none) if group not in known]
    if missing:
        raise RulesTrouble(f"{name}: there is no group {missing[0]!r}.")


def _pattern(phrase: str) -> str:
    """A phrase as a pattern: whole words in scripts with blanks, any place in those without.

    `*` at an end lets a word go on, `…` stands for a gap.
    """
    begins, ends = phrase.startswith("*"), phrase.endswith("*")
    plain = folded(phrase.strip("*"))
    spelt = GAP.join(map(re.escape, _parts(plain)))
    before = "" if begins else _edge(plain[0], "(?<!{})")
    if "\u0600" <= plain[0] <= "\u06ff":
        before += PREFIXES
    return before + spelt + ("" if ends else _edge(plain[-1], "(?!{})"))


def _edge(sign: str, form: str) -> str:
    """Where a word begins or ends: no more letters of its kind. 加v has a Latin word after a Chinese one."""
    if is_dense(sign) or not sign.isalnum():
        return ""
    return form.format("[a-z0-9_]" if sign.isascii() else r"\w")


def _parts(plain: str) -> list[str]:
    return [part.strip(" *") for part in plain.split("...")]  # folding spells … out


def _anchor(phrase: str) -> str:
    return max(_parts(folded(phrase.strip("*"))), key=len)
