"""The consent ledger: what somebody agreed to and took back, in which words, append-only and chained.

A choice is read from the database each time, so taking it back holds at once on every surface.
"""

import hashlib
from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

from hongqiao.features.trust import texts
from hongqiao.features.trust.events import ConsentTakenBack
from hongqiao.features.trust.queries import consent as sql
from hongqiao.features.trust.queries.consent import Consent
from hongqiao.kernel.errors import Conflict, Invalid, mark
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.moments import to_micros
from hongqiao.kernel.scope import Scope

Purpose = Literal[
    "terms", "privacy", "profiling-feed", "nearby", "mail", "push", "remote-translation", "transfer-abroad",
    "public-ratings", "guardian", "search-history",
]  # fmt: skip
PURPOSES: tuple[str, ...] = get_args(Purpose)
_TRIES = 5


async def choose(
    tx: Scope,
    account_id: AccountId,
    purpose: Purpose,
    *,
    yes: bool,
    words: str,
    lang: str,
    surface: str,
    pack: str = "",
) -> Consent:
    """Writes down a choice, beside the words as they were shown, in the caller's transaction.

    Emits ConsentTakenBack for a no.

    Raises Invalid for a purpose that there isn’t, or without words, language or surface.
    """
    if purpose not in PURPOSES or not (words.strip() and lang and surface):
        raise Invalid(mark("A choice needs the words that were shown."))
    bucket, text = bucket_of(account_id), hashlib.sha256(words.encode()).digest()
    await sql.KEEP_TEXT.run(tx.db, bucket, text, words)
    for _ in range(_TRIES):
        last = await sql.LAST.maybe(tx.db, bucket, account_id)
        number = last.number + 1 if last else 0
        made = Consent(number, purpose, yes, text, lang, surface, pack, tx.now, b"")
        made = msgspec.structs.replace(made, hash=chained(made, last.hash if last else b""))
        values = (purpose, yes, text, lang, surface, pack, tx.now, made.hash)
        if await sql.ADD.run(tx.db, bucket, account_id, number, *values):
            if not yes:
                await tx.record(ConsentTakenBack(bucket=bucket, account_id=account_id, purpose=purpose))
            return made
    raise Conflict(mark("Something else was chosen at the same moment. Try again."))


async def stands(scope: Scope, account_id: AccountId, purpose: Purpose) -> bool:
    """Whether somebody agrees to this now; False when they were never asked."""
    return bool(await sql.STANDING.maybe(scope.db, bucket_of(account_id), account_id, purpose))


async def choice(scope: Scope, account_id: AccountId, purpose: Purpose) -> bool | None:
    """What somebody chose last about this; None when they were never asked."""
    return await sql.STANDING.maybe(scope.db, bucket_of(account_id), account_id, purpose)


async def agree(tx: Scope, account_id: AccountId, *, lang: str, surface: str) -> None:
    """Writes down that somebody agrees to terms and privacy text as they are shown in this language."""
    for name in texts.AGREED_TO:
        shown = texts.text(tx.ports.settings, name, lang)
        await choose(tx, account_id, name, yes=True, words=shown.words, lang=shown.lang, surface=surface)


async def has_agreed(scope: Scope, account_id: AccountId) -> bool:
    """Whether somebody agreed to the texts as they are now, in any language. One statement."""
    last = await sql.AGREED.all(scope.db, bucket_of(account_id), account_id, list(texts.AGREED_TO))
    agreed = {one.purpose: one.text_hash for one in last if one.choice}
    return all(agreed.get(name) in texts.hashes(scope.ports.settings, name) for name in texts.AGREED_TO)


async def ledger(scope: Scope, account_id: AccountId) -> list[Consent]:
    """Every choice, oldest first; for their own page and for export."""
    found: list[Consent] = []
    while page := await sql.LEDGER.all(
        scope.db, bucket_of(account_id), account_id, found[-1].number if found else -1
    ):
        found += page
    return found


async def words_of(scope: Scope, account_id: AccountId, consent: Consent) -> str:
    """The words to which this choice was made."""
    return await sql.TEXT.one(scope.db, bucket_of(account_id), consent.text_hash)


def chained(consent: Consent, before: bytes) -> bytes:
    """Hash of a choice: SHA-256 over the hash before it and its own fields."""
    told = (consent.number, consent.purpose, consent.choice, consent.text_hash.hex(), consent.lang)
    where = (consent.surface, consent.pack, to_micros(consent.at))
    return hashlib.sha256(before + msgspec.json.encode((*told, *where))).digest()


def is_whole(choices: Sequence[Consent]) -> bool:
    """Whether nothing in a ledger was altered, dropped or moved; what was cut off can’t be seen."""
    before = b""
    for number, consent in enumerate(choices):
        if consent.number != number or consent.hash != chained(consent, before):
            return False
        before = consent.hash
    return True
