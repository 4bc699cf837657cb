"""Original and translation side by side, segment by segment, and how alike two texts are."""

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from hongqiao.features.translation import checks, segment
from hongqiao.features.translation.normalise import normalise

ALIKE = 0.3
"""Below this a back translation differs much from what was written; chosen by hand on short notes."""


class Pair(msgspec.Struct, frozen=True):
    """A segment of the original, what stands for it, and the blanks or breaks before that."""

    written: str
    said: str
    lead: str = ""


class Doubt(msgspec.Struct, frozen=True):
    """A segment as its author may judge it: written, translated, and translated back."""

    written: str
    said: str
    back: str
    checks: tuple[str, ...]
    differs: bool

    @property
    def is_doubtful(self) -> bool:
        return self.differs or bool(self.checks)


def pairs(written: str, said: str, target: str) -> list[Pair]:
    """Both texts cut where they agree on the cuts: lines if there are as many, sentences within a line alike.

    Without a translation every line of the original gets an empty place. Joined by `joined` the pairs are
    the translation again.
    """
    here, there = _lines(normalise(written)), _lines(said.strip())
    if not said.strip():
        return [Pair(line, "", lead) for lead, line in here]
    if len(here) != len(there):
        return [Pair(normalise(written), said.strip())]
    found: list[Pair] = []
    for (_, line), (lead, other) in zip(here, there, strict=True):
        found += _sentence_pairs(line, other, lead)
    return found


def joined(parts: Sequence[Pair]) -> str:
    """The translation that the pairs make."""
    return "".join(part.lead + part.said for part in parts).strip()


def overlap(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1: F1 over runs of one to three letters or digits, case folded.

    Source: after chrF (Popović 2015), without its word part and weights.
    """
    here, there = _runs(one), _runs(other)
    if not here or not there:
        return 1.0 if not here and not there else 0.0
    same = sum((here & there).values())
    return 2 * same / (sum(here.values()) + sum(there.values()))


def doubts(written: str, said: str, back: str, *, source: str, target: str) -> list[Doubt]:
    """Line by line: what checks found, and where the translation back, if there is one, differs."""
    backs = [part for _, part in _lines(back.strip())] if back.strip() else []
    cut = _by_line(written, said)
    found = []
    for number, (one, other) in enumerate(cut):
        again = backs[number] if len(backs) == len(cut) else back.strip() if len(cut) == 1 else ""
        differs = bool(again) and overlap(one, again) < ALIKE
        found.append(
            Doubt(one, other, again, checks.findings(one, other, source=source, target=target), differs)
        )
    return found


def _by_line(written: str, said: str) -> list[tuple[str, str]]:
    here, there = _lines(normalise(written)), _lines(said.strip())
    if len(here) != len(there):
        return [(normalise(written), said.strip())]
    return [(one, other) for (_, one), (_, other) in zip(here, there, strict=True)]


def _lines(text: str) -> list[tuple[str, str]]:
    """(break before it, line) of each line that has words."""
    found, lead = [], ""
    for part in re.split(r"(\n+)", text):
        if part.strip():
            found.append((lead, part.strip()))
            lead = ""
        else:
            lead += part
    return found


def _sentence_pairs(line: str, other: str, lead: str) -> list[Pair]:
    here, there = segment.sentences(line), segment.sentences(other)
    if len(here) != len(there) or len(here) < 2:
        return [Pair(line, other, lead)]
    found = []
    for one, said in zip(here, there, strict=True):
        blank = said[: len(said) - len(said.lstrip())]
        found.append(Pair(one.strip(), said.strip(), lead + blank))
        lead = said[len(said.rstrip()) :]
    return found


def _runs(text: str) -> Counter[str]:
    signs = re.sub(r"[\W_]+", "", text.casefold())
    return Counter(signs[at : at + n] for n in (1, 2, 3) for at in range(len(signs) - n + 1))
