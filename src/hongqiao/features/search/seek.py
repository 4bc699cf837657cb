"""Searching notes: candidates by words and by meaning, fused, held against who may see what, ranked."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence

import msgspec

from hongqiao.features import notes, people
from hongqiao.features.search import meaning, store
from hongqiao.features.search.corrections import corrected
from hongqiao.features.search.folding import fold
from hongqiao.features.search.model import Candidate, Hit, Near, Scorer, Weighing, blended, fused
from hongqiao.features.search.query import Question, Synonyms, ask, listed_as
from hongqiao.features.search.retrieve import Census, candidates, census
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import AccountId, NoteId
from hongqiao.kernel.scope import Scope

CENSUS_STANDS_S = 60.0
RANKED_AT_MOST, HITS_AT_MOST = 160, 120
"""How many notes are held against who may see them, and how many a search finds at most."""

_SCARCELY = 0.12
"""A lexical score below which a note shares only scraps of the words."""


_VAGUE = frozenset({"meaning", "initials"})
_RELATED_OF, _RELATED = 24, 8


class Answer(msgspec.Struct, frozen=True):
    """What was found, topics that lie near, and the words that were meant instead of the typed ones."""

    hits: list[Hit]
    related: tuple[str, ...] = ()
    meant: str = ""


class Finder:
    """Searches in one process: knows the names of topics, and keeps the census for a minute."""

    def __init__(self, synonyms: Synonyms | None = None, *, deadline_s: float = meaning.DEADLINE_S) -> None:
        self._synonyms, self._deadline_s = synonyms, deadline_s
        self._census, self._taken_at = Census(), -CENSUS_STANDS_S

    async def find(self, scope: Scope, text: str) -> list[Hit]:
        """Notes that answer the text and that the viewer may see, best first; see answer."""
        return (await self.answer(scope, text)).hits

    async def answer(self, scope: Scope, text: str) -> Answer:
        """As find, and what may have been meant where no note holds what was typed: its notes come first."""
        question = await self.question(scope, text)
        if question.is_empty:
            return Answer([])
        hits = await self._hits(scope, question)
        if not question.clauses or any(set(hit.why) - _VAGUE for hit in hits):
            return Answer(hits, await self._related(scope, question, hits))
        meant = await corrected(scope, question)
        better = await self._hits(scope, await self.question(scope, meant)) if meant else []
        if not any(set(hit.why) - _VAGUE for hit in better):
            return Answer(hits, await self._related(scope, question, hits))
        first = {hit.id for hit in better}
        return Answer([*better, *(hit for hit in hits if hit.id not in first)][:HITS_AT_MOST], meant=meant)

    async def _hits(self, scope: Scope, question: Question) -> list[Hit]:
        known = await self._known(scope)
        followed = await people.followed_by(scope)
        found, near = await asyncio.gather(
            candidates(scope, question, known, followed), self._near(scope, question, followed)
        )
        ranked = _ranked(question, found, Weighing(known.shares, known.notes))
        near = await _narrowed(scope, question, near, followed)
        return await _seen(scope, question, _fused(scope, ranked, near)[:RANKED_AT_MOST])

    async def _related(self, scope: Scope, question: Question, hits: Sequence[Hit]) -> tuple[str, ...]:
        """Topics of the first notes that were found, all visible to the viewer; the commonest first."""
        first = [hit.id for hit in hits[:_RELATED_OF]]
        labels = await store.LABELS_OF.all(scope.db, store.BUCKET, first) if first else []
        asked = {fold(question.words), *(one.slug for slug in question.topics for one in listed_as(slug))}
        topics = Counter(label[1:] for label in labels if label[0] == "#" and label[1:] not in asked)
        return tuple(topic for topic, _ in topics.most_common(_RELATED))

    async def question(self, scope: Scope, text: str) -> Question:
        """The text as a question; handles of authors become their ids, unknown ones an id that nobody has."""
        question = ask(text, now=scope.now, synonyms=self._synonyms)
        if not question.authors:
            return question
        ids = []
        for handle in question.authors[:3]:
            try:
                ids.append(str((await people.person(scope, handle)).id))
            except NotFound:
                ids.append("0")
        return msgspec.structs.replace(question, authors=tuple(ids))

    async def _near(self, scope: Scope, question: Question, followed: Sequence[AccountId]) -> list[Near]:
        if not question.clauses or question.phrases:
            return []
        return await meaning.near(scope, question.words, followed, deadline_s=self._deadline_s)

    async def _known(self, scope: Scope) -> Census:
        if time.monotonic() - self._taken_at >= CENSUS_STANDS_S:
            self._taken_at = time.monotonic()
            self._census = await census(scope)
        return self._census


def _fused(scope: Scope, ranked: Sequence[Hit], near: Sequence[Near]) -> list[Hit]:
    vectors = scope.ports.vectors
    if vectors is None or not near:
        return fused(ranked, near, likely=1.0)
    return fused(ranked, near, likely=vectors.likely, serves=vectors.serves)


def _ranked(question: Question, found: Sequence[Candidate], weighing: Weighing) -> list[Hit]:
    hits = []
    scorer = Scorer(question, weighing)
    for one in found:
        score, why = scorer.score(frozenset(one.tokens))
        if score >= _SCARCELY or not question.clauses:
            hits.append(Hit(one.id, max(score, _SCARCELY), why, one.lang, one.made_at))
    return sorted(hits, key=lambda hit: (-hit.score, -hit.id))


async def _narrowed(
    scope: Scope, question: Question, near: Sequence[Near], followed: Sequence[AccountId]
) -> list[Near]:
    """Those that meet the filters and hold no word that was left out: their entries say so."""
    if not near or not (question.has_filters or question.without):
        return list(near)
    me = scope.viewer.account_id or 0
    entries = await store.ENTRIES_OF.all(scope.db, store.BUCKET, [one.id for one in near], me, followed)
    fitting = {one.id for one in entries if question.fits(frozenset(one.tokens), one.made_at)}
    return [one for one in near if one.id in fitting]


async def _seen(scope: Scope, question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """What the viewer may see, with what is thought of it: one statement of the notes feature."""
    lines = {line.id: line for line in await notes.lines(scope, [NoteId(hit.id) for hit in hits])}
    reads = scope.viewer.reads if scope.viewer.is_signed_in else ()
    seen = [
        msgspec.structs.replace(
            hit,
            score=blended(hit, likes=lines[hit.id].likes, reads=reads, now=scope.now),
            lang=lines[hit.id].lang,
        )
        for hit in hits
        if hit.id in lines
    ]
    if question.phrases:
        seen = await _with_phrases(scope, question, seen)
    return sorted(seen, key=lambda hit: (-hit.score, -hit.id))[:HITS_AT_MOST]


async def _with_phrases(scope: Scope, question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """Those in whose words the phrases stand, sign by sign."""
    words = await notes.lists.words_of(scope, [NoteId(hit.id) for hit in hits])
    holding = {
        note.id for note in words if question.stands_in("\n".join((note.title, note.body, note.place)))
    }
    return [hit for hit in hits if hit.id in holding]
