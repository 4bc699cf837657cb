"""How the parts of this installation are."""

import json
from collections.abc import Mapping, Sequence

import msgspec

from hongqiao.kernel.errors import Unavailable
from hongqiao.web.request import Site

_WAITING_AT = 200


class Health(msgspec.Struct, frozen=True):
    """`parts`: name -> ready, waiting, arriving, absent or failed. `model`: what the download tells.

    `pairs`: target -> the sources that are translated into it now.
    """

    parts: Mapping[str, str]
    jobs_waiting: int
    engines: Mapping[str, str]
    model: Mapping[str, object]
    pairs: Mapping[str, Sequence[str]]

    @property
    def is_well(self) -> bool:
        """Whether pages can be served; a missing model or a long queue does not hinder that."""
        return self.parts["database"] == "ready"

    def as_json(self) -> bytes:
        return msgspec.json.encode(
            {
                "database": self.parts["database"],
                "queue": self.parts["queue"],
                "jobs_waiting": self.jobs_waiting,
                "engines": self.engines,
                "model": self.model,
            }
        )


async def health_of(site: Site) -> Health:
    """Asks each part. What the worker last said of its engines lies in a file of the home folder."""
    model, engines = _file(site, "models", "download.json"), _file(site, "home", "engines.json")
    pairs = _file(site, "home", "pairs.json")
    try:
        waiting = await site.ports.jobs.waiting(site.database)
        database, queue = "ready", "waiting" if waiting > _WAITING_AT else "ready"
    except (Unavailable, TimeoutError):
        database, queue, waiting = "failed", "failed", 0
    states = set(engines.values())
    ready = "ready" if "ready" in states else "arriving" if "arriving" in states else "absent"
    return Health({"database": database, "queue": queue, "engines": ready}, waiting, engines, model, pairs)


def _file(site: Site, folder: str, name: str) -> dict:
    root = site.settings.models_dir if folder == "models" else site.settings.home
    try:
        read = json.loads((root / name).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
