"""The secret address under which somebody who left sees what became of it, and what is kept of it."""

import hashlib

from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import from_public, to_public


def address_of(account_id: int, key: str) -> str:
    """What stands behind /left/: it names the account by its number only."""
    return f"{to_public(account_id)}.{key}"


def read_address(address: str) -> tuple[int, str]:
    """Account and key; raises NotFound for what is no such address."""
    public, _, key = address.partition(".")
    account_id = from_public(public)
    if account_id is None or not key:
        raise NotFound
    return account_id, key


def digest(key: str) -> bytes:
    """What is kept of a key."""
    return hashlib.sha256(key.encode(errors="replace")).digest()


def handle_digest(handle: str) -> bytes:
    """What is kept of a handle. Anyone can ask whether a handle is taken; this says no more."""
    return hashlib.sha256(f"handle:{handle}".encode()).digest()
