"""An authenticator in software: makes passkeys and signs with them as browsers and their devices do."""

import base64
import hashlib
import json
import secrets
import struct

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Authenticator:
    """One device with at most one passkey; `flags` say what it claims about its owner."""

    def __init__(self, *, origin: str = "http://localhost:8000") -> None:
        self.origin, self.flags = origin, PRESENT | VERIFIED
        self.id, self.user, self.count = secrets.token_bytes(16), b"", 0
        self._key = ec.generate_private_key(ec.SECP256R1())

    def make(self, options: str, **client: str) -> str:
        """Answers to being asked for a new passkey."""
        asked = json.loads(options)
        self.user = base64.urlsafe_b64decode(asked["user"]["id"] + "==")
        public = self._key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32, "big"), -3: public.y.to_bytes(32, "big")}
        held = b"\0" * 16 + struct.pack(">H", len(self.id)) + self.id + cbor2.dumps(cose)
        data = self._data(asked["rp"]["id"], self.flags | ATTESTED) + held
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._client("webauthn.create", asked["challenge"], client)
        return self._answer({"clientDataJSON": text(said), "attestationObject": text(attestation)})

    def sign(self, options: str, **client: str) -> str:
        """Answers to being asked for a passkey that is there."""
        asked = json.loads(options)
        self.count += 1
        data = self._data(asked["rpId"], self.flags)
        said = self._client("webauthn.get", asked["challenge"], client)
        signed = self._key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": text(said),
                "authenticatorData": text(data),
                "signature": text(signed),
                "userHandle": text(self.user),
            }
        )

    def _data(self, party: str, flags: int) -> bytes:
        return hashlib.sha256(party.encode()).digest() + bytes([flags]) + struct.pack(">I", self.count)

    def _client(self, kind: str, challenge: str, changed: dict[str, str]) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps({**said, **changed}).encode()

    def _answer(self, response: dict[str, str]) -> str:
        whole = {"id": text(self.id), "rawId": text(self.id), "type": "public-key"}
        return json.dumps({**whole, "response": response, "clientExtensionResults": {}})
