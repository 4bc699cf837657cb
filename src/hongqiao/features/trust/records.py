"""What the transparency log publishes: keys, heads and entries, each one line of canonical JSON.

Canonical: UTF-8, keys sorted, no blanks, no escapes but those that JSON asks for. The line is what is hashed
and signed, so anyone can check it without knowing what its fields mean.
"""

from datetime import UTC, datetime
from typing import Literal, TypeVar

import msgspec

Action = Literal[
    "label", "warn", "age-gate", "demote", "hide", "remove", "restrict",
    "demonetise", "suspend", "terminate", "pause-reports", "reinstate",
]  # fmt: skip
"""What a decision does. Everything but `reinstate`, which takes one back, restricts somebody."""
Origin = Literal["own-initiative", "notice", "trusted-flagger", "order"]
Automation = Literal["none", "detected", "decided", "both"]
"""Whether software found what was decided on, took the decision itself, or both."""
SubjectKind = Literal["note", "comment", "account", "product-claim", "other"]

NO_HASH = "0" * 64


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One decision as everyone may see it: no words, no names; people only as a salted hash."""

    kind: Literal["entry"] = "entry"
    index: int
    decision: str  # public id
    at: str
    action: Action
    scope: tuple[str, ...]  # countries, ISO 3166; empty: everywhere
    until: str  # empty: without end
    category: str
    ground: str  # "terms:3.2" or "law:EU:2022/2065 art. 9"
    origin: Origin
    automation: Automation
    subject_kind: SubjectKind
    subject: str  # SHA-256 over salt and subject
    statement: str  # SHA-256 over salt and the statement of reasons
    took_min: int | None = None  # whole minutes from the first report; nothing when nobody reported
    reverses: str = ""  # the decision that this one takes back


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the log was at one moment, signed."""

    kind: Literal["head"] = "head"
    number: int
    origin: str
    size: int
    root: str
    at: str
    previous: str  # SHA-256 of the head before, as its line; NO_HASH for the first
    key: str
    signature: str = ""

    def signed_bytes(self) -> bytes:
        """What the signature is over: the line without it."""
        return canonical(msgspec.structs.replace(self, signature=""))


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """A public key that signs heads, vouched for by itself and by the key before it."""

    kind: Literal["key"] = "key"
    number: int
    key: str
    since: str
    previous: str  # public key before this one; empty for the first
    cross: str = ""  # signature by the key before; empty for the first
    signature: str = ""

    def signed_bytes(self) -> bytes:
        """What both signatures are over."""
        return canonical(msgspec.structs.replace(self, signature="", cross=""))


Record = TypeVar("Record", Entry, Head, Key)


def canonical(record: msgspec.Struct) -> bytes:
    """The one way to write a record."""
    return msgspec.json.encode(record, order="sorted")


def read_record(line: str | bytes, kind: type[Record]) -> Record:
    """The record in a line of ours; raises msgspec.ValidationError for anything else."""
    return msgspec.json.decode(line, type=kind)


def stamp(moment: datetime) -> str:
    """A moment as records tell it: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
