"""Every statement that the package declares, with the name under which its store keeps it."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

import hongqiao.adapters.postgres
import hongqiao.features
from hongqiao.kernel.sql import Command, Query


@dataclass(frozen=True)
class Declared:
    """A statement and how it says it stands to the buckets; `into` is None for a command."""

    name: str
    sql: str
    buckets: str
    why: str = ""
    into: type | None = None


@lru_cache(maxsize=1)
def declared() -> list[Declared]:
    """All statements of all features and of the outbox. Imports every module of theirs."""
    names = {
        id(value): f"{module.__name__.removeprefix('hongqiao.')}.{name}"
        for module in _modules()
        for name, value in vars(module).items()
        if isinstance(value, (Query, Command))
    }
    return [
        Declared(names.get(id(one), "nowhere"), one.sql, one.buckets, one.why, getattr(one, "into", None))
        for one in (*Query.registry, *Command.registry)
    ]


def _modules() -> Iterator[ModuleType]:
    for package in (hongqiao.features, hongqiao.adapters.postgres):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)
