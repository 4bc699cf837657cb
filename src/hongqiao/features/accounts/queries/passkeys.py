"""SQL of passkeys, and of proofs that count once."""

import msgspec

from hongqiao.features.accounts.model import Passkey
from hongqiao.kernel.sql import Command, Query


class KeyRow(msgspec.Struct, frozen=True):
    """What a passkey's answer is checked against."""

    id: int
    account_id: int
    public_key: bytes
    sign_count: int


INSERT_PASSKEY = Command(
    """
    insert into passkey (bucket, id, account_id, credential_id, public_key, sign_count, name, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict do nothing
    """
)

PASSKEYS = Query(
    Passkey,
    """
    select id, name, credential_id, made_at, used_at
    from passkey
    where bucket = $1
      and account_id = $2
    order by id
    limit 50
    """,
)

KEY = Query(
    KeyRow,
    """
    select passkey.id, passkey.account_id, passkey.public_key, passkey.sign_count
    from passkey
    join account on account.bucket = passkey.bucket
      and account.id = passkey.account_id
    where passkey.bucket = $1
      and passkey.credential_id = $2
      and account.state in (0, 2, 3)
    """,
)

USE_PASSKEY = Command(
    """
    update passkey
    set sign_count = $3, used_at = $4
    where bucket = $1
      and id = $2
    """
)

NAME_PASSKEY = Command(
    """
    update passkey
    set name = $4
    where bucket = $1
      and account_id = $2
      and id = $3
    """
)

REMOVE_PASSKEY = Command(
    """
    delete from passkey
    where bucket = $1
      and account_id = $2
      and id = $3
    """
)

SPEND_PROOF = Command(
    """
    insert into spent_proof (bucket, hash, ends_at)
    values ($1, $2, $3)
    on conflict do nothing
    """
)

FORGET_PROOFS = Command(
    """
    delete from spent_proof
    where ends_at < $1
    """,
    buckets="scatter",
    why="the worker clears what is over in every bucket",
)
