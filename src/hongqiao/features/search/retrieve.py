"""Candidates by words, with bounded work: from the newest weeks first where the words are common."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import product

import msgspec

from hongqiao.features.search import store
from hongqiao.features.search.analysis import number_of
from hongqiao.features.search.entries import era_of
from hongqiao.features.search.model import Candidate
from hongqiao.features.search.query import Question
from hongqiao.kernel.scope import Scope

WHOLE_AT_MOST, PART_AT_MOST = 300, 120
"""Newest candidates of each need: where all that was asked stands, and where a part does."""

NEEDS_AT_MOST = 12
ENOUGH = 60
"""With so many whole answers nobody looks for partial ones."""

WORTH_LOOKING_AT = 1_500
"""Rows that a look may expect to read; a common word is looked for in as few weeks as hold these."""

SMALL = 20_000
"""An index of so few entries is looked through at once."""

_WIDENED = 6
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_NEVER = 2**31 - 1


class Census(msgspec.Struct, frozen=True):
    """What the server knows of the index: how many entries, and which part of them holds a common token."""

    notes: float = 0.0
    shares: Mapping[int, float] = {}


async def census(scope: Scope) -> Census:
    """The census as the server last gathered it. Two small statements; callers keep it for a minute."""
    shares = await store.SHARES.all(scope.db)
    many = await store.HOW_MANY.maybe(scope.db)
    return Census(max(0.0, many or 0.0), {one.token: one.share for one in shares})


async def candidates(scope: Scope, question: Question, known: Census) -> list[Candidate]:
    """Entries that hold what was asked; with too few of them, also those that hold a part. Each once."""
    found = {
        one.id: one for one in await _look(scope, question, known, _whole_needs(question), WHOLE_AT_MOST)
    }
    if len(found) < ENOUGH and (parts := _part_needs(question, known)):
        for one in await _look(scope, question, known, parts, PART_AT_MOST):
            found.setdefault(one.id, one)
    return list(found.values())


def _whole_needs(question: Question) -> list[frozenset[int]]:
    """One way of each clause together, the best ways first."""
    every = product(*(clause.ways for clause in question.clauses))
    ranked = sorted(_first(every, 400), key=lambda ways: -sum(way.weight for way in ways))
    needs = [frozenset(number_of(token) for way in ways for token in way.tokens) for ways in ranked]
    return _with_filters(needs, question)


def _part_needs(question: Question, known: Census) -> list[frozenset[int]]:
    """Each clause alone; of long runs each pair of signs, the most telling first."""
    if question.phrases:
        return []
    needs = []
    for clause in question.clauses:
        if len(question.clauses) > 1:
            needs += [frozenset(map(number_of, way.tokens)) for way in clause.ways]
        tokens = clause.ways[0].tokens
        if len(tokens) > 1:
            needs += [frozenset({number_of(token)}) for token in tokens]
    rarest = sorted(dict.fromkeys(needs), key=lambda need: _share(need, known))
    return _with_filters(rarest, question)


def _with_filters(needs: Sequence[frozenset[int]], question: Question) -> list[frozenset[int]]:
    langs = [frozenset({lang}) for lang in question.any_lang] or [frozenset()]
    narrowed = [need | question.must | lang for need in dict.fromkeys(needs) for lang in langs]
    return [need for need in narrowed if need][:NEEDS_AT_MOST]


async def _look(
    scope: Scope, question: Question, known: Census, needs: Sequence[frozenset[int]], limit: int
) -> list[Candidate]:
    """The newest that meet a need; weeks are added until there are enough or no more weeks."""
    written = ["{" + ",".join(map(str, sorted(need))) + "}" for need in needs]
    if not written:
        return []
    without = [number_of(token) for token in question.without] or [_NEVER]
    who = (scope.viewer.account_id or 0, question.since or _LONG_AGO, limit)
    weeks = _weeks(max(_share(need, known) for need in needs), known, era_of(scope.now))
    every = era_of(scope.now) + 1
    while weeks < every:
        eras = [number_of(f"@era:{era}") for era in range(max(0, every - weeks), every + 1)]
        found = await store.IN_ERAS.all(scope.db, store.BUCKET, written, eras, without, *who)
        if len(found) >= limit:
            return found
        weeks *= _WIDENED
    return await store.ANYWHERE.all(scope.db, store.BUCKET, written, without, *who)


def _weeks(share: float, known: Census, newest: int) -> int:
    """How many of the newest weeks hold as many rows as are worth looking at; a large number for all."""
    if known.notes <= SMALL or share * known.notes <= WORTH_LOOKING_AT:
        return _NEVER
    expected, weeks = 0.0, 0
    while expected < WORTH_LOOKING_AT and weeks <= newest:
        expected += known.notes * share * known.shares.get(number_of(f"@era:{newest - weeks}"), 0.0)
        weeks += 1
    return max(1, weeks)


def _share(need: frozenset[int], known: Census) -> float:
    """In what part of the entries the rarest of these stands; 0 for a rare one."""
    return min((known.shares.get(number, 0.0) for number in need), default=1.0)


def _first(every: Iterator[tuple], many: int) -> Iterator[tuple]:
    return (one for one, _ in zip(every, range(many), strict=False))
