"""Translating the town with real engines, once, by whoever keeps the project; the results are files."""

import asyncio
import itertools
import time
from collections.abc import Callable, Sequence

from hongqiao.entry.demo_town.translations import Kind, Made, TownText, append, fitting, read_made, sort
from hongqiao.entry.wiring import LORE
from hongqiao.features.translation import Outcome, translate_text
from hongqiao.kernel.errors import Unavailable
from hongqiao.kernel.language import base_of
from hongqiao.kernel.ports import Engine

Tell = Callable[[str], None]
_PAUSES_S = (5, 30, 120, 300)


async def translate_town(
    texts: Sequence[TownText],
    engines: Sequence[Engine],
    *,
    targets: Sequence[str],
    kinds: Sequence[Kind],
    at_most: int,
    tell: Tell,
) -> int:
    """Translates what has no fitting translation yet: how many it wrote. First all words with which the town
    opens, kind by kind and target by target, then the others.

    Each result is written at once, so a stopped run goes on where it was. What the checks refuse is told
    and not written. Costs 1 to 30 s a text. Raises Unavailable when no engine is ready.
    """
    written = 0
    for is_first, kind, target in itertools.product((True, False), kinds, targets):
        some = [text for text in texts if text.kind == kind and text.is_first == is_first]
        written += await _into(target, some, engines, at_most=at_most - written, tell=tell)
    for target in targets:
        sort(target, texts)
    return written


async def _into(
    target: str, texts: Sequence[TownText], engines: Sequence[Engine], *, at_most: int, tell: Tell
) -> int:
    there = fitting(texts, read_made(target))
    done = {text.ref for text, _ in there}
    by_hash = {made.source_hash: made for _, made in there}
    waiting = [text for text in texts if text.wants(target) and text.ref not in done]
    written = 0
    for place, text in enumerate(waiting):
        if written >= at_most:
            break
        began = time.monotonic()
        twin = by_hash.get(text.hash)
        outcome = _again(twin) if twin else await _patiently(text, target, engines, tell)
        pair, took_s = f"{text.lang}>{base_of(target)}", time.monotonic() - began
        took = f"{place + 1}/{len(waiting)} {text.ref} {pair} {took_s:.1f} s"
        if outcome.quality == "refused":
            tell(f"{took} refused: {outcome.reason} {' '.join(outcome.checks)}")
            continue
        by_hash[text.hash] = _made(text, target, outcome)
        append(by_hash[text.hash])
        written += 1
        tell(f"{took} {outcome.quality} {' '.join(outcome.checks)} {by_hash[text.hash].confidence}")
    return written


async def _patiently(text: TownText, target: str, engines: Sequence[Engine], tell: Tell) -> Outcome:
    """Tries again when the machine was too busy for the engine's deadline."""
    for pause_s in _PAUSES_S:
        try:
            return await translate_text(text.words, text.lang, target, engines, lore=LORE, is_thorough=True)
        except Unavailable as absent:
            tell(f"{text.ref}: {absent}; waiting {pause_s} s")
            await asyncio.sleep(pause_s)
    return await translate_text(text.words, text.lang, target, engines, lore=LORE, is_thorough=True)


def _made(text: TownText, target: str, outcome: Outcome) -> Made:
    assert outcome.quality != "refused"
    return Made(
        text.ref,
        text.lang,
        target,
        outcome.words,
        outcome.engine,
        outcome.version,
        outcome.checks,
        outcome.quality,
        text.hash,
        None if outcome.confidence is None else round(outcome.confidence, 3),
    )


def _again(made: Made) -> Outcome:
    """The same words said once more."""
    return Outcome(
        made.words, made.quality, made.engine, made.version, made.checks, confidence=made.confidence
    )
