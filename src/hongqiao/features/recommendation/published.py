"""The published settings and how they changed: what /transparency/feed prints."""

from datetime import datetime

import msgspec

from hongqiao.features.recommendation import light
from hongqiao.features.recommendation.model import SHIPPED, FeedConfig, config_with
from hongqiao.features.recommendation.queries import choices
from hongqiao.features.recommendation.stock import LIGHT, former
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.scope import Scope


class Change(msgspec.Struct, frozen=True):
    """One number that is another now; empty words where there was or is none."""

    name: str
    before: str
    now: str


class Version(msgspec.Struct, frozen=True):
    """Settings by their hash, since when, and what they changed."""

    hash: str
    since: datetime
    changes: list[Change]


async def settings_so_far(scope: Scope) -> list[Version]:
    """The versions of the settings, the newest first, each with its changes against the one before."""
    rows = await choices.CONFIGS.all(scope.db, choices.BUCKET)
    flat = [_flat(msgspec.json.decode(row.body)) for row in rows]
    return [
        Version(row.hash, row.at, _changes(flat[at + 1], flat[at]) if at + 1 < len(flat) else [])
        for at, row in enumerate(rows)
    ]


async def settings_of(scope: Scope, hash: str) -> tuple[FeedConfig, light.Light]:
    """The settings and the light model by which a page was served, by the hash that is logged beside it.

    Raises NotFound for a hash that there was not, and for one whose model went more than 30 days ago.
    """
    row = await choices.CONFIG_OF.maybe(scope.db, choices.BUCKET, hash)
    if row is None:
        raise NotFound
    config = msgspec.json.decode(row.body, type=FeedConfig)
    if config.model == SHIPPED:
        return config, light.DEFAULT
    for kind in (LIGHT, former(config.model)):
        laid = await choices.STOCK.maybe(scope.db, choices.BUCKET, kind)
        if laid is not None and config_with(laid.body).model == config.model:
            return config, light.unpacked(laid.body)
    raise NotFound


def numbers_of(config: FeedConfig) -> dict[str, str]:
    """Every published number by name."""
    return _flat(msgspec.to_builtins(config))


def _flat(values: dict, before: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in sorted(values.items()):
        if isinstance(value, dict):
            found |= _flat(value, f"{before}{name}.")
        else:
            found[f"{before}{name}"] = f"{value:g}" if isinstance(value, float) else str(value)
    return found


def _changes(before: dict[str, str], now: dict[str, str]) -> list[Change]:
    return [
        Change(name, before.get(name, ""), now.get(name, ""))
        for name in sorted(before.keys() | now.keys())
        if before.get(name) != now.get(name)
    ]
