"""Culture cards: what a term means to those who say it. The shipped words are edition 0; none is lost."""

from datetime import datetime

import msgspec

from hongqiao.features.lexicon import store
from hongqiao.features.lexicon.model import Stands, Term
from hongqiao.features.lexicon.terms import LANGS, SHIPPED
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, mark
from hongqiao.kernel.scope import Scope

WHY_LENGTH = 600
SAID_LENGTH = 80
SOURCE_LENGTH = 200
NAME_LENGTH = 40
GUARDS_AT_MOST = 20
CARDS_AT_MOST = 5_000
"""Cards that people of one site may add or change: each process holds them all."""
EDITORS = frozenset({"admin"})
"""Roles that may edit cards."""


class CardBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an edition says: renderings and explanations by language, where it is from, and where it stands.

    `also` are other forms of the term; guards are as in Term. None leaves them as they came with the
    product. A card that is off is found in no text.
    """

    said: dict[str, str]
    why: dict[str, str]
    source: str
    also: tuple[str, ...] | None = None
    stands: Stands | None = None
    not_after: tuple[str, ...] | None = None
    not_before: tuple[str, ...] | None = None
    is_off: bool = False


class Edition(msgspec.Struct, frozen=True):
    """A card as it stood; edition 0 came with the product and has no editor."""

    number: int
    body: CardBody
    editor: str = ""
    made_at: datetime | None = None


class Card(msgspec.Struct, frozen=True):
    """A term as its newest edition has it, and all editions, newest first."""

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


def term_by(lang: str, name: str, body: CardBody) -> Term:
    """The term that an edition tells of: what it leaves open is as shipped."""
    shipped = SHIPPED.named(lang, name) or Term((name,), "slang", {}, {})
    told = {
        "terms": None if body.also is None else (name, *body.also),
        "stands": body.stands,
        "not_after": body.not_after,
        "not_before": body.not_before,
    }
    open_ones = {field: value for field, value in told.items() if value is not None}
    return msgspec.structs.replace(shipped, said=body.said, why=body.why, source=body.source, **open_ones)


async def card(scope: Scope, lang: str, name: str) -> Card:
    """The card of a term by its first form. Raises NotFound; for most people also where the card is off."""
    if lang not in LANGS:
        raise NotFound
    rows = await store.EDITIONS.all(scope.db, store.CARDS_BUCKET, lang, name)
    decode = msgspec.json.Decoder(CardBody).decode
    editions = [Edition(row.edition, decode(row.body), row.editor_handle, row.made_at) for row in rows]
    if (shipped := SHIPPED.named(lang, name)) is not None:
        editions.append(Edition(0, CardBody(shipped.said, shipped.why, shipped.source)))
    if not editions or (editions[0].body.is_off and not may_edit_cards(scope)):
        raise NotFound
    return Card(lang, term_by(lang, name, editions[0].body), tuple(editions))


async def add_card(scope: Scope, lang: str, name: str, body: CardBody) -> Edition:
    """Makes a card for a term that the lexicon doesn't have.

    Raises NotAllowed, Invalid, and Conflict when there is such a card already.
    """
    _trusted(scope)
    if lang not in LANGS:
        raise Invalid(fields={"lang": mark("Choose one of these languages.")})
    if not name.strip() or len(name) > NAME_LENGTH or "\n" in name:
        raise Invalid(fields={"term": mark("Write the word as people write it, in 40 signs at most.")})
    if len(name) == 1 and body.stands in (None, "anywhere"):
        raise Invalid(
            fields={"stands": mark("A single sign is part of many words: let it stand by itself only.")}
        )
    _check(body)
    forms = {form.lower() for term in SHIPPED.of(lang) for form in term.terms}
    if name.lower() in forms or await store.EDITIONS.maybe(scope.db, store.CARDS_BUCKET, lang, name):
        raise Conflict(mark("There is a card for this word already. Edit that one."))
    if await store.CARD_COUNT.one(scope.db, store.CARDS_BUCKET) >= CARDS_AT_MOST:
        raise Invalid(mark("This site has as many cards of its own as it can hold."))
    return await _add_edition(scope, lang, name, body, 1)


async def edit_card(scope: Scope, lang: str, name: str, body: CardBody, *, based_on: int) -> Edition:
    """Adds an edition that follows the one it was based on.

    Raises NotAllowed, Invalid, and Conflict when somebody else has edited it meanwhile.
    """
    _trusted(scope)
    _check(body)
    known = await card(scope, lang, name)
    if known.newest.number != based_on:
        raise Conflict(_CHANGED)
    return await _add_edition(scope, lang, name, body, based_on + 1)


async def restore_edition(scope: Scope, lang: str, name: str, number: int) -> Edition:
    """Undoes: the older edition's words become the newest edition. Raises NotFound, NotAllowed, Conflict."""
    known = await card(scope, lang, name)
    older = next((one for one in known.editions if one.number == number), None)
    if older is None:
        raise NotFound
    return await edit_card(scope, lang, name, older.body, based_on=known.newest.number)


async def take_off(scope: Scope, lang: str, name: str, *, based_on: int) -> Edition:
    """Adds an edition that is found in no text and shown to nobody else; an older one can be brought back."""
    known = await card(scope, lang, name)
    body = msgspec.structs.replace(known.newest.body, is_off=True)
    return await edit_card(scope, lang, name, body, based_on=based_on)


_CHANGED = mark("Somebody else has changed this card meanwhile. Look at theirs first.")


async def _add_edition(scope: Scope, lang: str, name: str, body: CardBody, number: int) -> Edition:
    is_ours = await store.ADD_EDITION.run(
        scope.db,
        store.CARDS_BUCKET,
        lang,
        name,
        number,
        msgspec.json.encode(body).decode(),
        scope.me,
        scope.viewer.handle,
        scope.now,
    )
    if not is_ours:
        raise Conflict(_CHANGED)
    return Edition(number, body, scope.viewer.handle, scope.now)


def _trusted(scope: Scope) -> None:
    if not may_edit_cards(scope):
        raise NotAllowed(mark("Only people whom this site trusts with it may edit cards."))


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
    for field in ("also", "not_after", "not_before"):
        given = getattr(body, field) or ()
        if len(given) > GUARDS_AT_MOST or any(len(one) > NAME_LENGTH for one in given):
            raise Invalid(fields={field: mark("At most 20 of them, each of 40 signs at most.")})
