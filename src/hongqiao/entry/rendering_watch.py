"""Screening of what engines say: what must be held is not shown, and a case is opened."""

from pathlib import Path

from hongqiao.features import comments, notes, translation, trust
from hongqiao.kernel.ids import from_public
from hongqiao.kernel.scope import Scope


class RenderingWatch:
    """Looks at the renderings of one job, and remembers what it found."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._found: dict[str, trust.screening.Finding] = {}

    def lets_pass(self, source: str, rendering: str) -> bool:
        """Whether the rendering may be shown: it has nothing to be held that the original lacks."""
        found = trust.screening.screen_rendering(source, rendering, home=self._home)
        self._found |= {one.reason: one for one in found}
        return not found

    async def open_cases(self, scope: Scope, key: bytes) -> None:
        """A case for each note or comment with these words, which themselves stay as they are."""
        if not self._found:
            return
        for ref in await translation.memory.used_by(scope, key):
            kind, public, *_ = ref.split(":")
            id_ = from_public(public)
            of = {"note": notes.screening.evidence_of, "comment": comments.evidence_of}.get(kind)
            evidence = None if of is None or id_ is None else await of(scope, id_)
            if evidence is not None:
                first = trust.screening.Finding("translation", "allow", "rendering")
                async with scope.transaction() as tx:
                    findings = [first, *self._found.values()]
                    await trust.screening.holds.open_machine_case(tx, evidence, findings)
