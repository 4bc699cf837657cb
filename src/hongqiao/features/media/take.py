"""Taking a picture in."""

import asyncio

from hongqiao.features.media import store
from hongqiao.features.media.model import LOOSE_FOR, Picture, key_of, object_name, ratio_of
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.ports.pictures import Developed
from hongqiao.kernel.scope import Scope


async def take(scope: Scope, data: bytes) -> Picture:
    """Develops and stores the picture; it waits 48 hours for somebody to keep it.

    The same pixels twice give the same picture, whose 48 hours start again. Raises Invalid or TooLarge with
    the reason, Unavailable when pictures cannot be developed now. Costs 0.2 to 3 s; call it outside
    a transaction. One bucket, the picture's.
    """
    developed = await scope.ports.pictures.develop(data)
    key = key_of(developed.content_hash, secret=scope.ports.settings.secret)
    picture = Picture(
        key,
        developed.width,
        developed.height,
        developed.thumbhash,
        developed.colour,
        ratio_of(developed.width, developed.height),
        sorted({r.width for r in developed.renditions}),
    )
    async with scope.transaction() as tx:
        # The row comes first: it holds back a sweep of the same picture. Nobody sees it before the commit.
        await store.TAKE.run(
            tx.db,
            bucket_of_name(key),
            key,
            picture.width,
            picture.height,
            picture.thumbhash,
            picture.colour,
            picture.ratio,
            picture.widths,
            sum(len(r.data) for r in developed.renditions),
            tx.now,
            tx.now + LOOSE_FOR,
            _bits(developed.pdq),
            _bits(developed.pdq_mirrored),
        )
        await _store(tx, key, developed)
    return picture


def _bits(print_: bytes) -> str | None:
    """32 bytes as the database writes 256 bits, or nothing."""
    return f"x{print_.hex()}" if print_ else None


async def _store(scope: Scope, key: str, developed: Developed) -> None:
    try:
        async with asyncio.TaskGroup() as together:
            for rendition in developed.renditions:
                name = object_name(key, rendition.width, rendition.format)
                together.create_task(scope.ports.objects.put(name, rendition.data))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from failed
