"""Engines that know Chinese, lent to Cantonese, which hardly any engine knows."""

from collections.abc import Iterable, Sequence

from hongqiao.kernel.ports import Engine
from hongqiao.kernel.ports.engine import EngineState, OnPart, Rendered

CANTONESE, CHINESE = "yue", "zh"


class StandIn:
    """Takes Cantonese for Chinese, and Chinese for Cantonese; what it makes is always marked as doubtful."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name, self.version, self.mask = engine.name, f"{engine.version}/as-zh", engine.mask
        self.remote = engine.remote
        self.wordings, self.at_once = engine.wordings, engine.at_once
        self.weak_languages = engine.weak_languages | {CANTONESE}

    def state(self) -> EngineState:
        return self._engine.state()

    def pairs(self, source: str, target: str) -> bool:
        """Pairs with Cantonese on one side that the engine itself does not serve."""
        if CANTONESE not in (source, target) or self._engine.pairs(source, target):
            return False
        taken = _taken(source), _taken(target)
        return taken[0] != taken[1] and self._engine.pairs(*taken)

    async def translate(
        self,
        text: str,
        *,
        source: str,
        target: str,
        glossary: Sequence[tuple[str, str]],
        deadline_s: float,
        on_part: OnPart | None = None,
        wording: int = 0,
    ) -> Rendered:
        """What the engine makes of it as Chinese; raises what the engine raises."""
        return await self._engine.translate(
            text,
            source=_taken(source),
            target=_taken(target),
            glossary=glossary,
            deadline_s=deadline_s,
            on_part=on_part,
            wording=wording,
        )

    async def close(self) -> None:
        """Nothing: the engine is closed by who made it."""


def with_stand_ins(engines: Iterable[Engine]) -> list[Engine]:
    """The engines in their order, and after them those that can stand in for Cantonese."""
    own = list(engines)
    return [*own, *(StandIn(engine) for engine in own if engine.pairs(CHINESE, "en"))]


def _taken(lang: str) -> str:
    return CHINESE if lang == CANTONESE else lang
