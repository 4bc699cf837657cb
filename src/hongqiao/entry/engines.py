"""The engines of an installation: those of this machine and those that engines.toml names, in their order."""

import os
from collections.abc import Mapping
from pathlib import Path

from hongqiao.adapters.models import directories
from hongqiao.adapters.models.local_llm import QWEN_LABEL, LocalLlm
from hongqiao.adapters.models.nmt import FastNmt
from hongqiao.adapters.models.remote.about import About
from hongqiao.adapters.models.remote.deepl import DeepL
from hongqiao.adapters.models.remote.libretranslate import LibreTranslate
from hongqiao.adapters.models.remote.openai_compatible import OpenAiCompatible
from hongqiao.adapters.models.sources import QWEN
from hongqiao.adapters.models.stand_in import with_stand_ins
from hongqiao.adapters.models.together import joined
from hongqiao.entry.engines_file import EnginesFile, check_names, read_engines, remote_engines
from hongqiao.features.translation import desk
from hongqiao.kernel.ports import Engine, EngineRules
from hongqiao.kernel.settings import Settings

KINDS = {"openai": OpenAiCompatible, "libretranslate": LibreTranslate, "deepl": DeepL}


def engines_for(settings: Settings, given: Mapping[str, str] = os.environ) -> list[Engine]:
    """Engines in the order in which they are tried, each behind its breaker. Asks none of them anything.

    Raises EnginesTrouble when engines.toml cannot be followed.
    """
    file, remote = read_checked(settings.home, given)
    engines: dict[str, Engine] = {engine.name: engine for engine in _of_this_machine(settings)}
    engines |= {name: KINDS[file.engines[name].kind](about) for name, about in remote.items()}
    return with_stand_ins(desk.guarded([joined(engines[name]) for name in file.ordered(list(engines))]))


def rules_for(settings: Settings) -> EngineRules:
    """What the operator declared about orders, scores and budgets. Raises EnginesTrouble."""
    return read_engines(settings.home).rules


def read_checked(
    home: Path, given: Mapping[str, str] = os.environ
) -> tuple[EnginesFile, Mapping[str, About]]:
    """The file of this home and its engines on other machines; raises EnginesTrouble for any fault in it."""
    file = read_engines(home)
    remote = remote_engines(file, home, given)
    check_names(file, local_names(home), remote)
    return file, remote


def local_names(home: Path) -> list[str]:
    """What this machine has; one that is left out (--no-model) may still stand in the file."""
    return [FastNmt.name, *(found.path.name for found in directories.found_in(home)), LocalLlm.name]


def _of_this_machine(settings: Settings) -> list[Engine]:
    """Small models first: they are quicker, and better at their pair than the language model."""
    dropped_in = [directories.ModelDirectory(found) for found in directories.found_in(settings.home)]
    return [FastNmt(), *dropped_in, *([_local_llm(settings)] if settings.with_model else [])]


def _local_llm(settings: Settings) -> LocalLlm:
    """The operator's own GGUF under its name, else the one that is fetched."""
    own, fetched = settings.own_model, settings.models_dir / QWEN.file_name
    return LocalLlm(
        own or fetched,
        label=own.stem if own else QWEN_LABEL,
        idle_minutes=settings.model_minutes,
        threads=settings.model_threads,
    )
