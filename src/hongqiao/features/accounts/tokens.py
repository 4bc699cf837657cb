"""Cookies that open something: ids of an account and of a row, and 256 random bits whose hash is kept."""

import hashlib
import hmac
import secrets

import msgspec

from hongqiao.kernel.ids import AccountId, from_public, to_public


class Ticket(msgspec.Struct, frozen=True):
    """What a cookie claims. Nothing of it is proven until `fits` says so."""

    account_id: AccountId
    row_id: int
    token: str

    def fits(self, token_hash: bytes) -> bool:
        """Whether the token is the one of which this hash is kept; in constant time."""
        return hmac.compare_digest(token_hash, digest(self.token))


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> bytes:
    """The hash under which a token is kept; a plain one will do for random bits."""
    return hashlib.sha256(token.encode(errors="replace")).digest()


def as_cookie(account_id: int, row_id: int, token: str) -> str:
    """The cookie's value."""
    return f"{to_public(account_id)}.{to_public(row_id)}.{token}"


def read_cookie(cookie: str) -> Ticket | None:
    """What the cookie claims, or None when it cannot be one of ours."""
    account, _, rest = cookie.partition(".")
    row, _, token = rest.partition(".")
    account_id, row_id = from_public(account), from_public(row)
    if account_id is None or row_id is None:
        return None
    return Ticket(AccountId(account_id), row_id, token)
