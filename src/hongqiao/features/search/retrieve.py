"""Candidates by words, with bounded work: from the newest weeks first where the words are common."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice, product
from typing import NamedTuple

import msgspec

from hongqiao.features.search import store
from hongqiao.features.search.analysis import number_of
from hongqiao.features.search.entries import era_of
from hongqiao.features.search.model import Candidate
from hongqiao.features.search.query import Clause, Question, Way
from hongqiao.kernel.scope import Scope

WHOLE_AT_MOST, PART_AT_MOST = 200, 60
"""Newest candidates of each need: where all that was asked stands, and where a part does."""

NEEDS_AT_MOST, NARROWED_AT_MOST = 10, 120
"""Ways to find the words of a question; and each in the languages and names of topics that filters allow."""
ENOUGH = 60
"""With so many whole answers nobody looks for partial ones."""

WORTH_LOOKING_AT = 800
"""Rows that a look may expect to read; a common word is looked for in as few weeks as hold these."""

TELLING = 0.05
"""Part of the entries in which a word may stand and still be looked for alone."""

_WIDENED = 5
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


async def candidates(
    scope: Scope, question: Question, known: Census, followed: Sequence[int]
) -> list[Candidate]:
    """Entries that hold what was asked; with too few of them, also those that hold a part. Each once.

    Of people whom the viewer `followed`, notes for followers are among them.
    """
    who = _Who(
        [number_of(token) for token in question.without] or [_NEVER],
        scope.viewer.account_id or 0,
        question.since or _LONG_AGO,
        WHOLE_AT_MOST,
        followed,
    )
    whole = _whole_needs(question) or _newest_weeks(question, scope.now)
    found = {one.id: one for one in await _look(scope, known, whole, who)}
    if len(found) < ENOUGH and (parts := _part_needs(question, known)):
        for one in await _look(scope, known, parts, who._replace(limit=PART_AT_MOST)):
            found.setdefault(one.id, one)
    return list(found.values())


def _whole_needs(question: Question) -> list[frozenset[int]]:
    """One way of each clause together, the best ways first."""
    every = product(*(_ways_to_look(clause) for clause in question.clauses))
    ranked = sorted(islice(every, 400), key=lambda ways: -sum(way.weight for way in ways))
    needs = [frozenset(number_of(token) for way in ways for token in way.tokens) for ways in ranked]
    return _with_filters(needs, question)


def _part_needs(question: Question, known: Census) -> list[frozenset[int]]:
    """Each clause alone, of long runs each pair of signs: the most telling first, none that tells nothing."""
    if question.phrases:
        return []
    needs = []
    for clause in question.clauses:
        ways = _ways_to_look(clause)
        if len(question.clauses) > 1:
            needs += [frozenset(map(number_of, way.tokens)) for way in ways]
        if len(ways[0].tokens) > 1:
            needs += [frozenset({number_of(token)}) for token in ways[0].tokens]
    rarest = sorted(dict.fromkeys(needs), key=lambda need: _share(need, known))
    telling = [need for need in rarest if _share(need, known) <= TELLING] or rarest[:1]
    return _with_filters(telling, question)


def _ways_to_look(clause: Clause) -> list[Way]:
    """Without the literal way where the stem finds the same and more."""
    stems = any(way.kind == "stem" for way in clause.ways)
    return [way for way in clause.ways if not (stems and way.kind == "literal")]


def _with_filters(needs: Sequence[frozenset[int]], question: Question) -> list[frozenset[int]]:
    langs = [frozenset({lang}) for lang in question.any_lang] or [frozenset()]
    allowed = [
        question.must.union(*ways) for ways in islice(product(langs, *question.any_topics), NARROWED_AT_MOST)
    ]
    wanted = list(dict.fromkeys(needs))[:NEEDS_AT_MOST]
    narrowed = dict.fromkeys(need | filters for need in wanted for filters in allowed)
    return [need for need in narrowed if need][:NARROWED_AT_MOST]


def _newest_weeks(question: Question, now: datetime) -> list[frozenset[int]]:
    """Where nothing but a time was asked for: the newest of its weeks."""
    if question.since is None:
        return []
    first, last = era_of(question.since), era_of(now)
    weeks = range(last, max(first, last + 1 - NEEDS_AT_MOST) - 1, -1)
    return [frozenset({number_of(f"@era:{week}")}) for week in weeks]


async def _look(scope: Scope, known: Census, needs: Sequence[frozenset[int]], who: "_Who") -> list[Candidate]:
    """The newest that meet each need: everywhere where it is rare, in few weeks where it is common."""
    rare = [need for need in needs if _is_rare(_share(need, known), known)]
    common = [need for need in needs if need not in rare]
    found = await _everywhere(scope, rare, who)
    for need in common:
        found += await _in_weeks(scope, need, known, who)
    return found


class _Who(NamedTuple):
    """What every look asks for, in the order of its statement."""

    without: list[int]
    viewer_id: int
    since: datetime
    limit: int
    followed: Sequence[int]


async def _everywhere(scope: Scope, needs: Sequence[frozenset[int]], who: _Who) -> list[Candidate]:
    if not needs:
        return []
    return await store.ANYWHERE.all(scope.db, store.BUCKET, [_written(need) for need in needs], *who)


async def _in_weeks(scope: Scope, need: frozenset[int], known: Census, who: _Who) -> list[Candidate]:
    """Weeks are added until there are enough or no more weeks."""
    every = era_of(scope.now) + 1
    weeks = _weeks(_share(need, known), known, every - 1)
    while weeks < every:
        eras = [number_of(f"@era:{era}") for era in range(max(0, every - weeks), every + 1)]
        found = await store.IN_ERAS.all(scope.db, store.BUCKET, [_written(need)], eras, *who)
        if len(found) >= min(ENOUGH, who.limit):
            return found
        weeks *= _WIDENED
    return await _everywhere(scope, [need], who)


def _written(need: frozenset[int]) -> str:
    return "{" + ",".join(map(str, sorted(need))) + "}"


def _is_rare(share: float, known: Census) -> bool:
    return share * known.notes <= WORTH_LOOKING_AT


def _weeks(share: float, known: Census, newest: int) -> int:
    """How many of the newest weeks hold as many rows as are worth looking at."""
    expected, weeks = 0.0, 0
    while expected < WORTH_LOOKING_AT and weeks <= newest:
        expected += known.notes * share * known.shares.get(number_of(f"@era:{newest - weeks}"), 0.0)
        weeks += 1
    return max(1, weeks)


def _share(need: frozenset[int], known: Census) -> float:
    """In what part of the entries the rarest of these stands; 0 for a rare one."""
    return min((known.shares.get(number, 0.0) for number in need), default=1.0)
