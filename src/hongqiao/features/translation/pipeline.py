"""A text through masks, engines and checks: translated well, doubtfully, or refused. Knows no database."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from types import MappingProxyType

import msgspec

from hongqiao.features.translation import estimate, remembered, segment
from hongqiao.features.translation.attempts import Job, Said, say
from hongqiao.features.translation.detection import lang_of_latin
from hongqiao.features.translation.joining import WRITTEN_WITH_BLANKS
from hongqiao.features.translation.model import Lore, Outcome
from hongqiao.features.translation.normalise import normalise
from hongqiao.features.translation.protect import is_wordy
from hongqiao.features.translation.remembered import Known
from hongqiao.kernel.errors import Unavailable, mark
from hongqiao.kernel.language import base_of, lang_by_script
from hongqiao.kernel.ports import Engine, SentenceVectors
from hongqiao.kernel.ports.engine import OnPart

DEADLINE_S = 300.0
PHRASEBOOK = "phrasebook"
LEFT_AT_MOST = 1 / 3
"""Share of a text, by weight, that may stay as written because no engine could translate it."""

_NON_LATIN = frozenset({"zh", "ja", "ko", "ru", "ar", "th", "yue"})


async def translate_text(
    words: str,
    source: str,
    target: str,
    engines: Sequence[Engine],
    *,
    lore: Lore | None = None,
    known: Known = MappingProxyType({}),
    is_thorough: bool = False,
    vectors: SentenceVectors | None = None,
    deadline_s: float = DEADLINE_S,
    on_part: OnPart | None = None,
) -> Outcome:
    """Translates line by line with the first engine that serves the pair; a failed line is tried another way.
    Segments that are `known` are taken word for word, and need no engine; nor do phrases of the `lore`.
    `is_thorough` takes twice as long for long segments, for texts that nobody waits for. `vectors` compare
    each result with its source by meaning. `on_part` gets the whole text so far, entities restored,
    unchecked. Raises Unavailable without an engine.
    """
    source, target = base_of(source), base_of(target)
    text = normalise(words)
    if source == target and (mixed_in := _other_script(text)) and target not in _NON_LATIN:
        source = mixed_in
    if source == target:
        return Outcome("", "refused", reason="same-language")
    if not is_wordy(text):
        return Outcome("", "refused", reason="no-words")
    work = Job(
        source,
        target,
        () if remembered.is_all_known(text, known) else ready_for(engines, source, target),
        time.monotonic() + deadline_s,
        known,
        lore,
        is_thorough,
        vectors,
    )
    async with _awake(work, text):
        return _naming_lore(combine(await _lines(text, work, on_part)), work, text)


def _naming_lore(outcome: Outcome, work: Job, text: str) -> Outcome:
    """Where terms were told to an engine, the version says which edition of the lexicon they are from."""
    is_engines = bool(outcome.version) and outcome.engine not in (PHRASEBOOK, remembered.MEMORY)
    if work.lore is None or not is_engines or not work.lore.glossary(text, work.source, work.target):
        return outcome
    return msgspec.structs.replace(outcome, version=f"{outcome.version} lexicon-{work.lore.version}")


@asynccontextmanager
async def _awake(work: Job, text: str) -> AsyncIterator[None]:
    """The vectors wake up while the first engine works."""
    waking = asyncio.create_task(estimate.wake(work.vectors if work.engines else None, text))
    try:
        yield
    finally:
        waking.cancel()


async def _lines(text: str, work: Job, on_part: OnPart | None) -> list[Said]:
    if work.engines and work.engines[0].at_once > 1:
        return await _side_by_side(text, work)
    said: list[Said] = []
    for index, line in enumerate(segment.lines(text)):
        parts = [line] if index % 2 else remembered.parts_of(line, work.known)
        for at, part in enumerate(parts):
            one = await _segment(part, work, _after(said, on_part))
            said.append(_after_blank(one, said[-1], work.target) if at else one)
    return said


async def _side_by_side(text: str, work: Job) -> list[Said]:
    """All segments for an engine that takes many at once; its words come whole, never as a stream."""
    slots = asyncio.Semaphore(2 * work.engines[0].at_once)

    async def one(part: str) -> Said:
        async with slots:
            return await _segment(part, work, None)

    lines = [
        [line] if index % 2 else remembered.parts_of(line, work.known)
        for index, line in enumerate(segment.lines(text))
    ]
    tasks = [[asyncio.create_task(one(part)) for part in parts] for parts in lines]
    try:
        await asyncio.gather(*(task for some in tasks for task in some))
    except BaseException:
        for task in (task for some in tasks for task in some):
            task.cancel()
        raise
    said: list[Said] = []
    for some in tasks:
        for at, task in enumerate(some):
            made = task.result()
            said.append(_after_blank(made, said[-1], work.target) if at else made)
    return said


def ready_for(engines: Sequence[Engine], source: str, target: str) -> tuple[Engine, ...]:
    """The engines that serve the pair now, in the given order; raises Unavailable when there is none."""
    ready = tuple(engine for engine in engines if engine.pairs(source, target) and engine.state() == "ready")
    if not ready:
        states = ", ".join(f"{engine.name} {engine.state()}" for engine in engines)
        raise Unavailable(
            mark("Translation is not ready yet. The original stays here meanwhile."),
            detail=f"no engine for {source}->{target} ({states})",
        )
    return ready


def combine(said: Sequence[Said]) -> Outcome:
    """One outcome for all segments: refused ones stay as written when they are a small share of the text."""
    spoken = [one for one in said if one.engine]
    if not spoken:
        return Outcome("", "refused", reason="same-language")
    refused = [one for one in spoken if one.is_refused]
    best = next((one for one in sorted(spoken, key=_by_memory) if not one.is_refused), spoken[0])
    checks = tuple(dict.fromkeys(name for one in spoken for name in one.found))
    lost = sum(segment.weight(one.written) for one in refused)
    if lost > LEFT_AT_MOST * sum(segment.weight(one.written) for one in spoken):
        return Outcome("", "refused", best.engine, best.version, checks, refused[0].found[0])
    words = "".join(one.written if one.is_refused else one.words for one in said).strip()
    if refused:
        checks = (*checks, "part-left")
    return Outcome(
        words,
        "doubtful" if checks else "good",
        best.engine,
        best.version,
        checks,
        confidence=_least(one.confidence for one in spoken),
        meaning=_least(one.meaning for one in spoken),
        estimate=_estimate_of(spoken),
    )


def _estimate_of(spoken: Sequence[Said]) -> float | None:
    """That of the weakest segment shown; at most half where one had to stay as written."""
    least = _least(one.estimate for one in spoken if not one.is_refused)
    return least if least is None or not any(one.is_refused for one in spoken) else least / 2


def _least(values: Iterable[float | None]) -> float | None:
    """A text is as sure as its weakest segment."""
    return min((value for value in values if value is not None), default=None)


async def _segment(part: str, work: Job, on_part: OnPart | None) -> Said:
    """One segment, in the language that it is really in; what needs no translation stays."""
    if (agreed := work.known.get(part.strip())) is not None:
        return Said(part, agreed.words, remembered.MEMORY)
    lang = _lang_of(part, work)
    if lang == work.target or not is_wordy(part):
        return Said(part, part)
    if lang != work.source:
        able = tuple(engine for engine in work.engines if engine.pairs(lang, work.target))
        work = msgspec.structs.replace(work, source=lang, engines=able) if able else work
    if work.lore is not None and (phrase := work.lore.phrase(part, work.source, work.target)) is not None:
        return Said(part, phrase, PHRASEBOOK, f"{PHRASEBOOK}-{work.lore.version}")
    return await say(part, work, on_part)


def _other_script(text: str) -> str:
    """The language of two or more signs of another script within Latin text; "" when there are none."""
    runs = "".join(
        run for run in re.findall(r"[\u0400-\u04ff\u3041-\u9fff\uac00-\ud7a3]+", text) if len(run) > 1
    )
    return base_of(lang_by_script(runs) or "") if runs else ""


def _by_memory(said: Said) -> bool:
    return said.engine == remembered.MEMORY


def _after_blank(said: Said, before: Said, target: str) -> Said:
    """Sentences that were put over apart, with the blank between them that the target language writes."""
    needs = target in WRITTEN_WITH_BLANKS and before.words[-1:].strip() and said.words[:1].strip()
    return msgspec.structs.replace(said, words=f" {said.words}") if needs else said


def _lang_of(part: str, work: Job) -> str:
    by_script = lang_by_script(part, author_lang=work.source)
    if by_script is not None:
        return base_of(by_script) if by_script != "und" else work.target
    is_mixed = any(sign >= "\u0400" and sign.isalpha() for sign in part)
    if is_mixed or work.source not in _NON_LATIN:
        return work.source
    return lang_of_latin(part, "en")


def _after(said: Sequence[Said], on_part: OnPart | None) -> Callable[[str], Awaitable[None]] | None:
    """`on_part` for the segment that follows what has been said."""
    if on_part is None:
        return None
    before = "".join(one.words for one in said)

    async def tell(so_far: str) -> None:
        await on_part(before + so_far)

    return tell
