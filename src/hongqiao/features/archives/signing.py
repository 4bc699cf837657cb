"""The manifest of an archive, its signature, and the check of both without a site."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from hongqiao.features.archives.kinds import TRAVELS, Row, hash_of
from hongqiao.features.archives.zips import JSON_BYTES, UNPACKED_BYTES, Zip
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.settings import MEBIBYTE

FORMAT = "hongqiao-archive"
VERSION = 1
MANIFEST, SIGNATURE = "hongqiao.json", "hongqiao.sig"
_MANIFEST_BYTES = 64 * MEBIBYTE
_SEAL = b"hongqiao archive\n"
"""Before what is signed, so that no signature over an archive can be one over a line of the log."""

IsSigned = Callable[[bytes, bytes, bytes], bool]


class KindLine(msgspec.Struct, frozen=True):
    """A kind of rows: how many, in which file, and the hash of the content of those that travel."""

    name: str
    rows: int
    hash: str
    travels: bool


class FileLine(msgspec.Struct, frozen=True):
    """A file of the archive. SHA-256, hex, over its bytes."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What an archive says of itself."""

    site: str
    site_name: str
    made_at: str
    handle: str
    locale: str
    kinds: tuple[KindLine, ...]
    files: tuple[FileLine, ...]
    format: Literal["hongqiao-archive"] = "hongqiao-archive"
    version: Literal[1] = 1


class Signature(msgspec.Struct, frozen=True):
    """By which key, over the manifest’s bytes. Hex."""

    key: str
    signature: str


def sealed(manifest: bytes) -> bytes:
    """What is signed."""
    return _SEAL + hashlib.sha256(manifest).hexdigest().encode()


def verify(archive: Zip, is_signed: IsSigned | None, *, key: str = "") -> tuple[Manifest, str]:
    """The manifest of a sound archive and the key that signed it; every file is read and held against it.

    Without `is_signed` the signature is not asked for. Raises Invalid with what is wrong.
    """
    try:
        written = archive.read(MANIFEST, at_most=_MANIFEST_BYTES)
        manifest = msgspec.json.decode(written, type=Manifest)
    except (NotFound, msgspec.DecodeError, UnicodeError) as wrong:
        raise Invalid(mark("This is no archive of a site like this one.")) from wrong
    signer = _signer(archive, written, is_signed) if is_signed is not None else ""
    if key and signer != key:
        raise Invalid(mark("This archive is signed by another key than the one that you trust."))
    _check_files(archive, manifest.files)
    return manifest, signer


def other_hashes(archive: Zip, manifest: Manifest) -> list[str]:
    """Kinds whose rows are others than the manifest says; none in a sound archive."""
    wrong = []
    for line in manifest.kinds:
        data = archive.read(f"data/{line.name}.json", at_most=JSON_BYTES)
        rows = msgspec.json.decode(data, type=list[Row])
        told = hash_of(line.name, rows) if line.travels and line.name in TRAVELS else ""
        if len(rows) != line.rows or told != line.hash:
            wrong.append(line.name)
    return wrong


def _signer(archive: Zip, written: bytes, is_signed: IsSigned) -> str:
    try:
        told = msgspec.json.decode(archive.read(SIGNATURE, at_most=4_096), type=Signature)
        key, signature = bytes.fromhex(told.key), bytes.fromhex(told.signature)
    except (NotFound, Invalid, msgspec.DecodeError, UnicodeError, ValueError) as wrong:
        raise Invalid(mark("This archive is not signed.")) from wrong
    if not is_signed(key, signature, sealed(written)):
        raise Invalid(mark("The signature of this archive is wrong: something in it was changed."))
    return told.key


def _check_files(archive: Zip, files: Sequence[FileLine]) -> None:
    listed = {file.name for file in files}
    if listed != set(archive.names) - {MANIFEST, SIGNATURE} or len(listed) != len(files):
        raise Invalid(mark("This archive lacks files or has others than it says."))
    for file in files:
        data = archive.read(file.name, at_most=min(file.size, UNPACKED_BYTES)) if file.size >= 0 else b""
        if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
            raise Invalid(mark("A file in this archive was changed."), detail=file.name[:200])
