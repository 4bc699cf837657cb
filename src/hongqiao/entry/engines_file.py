"""engines.toml of the home: which engines there are, in which order, and what each may take a day."""

import os
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from hongqiao.adapters.models import prompts
from hongqiao.adapters.models.remote import deepl, libretranslate
from hongqiao.adapters.models.remote.about import MOST_WAIT_S, About
from hongqiao.adapters.models.remote.addresses import Endpoint, endpoint_of
from hongqiao.entry.environment import EnginesTrouble
from hongqiao.kernel.language import NAMES
from hongqiao.kernel.ports import EngineRules

NAME = "engines.toml"
Kind = Literal["openai", "libretranslate", "deepl", "local"]
_ENGINE_NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")
_PAIR = re.compile(r"[a-z]{2,3}-[a-z]{2,3}")
_SERVED = {
    "openai": frozenset(prompts.LANGUAGES),
    "libretranslate": libretranslate.LANGUAGES,
    "deepl": deepl.LANGUAGES,
}
_DEEPL = "https://api.deepl.com"


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One engine as the file tells of it. "local" names one of this machine, to give it a budget."""

    kind: Kind
    url: str = ""
    model: str = ""
    key_env: str = ""
    key_file: str = ""
    languages: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    codes: dict[str, str] = {}
    tokens_a_day: int | None = None
    allow_local: bool = False
    own_machine: bool = False
    deadline_s: float = MOST_WAIT_S


class EnginesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; an empty one changes nothing."""

    order: tuple[str, ...] = ()
    pairs: dict[str, tuple[str, ...]] = {}
    scores: dict[str, dict[str, float]] = {}
    engines: dict[str, Declared] = {}

    @property
    def rules(self) -> EngineRules:
        """What it says for the desk."""
        budgets = {name: one.tokens_a_day for name, one in self.engines.items()}
        return EngineRules(
            first=self.pairs,
            scores=self.scores,
            tokens_a_day={name: tokens for name, tokens in budgets.items() if tokens is not None},
        )

    def ordered(self, names: Sequence[str]) -> list[str]:
        """The names in the declared order; those that it does not name follow as they stand."""
        return sorted(
            names, key=lambda name: self.order.index(name) if name in self.order else len(self.order)
        )


def read_engines(home: Path) -> EnginesFile:
    """The file of this home, checked as far as it can be without asking anybody; an empty one when absent.

    Raises EnginesTrouble.
    """
    try:
        text = (home / NAME).read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return EnginesFile()
    except (OSError, UnicodeDecodeError) as wrong:
        raise EnginesTrouble(f"{NAME} cannot be read: {wrong}.") from wrong
    try:
        file = msgspec.convert(tomllib.loads(text), EnginesFile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as wrong:
        raise EnginesTrouble(f"{NAME}: {str(wrong).rstrip('.')}.") from wrong
    for name, declared in file.engines.items():
        _check(name, declared)
    _check_pairs(file)
    return file


def remote_engines(file: EnginesFile, home: Path, given: Mapping[str, str] = os.environ) -> dict[str, About]:
    """Engines on other machines by name, with their keys. Raises EnginesTrouble when a key is missing."""
    return {
        name: About(
            name=name,
            endpoint=_endpoint(name, one),
            languages=frozenset(one.languages) or _SERVED[one.kind],
            key=_key(name, one, home, given),
            model=one.model,
            weak_languages=frozenset(one.weak),
            codes=one.codes,
            own_machine=one.own_machine,
            deadline_s=one.deadline_s,
        )
        for name, one in file.engines.items()
        if one.kind != "local"
    }


def check_names(file: EnginesFile, here: Collection[str], remote: Collection[str]) -> None:
    """Raises EnginesTrouble when the file speaks of an engine that is neither on this machine nor in it."""
    local = {name for name, one in file.engines.items() if one.kind == "local"}
    spoken = {
        *file.order,
        *(name for first in file.pairs.values() for name in first),
        *(name for scores in file.scores.values() for name in scores),
        *local,
    }
    known = [*here, *remote]
    if unknown := sorted(spoken - set(known)):
        raise EnginesTrouble(
            f"{NAME} speaks of {unknown[0]!r}, which is no engine here. There are: {', '.join(known)}."
        )
    if taken := sorted(set(here) & set(remote)):
        raise EnginesTrouble(
            f"{NAME}: {taken[0]!r} is the name of an engine on this machine; choose another."
        )


def _check(name: str, one: Declared) -> None:
    def refuse(words: str) -> EnginesTrouble:
        return EnginesTrouble(f"{NAME}, engine {name!r}: {words}")

    if not _ENGINE_NAME.fullmatch(name):
        raise refuse("a name has small letters, digits and hyphens, 32 at most.")
    if one.tokens_a_day is not None and one.tokens_a_day < 0:
        raise refuse("tokens_a_day is a whole number, 0 or more.")
    if one.kind == "local":
        if msgspec.structs.replace(one, tokens_a_day=None) != Declared("local"):
            raise refuse("of an engine on this machine only tokens_a_day can be set here.")
        return
    if unknown := sorted({*one.languages, *one.weak, *one.codes} - set(NAMES)):
        raise refuse(f"{unknown[0]!r} is no language that this site knows.")
    if one.kind == "openai" and (beyond := sorted(set(one.languages) - _SERVED["openai"])):
        raise refuse(f"there is no frame for {beyond[0]!r}; leave it out of languages.")
    if one.kind == "openai" and not one.model:
        raise refuse("model is missing.")
    if one.kind == "deepl" and not (one.key_env or one.key_file):
        raise refuse("DeepL needs a key: name its variable in key_env, or its file in key_file.")
    if one.own_machine and not one.allow_local:
        raise refuse("own_machine = true needs allow_local = true: it is one of your own network.")
    if not 1 <= one.deadline_s <= 120:
        raise refuse("deadline_s lies between 1 and 120.")
    _endpoint(name, one)


def _check_pairs(file: EnginesFile) -> None:
    for pair in (*file.pairs, *file.scores):
        if not _PAIR.fullmatch(pair):
            raise EnginesTrouble(f'{NAME}: {pair!r} is no pair; write "zh-en" for Chinese into English.')


def _endpoint(name: str, one: Declared) -> Endpoint:
    try:
        return endpoint_of(one.url or (_DEEPL if one.kind == "deepl" else ""), allow_local=one.allow_local)
    except ValueError as wrong:
        raise EnginesTrouble(f"{NAME}, engine {name!r}: {wrong}") from wrong


def _key(name: str, one: Declared, home: Path, given: Mapping[str, str]) -> str:
    """The key's value; the file's own words never hold it."""
    if not (one.key_env or one.key_file):
        return ""
    try:
        key = given.get(one.key_env, "") if one.key_env else (home / one.key_file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise EnginesTrouble(f"{NAME}, engine {name!r}: {one.key_file} cannot be read.") from wrong
    key = key.strip()
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        where = f"the variable {one.key_env}" if one.key_env else f"the file {one.key_file}"
        raise EnginesTrouble(f"{NAME}, engine {name!r}: {where} holds no key.")
    return key
