"""Pictures that look alike, found by their prints, and pictures that are kept out of everybody’s reach."""

from collections.abc import Sequence
from datetime import datetime

from hongqiao.features.media import store
from hongqiao.features.media.model import is_key
from hongqiao.features.media.queries import prints as rows
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.scope import Scope

ALIKE_WITHIN = 31
"""Bits of 256 by which two pictures that are the same may differ. Source: the authors of PDQ. 60
photographs at 67 % and quality 50 differ by 14 at most from themselves, and by 96 at least from one another.
"""
_AT_MOST = 1_000


async def print_of(scope: Scope, key: str) -> str | None:
    """The picture’s print, 64 hexadecimal signs; None for a bland picture or none at all."""
    row = await rows.PRINT.maybe(scope.db, bucket_of_name(key), key) if is_key(key) else None
    return row.pdq if row else None


async def prints_of(scope: Scope, key: str) -> tuple[str, ...]:
    """The picture’s print and that of its mirror image; nothing where nothing can be told."""
    row = await rows.PRINT.maybe(scope.db, bucket_of_name(key), key) if is_key(key) else None
    return tuple(one for one in (row.pdq, row.pdq_mirrored) if one) if row else ()


async def alike(scope: Scope, print_: str) -> list[str]:
    """Keys of pictures that look like this print, upright or mirrored. It reads every picture: for staff."""
    return await rows.ALIKE.all(scope.db, f"x{print_}", ALIKE_WITHIN, _AT_MOST)


async def users_of(scope: Scope, key: str) -> list[str]:
    """The subjects that show the picture."""
    return await rows.USES.all(scope.db, bucket_of_name(key), key)


async def quarantine(scope: Scope, key: str) -> None:
    """Keeps the picture’s bytes and serves them to nobody, also when it is given again."""
    await rows.QUARANTINE.run(scope.db, bucket_of_name(key), key)


async def free(scope: Scope, key: str) -> None:
    """The picture was no match: it is served again."""
    await rows.FREE.run(scope.db, bucket_of_name(key), key)


async def let_go_old(scope: Scope, before: datetime) -> int:
    """Gives up what is out of reach, was taken before this moment, and which no note and no case keeps.

    For the worker, once a day; a sweep deletes it. Returns how many.
    """
    return await rows.LET_GO_OLD.run(scope.db, before, scope.now)


async def known_among(scope: Scope, keys: Sequence[str]) -> set[str]:
    """Those of the pictures of which there is still a row. One statement."""
    return set(await store.KNOWN.all(scope.db, [bucket_of_name(key) for key in keys], list(keys)))
