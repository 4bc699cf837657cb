"""Codes of authenticator apps (RFC 6238: SHA-1, six digits, 30 seconds), and recovery codes. Pure rules."""

import base64
import hashlib
import hmac
import secrets
import struct
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_S = 30
DIGITS = 6
DRIFT_STEPS = 1
"""How many steps a clock may be off, either way."""

RECOVERY_CODES = 10
_SECRET_BYTES = 20  # as long as the hash. Source: RFC 4226, section 4
_GROUPS, _GROUP = 6, 4  # 120 bits of base-32: so many that a plain hash of a code is safe


def new_secret() -> bytes:
    """A secret for an authenticator app."""
    return secrets.token_bytes(_SECRET_BYTES)


def step_at(now: datetime) -> int:
    """The number of the 30 seconds in which this moment lies."""
    return int(now.timestamp()) // STEP_S


def code_of(secret: bytes, step: int) -> str:
    """The six digits of a step. Source: RFC 4226, section 5.3."""
    mac = hmac.digest(secret, struct.pack(">Q", step), hashlib.sha1)
    at = mac[-1] & 0xF
    return str((struct.unpack(">I", mac[at : at + 4])[0] & 0x7FFF_FFFF) % 10**DIGITS).zfill(DIGITS)


def step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """The step whose code this is, within the drift, or None. Compares every candidate, in constant time."""
    found, present = None, step_at(now)
    for step in range(present - DRIFT_STEPS, present + DRIFT_STEPS + 1):
        if hmac.compare_digest(code_of(secret, step).encode(), code.encode(errors="replace")):
            found = step
    return found


def typed(code: str) -> str:
    """A code as people type it, without the blanks and hyphens; digits of any script become ASCII."""
    signs = [sign for sign in code.casefold() if not sign.isspace() and sign not in "-–—·"]
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in signs)[:64]


def as_key(secret: bytes) -> str:
    """The secret as apps take it by hand: base-32 in groups of four."""
    plain = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def as_uri(secret: bytes, *, site: str, handle: str) -> str:
    """What the QR code says. Source: the key URI format of authenticator apps."""
    label = quote(f"{site}:{handle}", safe=":")
    named = urlencode({"secret": as_key(secret).replace(" ", ""), "issuer": site}, quote_via=quote)
    return f"otpauth://totp/{label}?{named}"


def new_recovery_code() -> str:
    """120 random bits in groups that can be read aloud."""
    plain = base64.b32encode(secrets.token_bytes(_GROUPS * _GROUP * 5 // 8)).decode().lower()
    return "-".join(plain[at : at + _GROUP] for at in range(0, _GROUPS * _GROUP, _GROUP))


def recovery_hash(code: str, account_id: int) -> bytes:
    """Under what a recovery code is kept; however it is typed, it is the same."""
    return hashlib.sha256(f"recovery:{account_id}:{typed(code)}".encode(errors="replace")).digest()
