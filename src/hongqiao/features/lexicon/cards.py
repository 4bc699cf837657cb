"""Culture cards: what a term means to those who say it. The shipped words are edition 0; none is lost."""

from datetime import datetime

import msgspec

from hongqiao.features.lexicon import store
from hongqiao.features.lexicon.model import Term
from hongqiao.features.lexicon.terms import terms_of
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, mark
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.scope import Scope

WHY_LENGTH = 600
SAID_LENGTH = 80
SOURCE_LENGTH = 200
EDITORS = frozenset({"admin"})
"""Roles that may edit cards."""


class CardBody(msgspec.Struct, frozen=True):
    """What an edition says: renderings and explanations by language, and where it is from."""

    said: dict[str, str]
    why: dict[str, str]
    source: str


class Edition(msgspec.Struct, frozen=True):
    """A card as it stood; edition 0 came with the product and has no editor."""

    number: int
    body: CardBody
    editor: str = ""
    made_at: datetime | None = None


class Card(msgspec.Struct, frozen=True):
    """A term with its newest edition first."""

    lang: str
    term: Term
    editions: tuple[Edition, ...]

    @property
    def name(self) -> str:
        return self.term.terms[0]

    @property
    def newest(self) -> Edition:
        return self.editions[0]


def may_edit_cards(scope: Scope) -> bool:
    """Whether the viewer is trusted with cards."""
    return scope.viewer.is_signed_in and scope.viewer.role in EDITORS


async def card(scope: Scope, lang: str, name: str) -> Card:
    """The card of a term by its first form. Raises NotFound."""
    term = next((one for one in terms_of(lang) if one.terms[0] == name), None)
    if term is None:
        raise NotFound
    rows = await store.EDITIONS.all(scope.db, _bucket(lang, name), lang, name)
    decode = msgspec.json.Decoder(CardBody).decode
    newer = [Edition(row.edition, decode(row.body), row.editor_handle, row.made_at) for row in rows]
    return Card(lang, term, (*newer, Edition(0, CardBody(term.said, term.why, term.source))))


async def edit_card(scope: Scope, lang: str, name: str, body: CardBody, *, based_on: int) -> Edition:
    """Adds an edition that follows the one it was based on.

    Raises NotAllowed, Invalid, and Conflict when somebody else has edited it meanwhile.
    """
    if not may_edit_cards(scope):
        raise NotAllowed(mark("Only people whom this site trusts with it may edit cards."))
    _check(body)
    known = await card(scope, lang, name)
    taken = known.newest.number != based_on or not await store.ADD_EDITION.run(
        scope.db,
        _bucket(lang, name),
        lang,
        name,
        based_on + 1,
        msgspec.json.encode(body).decode(),
        scope.me,
        scope.viewer.handle,
        scope.now,
    )
    if taken:
        raise Conflict(mark("Somebody else has changed this card meanwhile. Look at theirs first."))
    return Edition(based_on + 1, body, scope.viewer.handle, scope.now)


async def restore_edition(scope: Scope, lang: str, name: str, number: int) -> Edition:
    """Undoes: the older edition's words become the newest edition. Raises NotFound, NotAllowed, Conflict."""
    known = await card(scope, lang, name)
    older = next((one for one in known.editions if one.number == number), None)
    if older is None:
        raise NotFound
    return await edit_card(scope, lang, name, older.body, based_on=known.newest.number)


def _check(body: CardBody) -> None:
    if not body.why.get("en", "").strip():
        raise Invalid(fields={"why_en": mark("Say in English what this means; other languages may follow.")})
    if not body.source.strip() or len(body.source) > SOURCE_LENGTH:
        raise Invalid(fields={"source": mark("Say where this is from, in a line.")})
    is_long = any(len(words) > WHY_LENGTH for words in body.why.values()) or any(
        len(words) > SAID_LENGTH for words in body.said.values()
    )
    if is_long:
        raise Invalid(mark("A card is short: 600 characters for the explanation, 80 for each rendering."))


def _bucket(lang: str, name: str) -> int:
    return bucket_of_name(f"{lang}:{name}")
