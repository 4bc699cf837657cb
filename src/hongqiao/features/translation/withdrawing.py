"""Corrections of words that are gone: they go at once, and a job clears what was made of them elsewhere."""

import msgspec

from hongqiao.features.translation import remembered
from hongqiao.features.translation.agreement import Correction
from hongqiao.features.translation.queries import corrections as rows
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.ports.jobs import EVENT
from hongqiao.kernel.scope import Scope

SPREAD = "spread correction"


class Spread(msgspec.Struct, frozen=True):
    """The body of a job: which correction, and where its words may lie. Hashes, no words."""

    key: str
    target: str
    correction_id: int
    text_key: str
    shared: bool
    segments: tuple[str, ...]

    @classmethod
    def of(cls, correction: Correction) -> "Spread":
        """For a correction that stands."""
        return cls(
            correction.key.hex(),
            correction.target,
            correction.id,
            correction.text_key.hex(),
            correction.shared,
            segments_of(correction.written, correction.source),
        )


async def ask_to_spread(scope: Scope, spread: Spread) -> None:
    """Asks for the job in the caller's transaction."""
    await scope.ports.jobs.add(
        scope.db,
        SPREAD,
        encoded(spread),
        bucket=bucket_of_name(bytes.fromhex(spread.key)),
        priority=EVENT,
    )


def encoded(spread: Spread) -> bytes:
    """The body of the job."""
    return msgspec.json.encode(spread)


async def forget_corrections(scope: Scope, key: bytes) -> None:
    """Deletes corrections and votes at a place whose words are gone. In the caller's transaction."""
    bucket = bucket_of_name(key)
    for gone in await rows.FORGET.all(scope.db, bucket, key):
        segments = segments_of(gone.written, gone.source)
        await ask_to_spread(
            scope, Spread(key.hex(), gone.target, gone.id, gone.text_key.hex(), True, segments)
        )
    await rows.FORGET_VOTES.run(scope.db, bucket, key)


def segments_of(written: list[str], source: str) -> tuple[str, ...]:
    """Under which keys segments of a correction may be remembered."""
    return tuple(key.hex() for one in written for key in remembered.keys_of(one, source))
