"""Terms as the people of this site have them, held by one process: the shipped ones under their editions."""

import asyncio
import time

import msgspec

from hongqiao.features.lexicon import store
from hongqiao.features.lexicon.cards import CARDS_AT_MOST, CardBody, term_by
from hongqiao.features.lexicon.model import VERSION, Term
from hongqiao.features.lexicon.terms import SHIPPED, Terms, shipped_terms
from hongqiao.kernel.scope import Scope

FRESH_FOR_S = 20.0
"""How old what a process holds may be: an edition is used everywhere within that time."""


class CardShelf:
    """The newest edition of every card. `terms` never waits; look() makes it fresh."""

    def __init__(self) -> None:
        self.terms = SHIPPED
        self._held = 0
        self._looked_at = -FRESH_FOR_S
        self._lock = asyncio.Lock()

    async def look(self, scope: Scope) -> Terms:
        """The terms, at most 20 s old: one statement then, and a second where cards were edited."""
        if time.monotonic() - self._looked_at >= FRESH_FOR_S:
            async with self._lock:  # one process asks once, however many readers wait
                if time.monotonic() - self._looked_at >= FRESH_FOR_S:
                    await self.refresh(scope)
        return self.terms

    async def refresh(self, scope: Scope) -> None:
        """Reads what changed, now. Versions name the shipped data and how many editions lie over it."""
        count = await store.EDITION_COUNT.one(scope.db, store.CARDS_BUCKET)
        if count != self._held:
            rows = await store.NEWEST_CARDS.all(scope.db, store.CARDS_BUCKET, CARDS_AT_MOST)
            version = f"{VERSION}.{count}" if count else VERSION
            self.terms = Terms(version, _by_lang(rows))
            self._held = count
        self._looked_at = time.monotonic()


def _by_lang(rows: list[store.NewestCard]) -> dict[str, tuple[Term, ...]]:
    """Lists of the languages that people edited: changed terms in their place, new ones at the end."""
    decode = msgspec.json.Decoder(CardBody).decode
    edited: dict[str, dict[str, CardBody]] = {}
    for row in rows:
        edited.setdefault(row.lang, {})[row.term] = decode(row.body)
    return {lang: _merged(lang, bodies) for lang, bodies in edited.items()}


def _merged(lang: str, bodies: dict[str, CardBody]) -> tuple[Term, ...]:
    shipped = [term for term in shipped_terms(lang) if term.terms[0] not in bodies]
    places = {term.terms[0]: at for at, term in enumerate(shipped_terms(lang))}
    ours = [term_by(lang, name, body) for name, body in bodies.items() if not body.is_off]
    last = len(places)
    return tuple(sorted((*shipped, *ours), key=lambda term: places.get(term.terms[0], last)))
