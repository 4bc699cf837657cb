"""`hongqiao translate`: JSON lines in, JSON lines out, through the same pipeline as the site; no database."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import IO

import msgspec

from hongqiao.adapters.models.vectors import MultilingualVectors
from hongqiao.entry.engines import engines_for, rules_for
from hongqiao.entry.wiring import LORE
from hongqiao.features import translation
from hongqiao.kernel.errors import Refusal
from hongqiao.kernel.language import UNDETERMINED, base_of
from hongqiao.kernel.ports import Engine, EngineRules, SentenceVectors
from hongqiao.kernel.settings import Settings

LONGEST = 20_000


class Asked(msgspec.Struct):
    """A line of the input; `from` may be missing or "auto"."""

    text: str
    id: str | int = ""
    source: str = msgspec.field(default="auto", name="from")


class Answer(msgspec.Struct):
    """A line of the output. Tier "original": `text` is as it came, and `flags` say why."""

    id: str | int
    text: str
    source: str = msgspec.field(name="from")
    engine: str
    version: str
    tier: str
    flags: tuple[str, ...]
    ms: int


class Way(msgspec.Struct, frozen=True):
    """How all lines of one call are translated."""

    target: str
    source: str
    engines: Sequence[Engine]
    rules: EngineRules
    is_thorough: bool
    vectors: SentenceVectors | None


def translate_lines(
    settings: Settings,
    lines: Iterable[bytes],
    out: IO[bytes],
    *,
    target: str,
    source: str,
    engine: str,
    is_thorough: bool = True,
) -> int:
    """Translates each line as it is read; returns the exit code. Broken lines are told on standard error."""
    engines = [one for one in engines_for(settings) if engine in ("", one.name)]
    if not engines:
        print(f"hongqiao: there is no engine named {engine} here.", file=sys.stderr)
        return 2
    way = Way(target, source, engines, rules_for(settings), is_thorough, MultilingualVectors())
    return asyncio.run(_translate(lines, out, way))


async def _translate(lines: Iterable[bytes], out: IO[bytes], way: Way) -> int:
    code = 0
    try:
        async for number, line in _numbered(lines):
            try:
                asked = msgspec.json.decode(line, type=Asked)
            except (msgspec.DecodeError, UnicodeError) as error:
                print(
                    f"hongqiao: line {number} is not of the form {{id, text, from}}: {error}", file=sys.stderr
                )
                code = 1
                continue
            out.write(msgspec.json.encode(await _one(asked, way)) + b"\n")
            out.flush()
    finally:
        for engine in way.engines:
            await engine.close()
        if way.vectors is not None:
            await way.vectors.close()
    return code


async def _one(asked: Asked, way: Way) -> Answer:
    lang = asked.source if asked.source != "auto" else way.source
    return await answer(
        asked,
        lang,
        way.target,
        way.engines,
        is_thorough=way.is_thorough,
        rules=way.rules,
        vectors=way.vectors,
    )


async def _numbered(lines: Iterable[bytes]) -> AsyncIterator[tuple[int, bytes]]:
    number, reading = 0, iter(lines)
    while line := await asyncio.to_thread(next, reading, b""):
        number += 1
        if line.strip():
            yield number, line


async def answer(
    asked: Asked,
    source: str,
    target: str,
    engines: Sequence[Engine],
    *,
    lore: translation.Lore | None = LORE,
    is_thorough: bool = True,
    rules: EngineRules | None = None,
    vectors: SentenceVectors | None = None,
) -> Answer:
    """One text through detection, engines in the order that `rules` declare for its pair, and checks; else
    the original with a reason.
    """
    began = time.perf_counter()
    if source == "auto":
        source = await translation.detect(asked.text[:LONGEST], "")
    if len(asked.text) > LONGEST:
        outcome = translation.Outcome("", "refused", reason="too-long")
    elif source == UNDETERMINED:
        outcome = translation.Outcome("", "refused", reason="no-words")
    else:
        ordered = translation.desk.in_order(engines, rules or EngineRules(), base_of(source), base_of(target))
        try:
            outcome = await translation.translate_text(
                asked.text, source, target, ordered, lore=lore, is_thorough=is_thorough, vectors=vectors
            )
        except Refusal as refusal:
            outcome = translation.Outcome("", "refused", reason="unavailable")
            print(f"hongqiao: {refusal.message} ({refusal.detail})", file=sys.stderr)
    return _answer(asked, source, outcome, began)


def _answer(asked: Asked, source: str, outcome: translation.Outcome, began: float) -> Answer:
    is_original = outcome.quality == "refused"
    return Answer(
        asked.id,
        asked.text if is_original else outcome.words,
        source,
        outcome.engine,
        outcome.version,
        "original" if is_original else outcome.quality,
        tuple(dict.fromkeys((*([outcome.reason] if is_original else []), *outcome.checks))),
        round((time.perf_counter() - began) * 1000),
    )
