"""The signing key as a file of the home, readable by its owner only.

It is read for each signature: web server and worker are two processes, and a new key takes over in both.
"""

import contextlib
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class HomeKey:
    """Ed25519 keys `log.key` and, while one takes over from another, `log.key.next` of the home."""

    def __init__(self, home: Path) -> None:
        self._now, self._next = home / "log.key", home / "log.key.next"

    def key(self) -> bytes:
        """The public key that signs now; made the first time."""
        return _private(self._now).public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """A signature by the key that signs now."""
        return _private(self._now).sign(message)

    def next_key(self) -> bytes:
        """The public key that will take over; made the first time."""
        return _private(self._next).public_key().public_bytes_raw()

    def sign_next(self, message: bytes) -> bytes:
        """A signature by the key that will take over."""
        return _private(self._next).sign(message)

    def take_over(self) -> None:
        """The next key becomes the one that signs; the former is gone."""
        self._next.replace(self._now)

    def is_signed(self, key: bytes, signature: bytes, message: bytes) -> bool:
        """Whether the signature over the message is by this public key."""
        return is_signed(key, signature, message)


def is_signed(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature over the message is by this public key; no secret is needed for it."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(path: Path) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except FileNotFoundError:
        _make(path)
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def _make(path: Path) -> None:
    """Makes the file unless somebody was faster; it outlives a power cut, as what it signs does."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes_raw())
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):  # another process was faster: theirs holds
        os.link(part, path)
    part.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
