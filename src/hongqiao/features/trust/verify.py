"""Checks a downloaded transparency log without the site: every key, head and entry, from the bytes alone."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from hongqiao.features.trust.merkle import EMPTY_ROOT, Growing
from hongqiao.features.trust.records import NO_HASH, Entry, Head, Key, canonical, read_record

IsSigned = Callable[[bytes, bytes, bytes], bool]
"""(public key, signature, message)."""

UNREADABLE, ENTRIES, HEADS, KEYS, SAVED = 3, 4, 5, 6, 7
"""Exit codes: the file is no log; entries are wrong; a head is; a key is; the log denies a saved head."""

_KINDS: dict[str, type[Entry] | type[Head] | type[Key]] = {"key": Key, "head": Head, "entry": Entry}
_ORDER = list(_KINDS)
_HEX = re.compile(r"[0-9a-f]+")


class LogTrouble(Exception):
    """The log is not what it should be; one sentence, and the exit code that goes with it."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code


class Verified(msgspec.Struct, frozen=True):
    """What a log that passed is."""

    origin: str
    entries: int
    heads: int
    keys: int
    last: Head


def verify_log(
    lines: Iterable[bytes], is_signed: IsSigned, *, saved: Head | None = None, key: str = ""
) -> Verified:
    """Reads the whole log once. `saved` is a head kept earlier, `key` the public key that is trusted.

    Raises LogTrouble with the first fault. Without `key` the first key of the file is believed; without
    `saved` a log that was cut off together with its heads cannot be told from a younger one.
    """
    records = _records(lines)
    keys, record = _read_keys(records, is_signed, key)
    heads, record = _read_heads(records, record, keys, is_signed)
    if saved is not None:
        _check_saved(saved, heads, keys, is_signed)
    size = _read_entries(records, record, heads)
    return Verified(heads[-1].origin, size, len(heads), len(keys), heads[-1])


def read_head(text: bytes) -> Head:
    """A head as it was saved: its line. Raises LogTrouble for anything else."""
    try:
        head = read_record(text.strip(), Head)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeError):
        raise LogTrouble(UNREADABLE, "The file with the saved head holds no head.") from None
    if canonical(head) != text.strip():
        raise LogTrouble(UNREADABLE, "The saved head is not written as heads are.")
    return head


Found = tuple[int, Entry | Head | Key, bytes] | None
"""Line number, record and its bytes; None at the end of the file."""


def _records(lines: Iterable[bytes]) -> Iterator[tuple[int, Entry | Head | Key, bytes]]:
    reached = 0
    for number, raw in enumerate(lines, 1):
        line = raw[:-1] if raw.endswith(b"\n") else b""
        record = _record(line)
        if record is None:
            raise LogTrouble(UNREADABLE, f"Line {number} is no record of a log, or was changed.")
        place = _ORDER.index(record.kind)
        if place < reached:
            raise LogTrouble(ENTRIES, f"Line {number} stands where no {record.kind} may stand.")
        reached = place
        yield number, record, line


def _record(line: bytes) -> Entry | Head | Key | None:
    """The record, if it is written in the one way in which it can be written."""
    for kind in _KINDS.values():
        try:
            record = read_record(line, kind)
        except (msgspec.ValidationError, msgspec.DecodeError, UnicodeError):
            continue
        return record if canonical(record) == line else None
    return None


def _read_keys(records: Iterator, is_signed: IsSigned, trusted: str) -> tuple[list[Key], Found]:
    keys: list[Key] = []
    for found in records:
        number, key, _ = found
        if not isinstance(key, Key):
            break
        before = keys[-1].key if keys else ""
        if key.number != len(keys) or key.previous != before:
            raise LogTrouble(KEYS, f"The key in line {number} does not follow the key before it.")
        signed = key.signed_bytes()
        is_own = _is_by(key.key, key.signature, signed, is_signed)
        is_crossed = not key.cross if not keys else _is_by(before, key.cross, signed, is_signed)
        if not (is_own and is_crossed):
            raise LogTrouble(KEYS, f"The key in line {number} is not vouched for.")
        keys.append(key)
    else:
        found = None
    if not keys:
        raise LogTrouble(KEYS, "The log names no key.")
    if trusted and trusted not in {key.key for key in keys}:
        raise LogTrouble(KEYS, "The log is not signed by the key that you trust, or by one that followed it.")
    return keys, found


def _read_heads(
    records: Iterator, found: Found, keys: list[Key], is_signed: IsSigned
) -> tuple[list[Head], Found]:
    heads: list[Head] = []
    previous, order, known = NO_HASH, 0, [key.key for key in keys]
    while found is not None and isinstance(found[1], Head):
        number, head, line = found
        is_next = head.number == len(heads) and head.previous == previous
        if not is_next or (heads and head.size < heads[-1].size):  # the address of a site may change
            raise LogTrouble(HEADS, f"The head in line {number} does not follow the head before it.")
        at = known.index(head.key) if head.key in known else -1
        if at < order or not _is_by(head.key, head.signature, head.signed_bytes(), is_signed):
            raise LogTrouble(HEADS, f"The head in line {number} is not signed by a key of this log.")
        order, previous = at, hashlib.sha256(line).hexdigest()
        heads.append(head)
        found = next(records, None)
    if not heads:
        raise LogTrouble(HEADS, "The log has no head that vouches for it.")
    return heads, found


def _check_saved(saved: Head, heads: list[Head], keys: list[Key], is_signed: IsSigned) -> None:
    is_known = saved.key in {key.key for key in keys}
    if not is_known or not _is_by(saved.key, saved.signature, saved.signed_bytes(), is_signed):
        raise LogTrouble(SAVED, "The saved head is not signed by a key of this log.")
    if saved.number >= len(heads):
        raise LogTrouble(
            SAVED, f"The log ends before the saved head of {saved.at}: heads or entries were cut off."
        )
    if canonical(heads[saved.number]) != canonical(saved):
        raise LogTrouble(SAVED, f"The log tells another story than the saved head of {saved.at}.")


def _read_entries(records: Iterator, found: Found, heads: list[Head]) -> int:
    growing, waiting, decisions = Growing(), iter(heads), set[str]()
    head = _pass_heads(next(waiting, None), waiting, growing)
    while found is not None:
        number, entry, line = found
        if entry.index != growing.size or entry.decision in decisions:
            raise LogTrouble(
                ENTRIES, f"Line {number} is out of order: an entry was dropped, moved or doubled."
            )
        if head is None:
            raise LogTrouble(ENTRIES, f"No head vouches for the entry in line {number}.")
        decisions.add(entry.decision)
        growing.add(line)
        head = _pass_heads(head, waiting, growing)
        found = next(records, None)
    if head is not None:
        raise LogTrouble(ENTRIES, f"The log has {growing.size} entries, and its heads vouch for {head.size}.")
    return growing.size


def _pass_heads(head: Head | None, waiting: Iterator[Head], growing: Growing) -> Head | None:
    """Holds each head of this size against the tree; returns the first that is of more entries."""
    while head is not None and head.size == growing.size:
        if head.root != (growing.root if growing.size else EMPTY_ROOT).hex():
            raise LogTrouble(
                ENTRIES,
                f"The first {head.size} entries are not those that the head of {head.at} vouches for.",
            )
        head = next(waiting, None)
    return head


def _is_by(key: str, signature: str, message: bytes, is_signed: IsSigned) -> bool:
    """Signatures and keys in small hexadecimal only, so that there is one way to write them."""
    if not (_HEX.fullmatch(key) and _HEX.fullmatch(signature)) or len(key) != 64 or len(signature) != 128:
        return False
    return is_signed(bytes.fromhex(key), bytes.fromhex(signature), message)
