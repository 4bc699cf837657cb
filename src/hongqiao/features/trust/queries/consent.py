"""SQL of the consent ledger. It lies in the bucket of the account, with the texts."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class Consent(msgspec.Struct, frozen=True):
    """One choice. `hash` is over it and over the choice before it."""

    number: int
    purpose: str
    choice: bool
    text_hash: bytes
    lang: str
    surface: str
    pack: str
    at: datetime
    hash: bytes


LAST = Query(
    Consent,
    """
    select number, purpose, choice, text_hash, lang, surface, pack, at, hash
    from consent
    where bucket = $1
      and account_id = $2
    order by number desc
    limit 1
    """,
)

ADD = Command(
    """
    insert into consent (
      bucket, account_id, number, purpose, choice, text_hash, lang, surface, pack, at, hash
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    on conflict do nothing
    """
)

KEEP_TEXT = Command(
    """
    insert into consent_text (bucket, hash, words)
    values ($1, $2, $3)
    on conflict do nothing
    """
)

TEXT = Query(
    str,
    """
    select words
    from consent_text
    where bucket = $1
      and hash = $2
    """,
)

STANDING = Query(
    bool,
    """
    select choice
    from consent
    where bucket = $1
      and account_id = $2
      and purpose = $3
    order by number desc
    limit 1
    """,
)

LEDGER = Query(
    Consent,
    """
    select number, purpose, choice, text_hash, lang, surface, pack, at, hash
    from consent
    where bucket = $1
      and account_id = $2
      and number > $3
    order by number
    limit 500
    """,
)

AGREED = Query(
    Consent,
    """
    select distinct on (purpose) number, purpose, choice, text_hash, lang, surface, pack, at, hash
    from consent
    where bucket = $1
      and account_id = $2
      and purpose = any($3)
    order by purpose, number desc
    limit 20
    """,
)
