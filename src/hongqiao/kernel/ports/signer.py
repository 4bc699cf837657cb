"""The signer: the key by which this installation vouches for what it publishes."""

from typing import Protocol


class Signer(Protocol):
    """Signs with Ed25519. Keys are 32 bytes, signatures 64."""

    def key(self) -> bytes:
        """The public key that signs now; made the first time."""
        ...

    def sign(self, message: bytes) -> bytes:
        """A signature over the message by the key that key() tells."""
        ...

    def sign_next(self, message: bytes) -> bytes:
        """A signature by the key that will take over; see next_key()."""
        ...

    def next_key(self) -> bytes:
        """The public key that will take over; made the first time it is asked for."""
        ...

    def take_over(self) -> None:
        """From now on the next key signs, in every process; the former one is deleted."""
        ...

    def is_signed(self, key: bytes, signature: bytes, message: bytes) -> bool:
        """Whether the signature over the message is by this public key."""
        ...
