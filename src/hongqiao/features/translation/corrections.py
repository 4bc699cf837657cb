"""Corrections by readers, votes on them, and what authors and moderators decide; the record of a text.

Places and people are opaque here: who asks hands in the text at its place and its author's id. Whoever calls
has made sure that the viewer may see the text.
"""

from collections.abc import Sequence

import msgspec

from hongqiao.features.translation import agreement, spreading
from hongqiao.features.translation.agreement import (
    Correction,
    agreed,
    knows_both,
    may_accept,
    may_refuse,
    may_revert,
    may_take_back,
    may_vote,
    trouble_with,
    warnings_of,
)
from hongqiao.features.translation.events import CorrectionSuggested
from hongqiao.features.translation.exchange import Unit, keep_units, read_tmx, units, write_tmx, write_unit
from hongqiao.features.translation.mine import has_corrected, own_tmx
from hongqiao.features.translation.model import Text, key_of, own_key_of
from hongqiao.features.translation.normalise import normalise
from hongqiao.features.translation.pairing import Doubt, Pair, doubts, joined, overlap, pairs
from hongqiao.features.translation.queries import corrections as rows
from hongqiao.features.translation.queries.corrections import Result, Standing
from hongqiao.features.translation.queue import wish
from hongqiao.features.translation.recall import remembered_segments
from hongqiao.features.translation.withdrawing import Spread, ask_to_spread
from hongqiao.kernel.bounds import declare_bound
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, mark
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.language import base_of
from hongqiao.kernel.ports.jobs import TAPPED
from hongqiao.kernel.scope import Scope

JOB, run_job = spreading.JOB, spreading.run_job
LONGEST = declare_bound("suggestion", 12_000)
KNOWN_NEEDED, NO_NEEDED, YES_NEEDED = agreement.KNOWN_NEEDED, agreement.NO_NEEDED, agreement.YES_NEEDED


class Suggestion(msgspec.Struct, frozen=True):
    """A correction with its votes; `mine` is how the viewer voted (None: not yet)."""

    correction: Correction
    yes: int
    no: int
    mine: bool | None


async def suggest(scope: Scope, text: Text, target: str, before: Sequence[Pair], said: Sequence[str]) -> int:
    """Suggests other words for some of the segments; returns the correction's id. In a transaction.

    `before` is the translation as it was shown, `said` what stands for each of its segments now.
    Raises NotAllowed for somebody who reads one side only, Invalid with messages by "part-<n>", Conflict
    when they have an open suggestion here. Emits CorrectionSuggested.
    """
    source, target = base_of(text.lang), base_of(target)
    if not knows_both(scope.viewer.reads, source, target):
        raise NotAllowed(mark("Suggestions come from people who read both languages."))
    cleaned = [_cleaned(words) for words in said]
    changed = _changed(before, cleaned, source, target)
    whole = joined(
        [msgspec.structs.replace(one, said=words) for one, words in zip(before, cleaned, strict=True)]
    )
    written, words = [before[at].written for at in changed], [cleaned[at] for at in changed]
    key = own_key_of(text)
    bucket = bucket_of_name(key)
    id_ = scope.ids.make(bucket)
    made = await rows.INSERT.run(
        scope.db,
        bucket,
        key,
        target,
        id_,
        text.ref,
        key_of(text),
        source,
        text.shared,
        scope.me,
        whole,
        written,
        words,
        list(warnings_of(written, words, source, target)),
        scope.now,
    )
    if not made:
        raise Conflict(mark("You have a suggestion here already. Take it back to make another one."))
    await scope.record(CorrectionSuggested.of(key, target, id_, scope.me))
    return id_


async def vote(
    scope: Scope, text: Text, target: str, id_: int, *, yes: bool, is_known: bool, author_id: int
) -> Correction:
    """Votes, or votes otherwise than before; settles the correction when readers agree. In a transaction.

    `is_known`: the viewer’s account is no longer new.
    """
    correction = await _locked(scope, text, target, id_)
    if not may_vote(correction, scope.me, author_id, scope.viewer.reads):
        raise NotAllowed(_no_vote(scope, correction, author_id))
    first, bucket = base_of(scope.viewer.reads[0]), bucket_of_name(correction.key)
    place = (bucket, correction.key, correction.target, correction.id)
    await rows.CAST_VOTE.run(scope.db, *place, scope.me, yes, first, is_known, scope.now)
    state = agreed(await rows.VOTES.all(scope.db, *place), correction.source, correction.target)
    if state == "open" or (state == "declined" and correction.state == "here"):
        return correction
    return await _settle(scope, correction, state, by=None)


async def accept(scope: Scope, text: Text, target: str, id_: int, *, author_id: int) -> Correction:
    """Its author takes it at once, for this place only. In a transaction; then `show` it."""
    correction = await _locked(scope, text, target, id_)
    if not may_accept(correction, scope.me, author_id, scope.viewer.reads):
        raise NotAllowed(mark("Only the author of a text can accept this, and only in a language they read."))
    return await _settle(scope, correction, "here", by=scope.me)


async def refuse(scope: Scope, text: Text, target: str, id_: int, *, author_id: int) -> Correction:
    """Its author says no, for good. In a transaction; then `show`."""
    correction = await _locked(scope, text, target, id_)
    if not may_refuse(correction, scope.me, author_id):
        raise NotAllowed(mark("Only the author of a text can refuse this."))
    return await _settle(scope, correction, "refused", by=scope.me)


async def take_back(scope: Scope, text: Text, target: str, id_: int) -> Correction:
    """Who suggested it takes it back, shown or not. In a transaction; then `show`."""
    correction = await _locked(scope, text, target, id_)
    if not may_take_back(correction, scope.me):
        raise NotAllowed(mark("Only the person who suggested this can take it back."))
    return await _settle(scope, correction, "taken-back", by=scope.me)


async def revert(scope: Scope, text: Text, target: str, id_: int) -> Correction:
    """A moderator undoes it, wherever it is shown. In a transaction; then `show`."""
    correction = await _locked(scope, text, target, id_)
    if not may_revert(correction, scope.viewer.role):
        raise NotAllowed(mark("Only moderators can undo this."))
    return await _settle(scope, correction, "reverted", by=scope.me)


async def show(scope: Scope, correction: Correction) -> None:
    """Makes what is shown equal to how the correction stands now, before its job does the rest.

    Call it after the transaction: it writes in other buckets. Doing it twice changes nothing.
    """
    await spreading.apply(scope, correction.key, correction.target, correction.id)


async def suggestions(scope: Scope, text: Text, target: str) -> list[Suggestion]:
    """All corrections of a text at its place, newest first, with votes. Two statements, one bucket."""
    key, target = own_key_of(text), base_of(target)
    bucket = bucket_of_name(key)
    found = await rows.AT_PLACE.all(scope.db, bucket, key, target)
    if not found:
        return []
    me = scope.viewer.account_id or 0
    votes = {row.correction_id: row for row in await rows.STANDINGS.all(scope.db, bucket, key, target, me)}
    none = Standing(0, 0, 0, None)
    standings = [votes.get(one.id, none) for one in found]
    return [Suggestion(one, s.yes, s.no, s.mine) for one, s in zip(found, standings, strict=True)]


async def record(scope: Scope, text: Text) -> list[Result]:
    """Everything kept of a text, in all languages, failures too: the author's, people's, engines'."""
    keys = [own_key_of(text), key_of(text)]
    found = await rows.RESULTS.all(scope.db, [bucket_of_name(key) for key in keys], keys)
    return list({(one.target, one.origin, one.engine, one.version): one for one in found}.values())


async def make_anew(scope: Scope, text: Text, target: str) -> None:
    """Drops what engines made of the text and asks for it again, before all else. In a transaction."""
    key = key_of(text)
    await rows.DROP_ENGINES.run(scope.db, bucket_of_name(key), key, base_of(target))
    await wish(scope, text, target, TAPPED)


async def drop_version(scope: Scope, text: Text, target: str) -> None:
    """Removes the author's own words in this language."""
    key = own_key_of(text)
    await rows.DROP_OWN.run(scope.db, bucket_of_name(key), key, base_of(target))


async def _locked(scope: Scope, text: Text, target: str, id_: int) -> Correction:
    key = own_key_of(text)
    found = await rows.LOCK.maybe(scope.db, bucket_of_name(key), key, base_of(target), id_)
    if found is None:
        raise NotFound
    return found


async def _settle(scope: Scope, correction: Correction, state: agreement.State, by: int | None) -> Correction:
    bucket = bucket_of_name(correction.key)
    place = (bucket, correction.key, correction.target, correction.id)
    await rows.SETTLE.run(scope.db, *place, state, by, scope.now)
    if agreement.SHOWN & {correction.state, state}:
        await ask_to_spread(scope, Spread.of(correction))
    return msgspec.structs.replace(correction, state=state, settled_by=by, settled_at=scope.now)


def _changed(before: Sequence[Pair], said: Sequence[str], source: str, target: str) -> list[int]:
    """Places of the segments that were changed; raises Invalid for what the checks refuse."""
    if len(said) != len(before):
        raise Conflict(mark("The translation changed meanwhile. Look at it again."))
    changed = [at for at, words in enumerate(said) if words != _cleaned(before[at].said) or not words]
    if not changed:
        raise Invalid(mark("Nothing is changed yet."))
    wrong: dict[str, str] = {}
    for at in changed:
        trouble = mark("This is too long.") if len(said[at]) > LONGEST else ""
        trouble = trouble or trouble_with(before[at].written, said[at], source, target)
        if trouble:
            wrong[f"part-{at}"] = trouble
    if wrong:
        raise Invalid(fields=wrong)
    return changed


def _cleaned(words: str) -> str:
    return normalise(words)


def _no_vote(scope: Scope, correction: Correction, author_id: int) -> str:
    if scope.me == correction.person_id:
        return mark("Others vote on what you suggested.")
    if scope.me == author_id:
        return mark("As the author you accept or refuse; votes are for readers.")
    if correction.state not in agreement.OPEN_TO_VOTES:
        return mark("This is decided already.")
    return mark("Votes come from people who read both languages.")


__all__ = [
    "JOB",
    "KNOWN_NEEDED",
    "NO_NEEDED",
    "YES_NEEDED",
    "Correction",
    "Doubt",
    "Pair",
    "Result",
    "Suggestion",
    "Unit",
    "accept",
    "doubts",
    "drop_version",
    "has_corrected",
    "joined",
    "keep_units",
    "knows_both",
    "make_anew",
    "may_accept",
    "may_refuse",
    "may_revert",
    "may_take_back",
    "may_vote",
    "overlap",
    "own_tmx",
    "pairs",
    "read_tmx",
    "record",
    "refuse",
    "remembered_segments",
    "revert",
    "run_job",
    "show",
    "suggest",
    "suggestions",
    "take_back",
    "units",
    "vote",
    "write_tmx",
    "write_unit",
]
