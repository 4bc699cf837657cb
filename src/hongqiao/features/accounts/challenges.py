"""Challenges that passkeys sign: good for ten minutes, for one purpose and one session, and each counts once.

Nothing is stored when one is made. Layout: 8 bytes of when it ends, 16 random, 16 of HMAC-SHA-256.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from hongqiao.kernel.settings import Settings

Purpose = Literal["sign in", "add", "prove", "join"]
LASTS = timedelta(minutes=10)
_ENDS, _NONCE, _MAC = 8, 16, 16
_HERE = frozenset({"127.0.0.1", "[::1]", "::1", "localhost"})


class Party(msgspec.Struct, frozen=True):
    """For whom passkeys are made: the host's name, and the addresses at which it may ask for them."""

    name: str
    origins: tuple[str, ...]


def party_of(settings: Settings) -> Party | None:
    """The site as passkeys know it; None where its address is no name, for then browsers make none.

    On the machine itself that name is localhost, whatever the address says.
    """
    origin = settings.origin.rstrip("/")
    parts = urlsplit(origin)
    host = parts.hostname or ""
    if host in _HERE:
        port = f":{parts.port}" if parts.port else ""
        return Party("localhost", (origin, f"{parts.scheme}://localhost{port}"))
    if not host or ":" in host or host.replace(".", "").isdecimal():
        return None
    return Party(host, (origin,))


def make_challenge(settings: Settings, purpose: Purpose, bound_to: str, now: datetime) -> bytes:
    """A challenge for this session."""
    head = int((now + LASTS).timestamp()).to_bytes(_ENDS, "big") + secrets.token_bytes(_NONCE)
    return head + _mac(settings.secret, head, purpose, bound_to)


def is_good(settings: Settings, challenge: bytes, purpose: Purpose, bound_to: str, now: datetime) -> bool:
    """Whether we made it, for this purpose and session, and it isn't over."""
    head, mac = challenge[: _ENDS + _NONCE], challenge[_ENDS + _NONCE :]
    secrets_known = (settings.secret, *settings.old_secrets)
    made_here = [hmac.compare_digest(_mac(one, head, purpose, bound_to), mac) for one in secrets_known]
    return any(made_here) and int.from_bytes(head[:_ENDS], "big") > now.timestamp()


def _mac(secret: bytes, head: bytes, purpose: Purpose, bound_to: str) -> bytes:
    said = b"challenge:" + head + f"{purpose}:{bound_to}".encode(errors="replace")
    return hmac.digest(secret, said, "sha256")[:_MAC]
