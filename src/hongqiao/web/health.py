"""How the parts of this installation are."""

import json
from collections.abc import Mapping
from pathlib import Path

import msgspec

from hongqiao.features.translation import desk
from hongqiao.kernel.errors import Unavailable
from hongqiao.web.request import Site

_WAITING_AT = 200


class Health(msgspec.Struct, frozen=True):
    """`parts`: name -> ready, waiting, arriving, absent or failed. `model`: what the download tells.

    `pairs`: target -> the sources that are translated into it now.
    """

    parts: Mapping[str, str]
    jobs_waiting: int
    told: desk.Told
    model: Mapping[str, object]

    @property
    def engines(self) -> Mapping[str, str]:
        """State by name."""
        return {one.name: one.state for one in self.told.engines}

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
    model, told = _file(site.settings.models_dir / "download.json"), engines_told(site)
    try:
        waiting = await site.ports.jobs.waiting(site.database)
        database, queue = "ready", "waiting" if waiting > _WAITING_AT else "ready"
    except (Unavailable, TimeoutError):
        database, queue, waiting = "failed", "failed", 0
    states = {one.state for one in told.engines}
    ready = "ready" if "ready" in states else "arriving" if "arriving" in states else "absent"
    return Health({"database": database, "queue": queue, "engines": ready}, waiting, told, model)


def engines_told(site: Site) -> desk.Told:
    """What the worker last said of its engines; nothing when it never ran."""
    try:
        return msgspec.json.decode((site.settings.home / "engines.json").read_bytes(), type=desk.Told)
    except (OSError, msgspec.DecodeError):
        return desk.Told()


def _file(path: Path) -> dict:
    try:
        read = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
