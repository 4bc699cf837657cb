"""Explore for one reader: context, candidates, values, order, rules, reasons, and the log, in this order.

Each part can be missing; what is then left out stands in `FeedPage.missing`.
"""

import logging
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from hongqiao.features import notes, translation
from hongqiao.features.notes import NoteLine
from hongqiao.features.recommendation import light, ranking
from hongqiao.features.recommendation.candidates import (
    BY_ACTIVITY,
    GENERATORS,
    Asked,
    Found,
    merged,
    newly,
    to_try,
)
from hongqiao.features.recommendation.known import Known, in_time, known_of
from hongqiao.features.recommendation.model import CONFIG, Choice, Reason
from hongqiao.features.recommendation.ranking import Valued
from hongqiao.features.recommendation.served import keep_served, served_before
from hongqiao.features.recommendation.stock import Indices
from hongqiao.features.recommendation.stockroom import Session, Stockroom
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import NoteId
from hongqiao.kernel.paging import PAGE_SIZE, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope

LOG = logging.getLogger("hongqiao.feeds")

SPARE = 6
"""Notes beyond a page, for those that the rules take out."""
GENERATING_S = 0.25
"""For all generators of a page together; they take some milliseconds."""
FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What sums over a stock can fail with."""
LOGGING_S = 2.0
"""What writing a page down may take."""
LOOKS = 4
"""Times that a page is put together while the rules took out more than the spare ones."""
UNSEEN_PAGES = 4
"""While so many pages of unseen notes are left, what was seen does not come again."""
PAGES_AT_MOST = 1_000
"""Pages of a session: more than there are notes in stock."""
_FOREIGN_LOOKED_AT = 6


class FeedPage(msgspec.Struct, frozen=True):
    """A page of Explore for one reader; `next` is empty at the end."""

    lines: Sequence[NoteLine]
    reasons: Mapping[NoteId, Reason]
    next: str
    known: Known
    missing: tuple[str, ...] = ()

    @property
    def choice(self) -> Choice:
        """What the reader chose."""
        return self.known.choice

    @property
    def mix(self) -> int:
        """Percent of the page in languages that they don’t read, as it was asked for."""
        return round(100 * (ranking.share_of(self.choice, is_newcomer=self.known.is_newcomer) or 0))


async def explore_for(
    scope: Scope, room: Stockroom, cursor: str = "", *, size: int = PAGE_SIZE
) -> FeedPage | None:
    """A page of the viewer's own Explore, or None while nothing is laid ready.

    No note comes twice in a session, and the same cursor gives the same page. Raises Invalid for a cursor
    that is none. Some six statements, all in the viewer's bucket, and one for the rules.
    """
    at = _place_in(cursor)
    await room.look(scope)
    if not len(room.stock):
        return None
    known = await known_of(scope)
    session, page = await _session(scope, room, known, at)
    if page in session.pages:
        return await _again(scope, session, page, known)
    chosen = await _chosen(scope, room, known, session, size)
    asked, lines = chosen.asked, chosen.lines
    places = [asked.stock.place[line.id] for line in lines]
    reasons = _reasons(asked, chosen.found, places, chosen.explored)
    if known.choice.profiled:
        record = keep_served(scope, session.id, page, chosen.valued, asked, lines, reasons, chosen.explored)
        _, failed = await in_time({"log": record}, LOGGING_S)
        if failed:  # the page is more than its record
            LOG.error("a page of Explore was not logged")
    session.pages[page] = [line.id for line in lines]
    session.reasons.update(reasons)
    session.given += session.pages[page]
    following = write_cursor(session.id, page + 1, len(session.given)) if chosen.more and lines else ""
    session.next[page] = following
    return FeedPage(lines, reasons, following, known, known.missing + chosen.missing)


class _Chosen(NamedTuple):
    """A page before it is shown: what was asked, what was found, and what the rules let through."""

    asked: Asked
    found: Sequence[Found]
    valued: Valued
    lines: Sequence[NoteLine]
    explored: set[int]
    more: bool
    missing: tuple[str, ...]


async def _chosen(scope: Scope, room: Stockroom, known: Known, session: Session, size: int) -> _Chosen:
    """Notes of a page; looked for again while the rules take out more than the spare ones."""
    for _ in range(LOOKS):
        asked = _asked(scope, room, known, session, size)
        found, missing = found_for(asked, room.without)
        stock = asked.stock  # the room may hold a newer one after each wait; indices are of this one
        valued = ranking.valued(asked, merged(found, stock, at_most=CONFIG.candidates))
        order, explored = await _ordered(scope, room, asked, found, valued, session, size)
        ids = [NoteId(int(stock.ids[one])) for one in order]
        allowed = await notes.lists.suggested(scope, ids)
        session.dropped |= set(ids) - {line.id for line in allowed}
        more = len(order) > size
        if len(allowed) >= size or not more:
            break
    return _Chosen(asked, found, valued, allowed[:size], explored, more, missing)


def _place_in(cursor: str) -> tuple[int, ...] | None:
    """Session, page and how many were given; what nobody wrote here would not fit into the log."""
    at = read_cursor(cursor, 3)
    if at is not None and not (0 < at[0] < 1 << 62 and 0 <= at[1] < PAGES_AT_MOST):
        raise Invalid(mark("This page address is broken. Start again from the first page."))
    return at


async def _session(
    scope: Scope, room: Stockroom, known: Known, at: tuple[int, ...] | None
) -> tuple[Session, int]:
    """The session that the cursor names and the page in it; one that was lost, or of which another process
    served a page, is read from the log.
    """
    if at is None:
        return room.begin(scope.me), 0
    held = room.session(at[0], scope.me)
    if held is not None and (len(held.given) >= at[2] or not known.choice.profiled):
        return held, at[1]
    given = await served_before(scope, at[0]) if known.choice.profiled else ()
    return room.begin(scope.me, id_=at[0], given=given), at[1]


async def _again(scope: Scope, session: Session, page: int, known: Known) -> FeedPage:
    lines = await notes.lists.suggested(scope, [NoteId(id_) for id_ in session.pages[page]])
    reasons = {line.id: session.reasons[line.id] for line in lines}
    return FeedPage(lines, reasons, session.next.get(page, ""), known)


def _asked(scope: Scope, room: Stockroom, known: Known, session: Session, size: int) -> Asked:
    stock = room.stock
    may = stock.authors != known.account_id
    may[stock.among([*session.given, *session.dropped, *known.hidden])] = False
    unseen = may.copy()
    unseen[stock.among(known.seen)] = False
    if unseen.sum() >= UNSEEN_PAGES * size:
        may = unseen
    near = {} if "near" in room.without else room.near
    model = light.DEFAULT if "model" in room.without else room.model
    return Asked(stock, near, known, scope.now.timestamp(), may, model, room.config)


def found_for(asked: Asked, without: frozenset[str] = frozenset()) -> tuple[list[Found], tuple[str, ...]]:
    """What all generators find together, and the names of those that failed or had no time left."""
    left_out = without if asked.known.choice.profiled else without | BY_ACTIVITY
    found: list[Found] = []
    missing: list[str] = []
    until = time.perf_counter() + GENERATING_S
    for name, look in GENERATORS.items():
        if name in left_out:
            continue
        if time.perf_counter() > until:
            missing.append(name)
            continue
        try:
            found += look(asked)
        except FAULTS:  # one that fails takes no page down
            LOG.exception("Explore goes on without %s", name)
            missing.append(name)
    return found, tuple(missing)


async def _ordered(
    scope: Scope,
    room: Stockroom,
    asked: Asked,
    found: Sequence[Found],
    valued: Valued,
    session: Session,
    size: int,
) -> tuple[list[int], set[int]]:
    """Indices of the stock in the order of the page, and those that are there to be tried."""
    start, stock = len(session.given), asked.stock
    new = await _picks(scope, room, asked, found, valued.indices, size, start)
    avoid = ranking.authors_before(stock, session.given)
    order = ranking.arranged(asked, valued, new, size=size, spare=SPARE, start=start, avoid=avoid)
    return order, {index for _, index in new}


async def _picks(
    scope: Scope,
    room: Stockroom,
    asked: Asked,
    found: Sequence[Found],
    candidates: Indices,
    size: int,
    start: int,
) -> list[tuple[int, int]]:
    """New notes for their places: in a language of the reader, or with a title in one."""
    new = to_try(found, candidates)
    if not len(new):
        return []
    readable = np.array([lang in asked.known.reads for lang in asked.stock.langs[new]], bool)
    if readable.sum() < 1 + size // 10:
        foreign = room.chance.permutation(new[~readable])[:_FOREIGN_LOOKED_AT]
        readable |= np.isin(new, await _translated(scope, asked, foreign))
    return ranking.picks(asked, new, size=size, start=start, chance=room.chance, readable=readable)


async def _translated(scope: Scope, asked: Asked, new: Indices) -> list[int]:
    """Those whose titles are there in the reader's language. Two statements."""
    cards = await notes.cards(scope, [NoteId(int(asked.stock.ids[one])) for one in new])
    texts = [card.title_text for card in cards.values()]
    stored = await translation.stored(scope, texts, scope.viewer.reads[0])
    return [asked.stock.place[card.id] for card in cards.values() if card.title_text.ref in stored]


def _reasons(
    asked: Asked, found: Sequence[Found], order: Sequence[int], explored: set[int]
) -> dict[NoteId, Reason]:
    """One reason a note: what is nearest to the reader of all that found it."""
    told: dict[int, Reason] = {index: newly(asked.stock, index) for index in explored}
    is_shown = np.zeros(len(asked.stock), bool)
    is_shown[list(order)] = True
    for one in found:
        for index in one.indices[is_shown[one.indices]].tolist():
            told.setdefault(index, one.reason(index))
    return {NoteId(int(asked.stock.ids[index])): told[index] for index in order}
