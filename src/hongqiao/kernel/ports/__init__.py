"""Ports: what features need of the machine, so that the kernel and the features know no adapter."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hongqiao.kernel.ports.bus import Bus
from hongqiao.kernel.ports.engine import Engine, EngineRules, EngineState
from hongqiao.kernel.ports.jobs import Jobs
from hongqiao.kernel.ports.nudity import Nudity
from hongqiao.kernel.ports.objects import Objects
from hongqiao.kernel.ports.outbox import Outbox
from hongqiao.kernel.ports.pictures import Pictures
from hongqiao.kernel.ports.signer import Signer
from hongqiao.kernel.ports.vectors import SentenceVectors
from hongqiao.kernel.settings import Settings

__all__ = [
    "Bus",
    "Engine",
    "EngineRules",
    "EngineState",
    "Jobs",
    "Nudity",
    "Objects",
    "Outbox",
    "Pictures",
    "Ports",
    "SentenceVectors",
    "Signer",
]


@dataclass(slots=True)
class Ports:
    """The adapters that entry/wiring.py chose. Engines stand in the worker only; pages have none."""

    settings: Settings
    outbox: Outbox
    jobs: Jobs
    bus: Bus
    objects: Objects
    pictures: Pictures
    engines: Sequence[Engine] = ()
    engine_rules: EngineRules = field(default_factory=EngineRules)
    signer: Signer | None = None  # absent: nothing can be decided, since no decision goes unlogged
    nudity: Nudity | None = None  # absent: no picture is looked at
    vectors: SentenceVectors | None = None  # absent: whatever compares by meaning does without
