"""An engine that remembers: it writes down what another engine says, or says it again without that engine."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from hongqiao.kernel.errors import Unavailable, mark
from hongqiao.kernel.ports import Engine
from hongqiao.kernel.ports.engine import EngineState, OnPart, Rendered


class Recorded:
    """Says what the file holds; what it does not hold is asked of the engine behind and added to it."""

    def __init__(self, file: Path, *, behind: Engine | None, like: Engine) -> None:
        """`like` gives name, version, mask and pairs; with nobody behind, unknown texts are Unavailable."""
        self.name, self.version, self.mask, self.remote = like.name, like.version, like.mask, like.remote
        self.weak_languages, self.pairs, self.wordings = like.weak_languages, like.pairs, like.wordings
        self.at_once = like.at_once
        self._file, self._behind = file, behind
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        self._said: dict[str, dict] = {row["asked"]: row for row in map(json.loads, lines)}

    def state(self) -> EngineState:
        return "ready"

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
        """As the engine behind said it the first time. Raises Unavailable for what nobody knows."""
        asked = hashlib.sha256(
            json.dumps([text, source, target, list(glossary), wording], ensure_ascii=False).encode()
        ).hexdigest()[:24]
        if asked not in self._said:
            if self._behind is None:
                raise Unavailable(mark("Translation is not ready yet. The original stays here meanwhile."))
            made = await self._behind.translate(
                text,
                source=source,
                target=target,
                glossary=glossary,
                deadline_s=deadline_s,
                on_part=on_part,
                wording=wording,
            )
            self._keep(
                {
                    "asked": asked,
                    "text": made.text,
                    "confidence": made.confidence and round(made.confidence, 4),
                    "complete": made.complete,
                }
            )
        row = self._said[asked]
        return Rendered(row["text"], row["confidence"], row["complete"])

    async def close(self) -> None:
        if self._behind is not None:
            await self._behind.close()

    def _keep(self, row: dict) -> None:
        self._said[row["asked"]] = row
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
