"""One segment with one or two attempts: masked first, then another way if the checks find something."""

import time
from collections.abc import Sequence

import msgspec

from hongqiao.features.translation import checks, estimate, protect, segment, terms_told
from hongqiao.features.translation.doubled import without_doubled_units
from hongqiao.features.translation.entities import EDGE
from hongqiao.features.translation.joining import joined, within_blanks
from hongqiao.features.translation.model import Lore
from hongqiao.features.translation.normalise import calmed, normalise
from hongqiao.features.translation.protect import Piece
from hongqiao.features.translation.remembered import Known
from hongqiao.features.translation.terms_told import Told
from hongqiao.kernel.errors import Unavailable
from hongqiao.kernel.ports import Engine, SentenceVectors
from hongqiao.kernel.ports.engine import OnPart, Rendered

WARNINGS = frozenset({"negation", "question", "pieces", "unsure", "weak-pair"})
"""Findings for which a second attempt is not worth its seconds."""

WORTH_TWO, MOST_GROWN = 25.0, 1.5
"""From this weight on a second wording is tried, and how much longer than the first it may be."""

LESS_SURE, FARTHER = 0.25, 0.1
"""What a wording with all terms may lose: of the mean log-probability, and of the cosine of both sides."""

FULLNESS = 0.3
"""What all of the length is worth beside a cosine of 1. On 40 lines of FLORES-200 dev 0.2 to 0.5
served alike (chrF 51.1 to 51.3 of both wordings); every tenth line, zh to en: 53.5.
"""

UNSURE = -0.85
"""Mean token log-probability below which nearly all results seen were wrong; above it tells little."""

COPIED = frozenset({"large", "price", "measure", "handle"})
"""Kinds that engines mostly copy by themselves; what became of them can be checked."""

_QUOTES = (("“", "”"), ('"', '"'), ("「", "」"), ("«", "»"), ("'", "'"))


class Job(msgspec.Struct, frozen=True):
    """What holds for all segments of a text; `until` is on time.monotonic()'s clock."""

    source: str
    target: str
    engines: Sequence[Engine]
    until: float
    known: Known = {}
    lore: Lore | None = None
    is_thorough: bool = False
    vectors: SentenceVectors | None = None


class Said(msgspec.Struct, frozen=True):
    """A segment, what became of it, by whom, and what the checks found. No engine: left as written.

    `meaning` is the cosine of both sides, `estimate` how good it probably is; None where it cannot be told.
    `passed_over` are terms that the engine was told and did not use.
    """

    written: str
    words: str
    engine: str = ""
    version: str = ""
    found: tuple[str, ...] = ()
    confidence: float | None = None
    meaning: float | None = None
    estimate: float | None = None
    passed_over: Told = ()

    @property
    def is_refused(self) -> bool:
        return checks.refuses(self.found)


async def say(part: str, job: Job, on_part: OnPart | None) -> Said:
    """The segment by the first engine that is there; raises what the last one raises when none is."""
    for at, engine in enumerate(job.engines[:-1]):
        if engine.state() != "ready":
            continue
        try:
            return await _say(part, msgspec.structs.replace(job, engines=job.engines[at:]), on_part)
        except Unavailable:
            continue  # it left in the middle of the text: the next takes over
    return await _say(part, msgspec.structs.replace(job, engines=job.engines[-1:]), on_part)


async def _say(part: str, job: Job, on_part: OnPart | None) -> Said:
    """By the first engine, and if the checks object, once more another way; the better one."""
    first = await _masked(part, job, job.engines[0], on_part)
    if WARNINGS.issuperset(first.found):
        return await _with_terms(part, job, await _better(part, job, first) if job.is_thorough else first)
    try:
        second = await _another_way(part, job, first)
    except Unavailable:
        return first
    return first if second is None else min((first, second), key=_badness)


async def _better(part: str, job: Job, first: Said) -> Said:
    """The better of two wordings that pass the checks alike: nearer in meaning and fuller, since small models
    leave things out.
    """
    engine = job.engines[0]
    if engine.wordings < 2 or segment.weight(part) < WORTH_TWO:
        return first
    second = await _masked(part, job, engine, None, wording=1)
    is_runaway = segment.weight(second.words) > MOST_GROWN * max(segment.weight(first.words), 1)
    if second.is_refused or is_runaway or len(second.found) > len(first.found):
        return first
    longest = max(segment.weight(first.words), segment.weight(second.words))
    return max((first, second), key=lambda said: _worth(said, longest))


async def _with_terms(part: str, job: Job, first: Said) -> Said:
    """The same with terms that the engine passed over put into its text, where it is no worse for it."""
    if not first.passed_over:
        return first
    try:
        second = await _masked(part, job, job.engines[0], None, in_place=first.passed_over)
    except Unavailable:
        return first
    is_worse = second.is_refused or not set(second.found).issubset(first.found)
    is_less_sure = (second.confidence or 0.0) < (first.confidence or 0.0) - LESS_SURE
    is_farther = (second.meaning or 0.0) < (first.meaning or 0.0) - FARTHER
    is_runaway = segment.weight(second.words) > MOST_GROWN * max(segment.weight(first.words), 8)
    if is_worse or is_less_sure or is_farther or is_runaway:
        return first
    return second if len(second.passed_over) < len(first.passed_over) else first


def _worth(said: Said, longest: float) -> float:
    """Closeness in meaning and fullness in one number; fullness alone where meaning cannot be told."""
    return (said.meaning or 0.0) + FULLNESS * segment.weight(said.words) / longest


async def _another_way(part: str, job: Job, first: Said) -> Said | None:
    engine = job.engines[0]
    if (kinds := _kinds_within(part, job.target)) and not {"cut", "same"} & set(first.found):
        plain = await _masked(part, job, engine, None, mask="") if kinds <= COPIED else None
        is_whole = plain is not None and WARNINGS.issuperset(plain.found)
        return plain if is_whole else await _in_pieces(part, job, engine)
    if len(job.engines) > 1:
        return await _masked(part, job, job.engines[1], None)
    if len(segment.sentences(part)) > 1:
        return await _by_sentence(part, job, engine)
    return None


async def _masked(
    part: str,
    job: Job,
    engine: Engine,
    on_part: OnPart | None,
    *,
    wording: int = 0,
    in_place: Told = (),
    mask: str | None = None,
) -> Said:
    """`mask` is the engine's own unless given; with "" entities stand in the text as they are to be shown."""
    mask = engine.mask if mask is None else mask
    head, pieces, tail = protect.without_edges(protect.pieces_of(part, target=job.target))
    if not mask:
        pieces = [Piece(protect.shown(pieces))]
    text = protect.masked(pieces, mask)
    if on_part is not None:
        whole = on_part

        async def tell(so_far: str) -> None:
            await whole(head + protect.restore_so_far(so_far, pieces, mask))

        on_part = tell
    told = () if job.lore is None else job.lore.terms(text, job.source, job.target)
    asked = terms_told.put_in_place(text, in_place)
    rendered = await _rendered(asked, job, engine, on_part, wording)
    cleaned = _cleaned(rendered.text, text)
    restored = protect.restore(cleaned, pieces, mask) if mask else cleaned
    if restored is None:
        return Said(part, "", engine.name, engine.version, ("marks",), rendered.confidence)
    judged = _judged(part, joined([head, restored, tail], job.target), job, engine, [rendered])
    judged = msgspec.structs.replace(judged, passed_over=terms_told.passed_over(told, judged.words))
    return await _weighed(judged, job)


async def _in_pieces(part: str, job: Job, engine: Engine) -> Said:
    """Cut at the entities: nothing can be lost, but the engine sees less of the sentence."""
    said: list[str] = []
    answers: list[Rendered] = []
    extra: tuple[str, ...] = ()
    for piece in protect.pieces_of(part, target=job.target):
        if piece.entity is not None:
            said.append(piece.entity.shown)
            extra = extra if piece.entity.kind in EDGE else ("pieces",)
        elif any(sign.isalpha() for sign in piece.words):
            answers.append(await _rendered(piece.words.strip(), job, engine, None))
            said.append(within_blanks(piece, _cleaned(answers[-1].text, piece.words)))
        else:
            said.append(piece.words)
    return await _weighed(_judged(part, joined(said, job.target), job, engine, answers, extra), job)


async def _by_sentence(part: str, job: Job, engine: Engine) -> Said:
    each = [await _masked(one, job, engine, None) for one in segment.sentences(part)]
    found = tuple(dict.fromkeys(name for one in each for name in one.found))
    if checks.refuses(found):
        return Said(part, "", engine.name, engine.version, found)
    words = joined([one.words.strip() for one in each], job.target, between=" ")
    sure = [one.confidence for one in each if one.confidence is not None]
    whole = _judged(part, words, job, engine, [Rendered("", min(sure) if sure else None)])
    return await _weighed(whole, job)


async def _rendered(
    text: str, job: Job, engine: Engine, on_part: OnPart | None, wording: int = 0
) -> Rendered:
    left_s = job.until - time.monotonic()
    if left_s <= 0:
        return Rendered("", complete=False)
    text = calmed(text)
    told = job.lore and (job.lore.wide_glossary if wording else job.lore.glossary)
    return await engine.translate(
        text,
        source=job.source,
        target=job.target,
        deadline_s=min(left_s, 20 + 0.3 * segment.weight(text)),
        glossary=tuple(told(text, job.source, job.target)) if told else (),
        on_part=on_part,
        wording=wording,
    )


def _judged(
    part: str, words: str, job: Job, engine: Engine, answers: Sequence[Rendered], extra: tuple[str, ...] = ()
) -> Said:
    words = without_doubled_units(words, protect.pieces_of(part, target=job.target))
    found = checks.findings(part, words, source=job.source, target=job.target) + extra
    if protect.loses_entities(part, words):
        found = ("marks", *found)
    if not all(answer.complete for answer in answers):
        found = ("cut", *found)
    told = [answer.confidence for answer in answers if answer.confidence is not None]
    confidence = min(told) if told else None
    if confidence is not None and confidence < UNSURE:
        found = (*found, "unsure")
    if engine.weak_languages & {job.source, job.target}:
        found = (*found, "weak-pair")
    return Said(part, words, engine.name, engine.version, found, confidence)


async def _weighed(said: Said, job: Job) -> Said:
    """With its closeness in meaning, and what that and all else make of it."""
    meaning = None
    if not said.is_refused:
        meaning = await estimate.closeness(
            job.vectors, said.written, said.words, source=job.source, target=job.target
        )
    found = said.found
    if estimate.is_far(said.written, meaning, said.confidence):
        found = (*found, estimate.MEANING)
    return msgspec.structs.replace(
        said,
        found=found,
        meaning=meaning,
        estimate=estimate.estimated(said.written, meaning, said.confidence, found),
    )


def _badness(said: Said) -> tuple[bool, int, float]:
    return said.is_refused, len(said.found), -(said.estimate or 0.0)


def _kinds_within(part: str, target: str) -> set[str]:
    """Kinds of the entities with words on both sides."""
    _, pieces, _ = protect.without_edges(protect.pieces_of(part, target=target))
    return {piece.entity.kind for piece in pieces if piece.entity is not None}


def _cleaned(said: str, asked: str) -> str:
    """Without hidden signs, and without quotation marks around the whole that were not asked for."""
    words = normalise(said)
    for opening, closing in _QUOTES:
        wrapped = len(words) > 2 and words[0] == opening and words[-1] == closing
        if wrapped and not asked.strip().startswith(tuple(pair[0] for pair in _QUOTES)):
            return words[1:-1].strip()
    return words
