"""Sealing what must be read again, with a key out of the site's secret: AES-256-GCM, bound to whose it is.

Layout: 4 bytes that name the key, 12 of nonce, the rest as AES-GCM gives it.
"""

import hashlib
import hmac
import secrets

from hongqiao.kernel.errors import Unavailable, mark
from hongqiao.kernel.settings import Settings

_NAME, _NONCE = 4, 12


def seal(settings: Settings, plain: bytes, *, bound_to: bytes) -> bytes:
    """The bytes, sealed with the present secret."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # 6 MB that few requests need

    key, nonce = _key(settings.secret), secrets.token_bytes(_NONCE)
    return _name(key) + nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def unseal(settings: Settings, sealed: bytes, *, bound_to: bytes) -> bytes:
    """What was sealed with the present secret or one before it. Raises Unavailable when no secret fits."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    name, nonce, body = sealed[:_NAME], sealed[_NAME : _NAME + _NONCE], sealed[_NAME + _NONCE :]
    for secret in (settings.secret, *settings.old_secrets):
        key = _key(secret)
        if hmac.compare_digest(_name(key), name):
            try:
                return AESGCM(key).decrypt(nonce, body, bound_to)
            except InvalidTag:
                break
    raise Unavailable(
        mark("This site has lost what it needs to check your code. Use a recovery code."),
        detail="nothing opens a sealed secret: has the site’s secret been replaced without rotation?",
    )


def is_of_old(settings: Settings, sealed: bytes) -> bool:
    """Whether another secret than the present one sealed it."""
    return not hmac.compare_digest(_name(_key(settings.secret)), sealed[:_NAME])


def _key(secret: bytes) -> bytes:
    return hmac.digest(secret, b"seal", "sha256")


def _name(key: bytes) -> bytes:
    return hashlib.sha256(b"name of " + key).digest()[:_NAME]
