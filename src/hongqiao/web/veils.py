"""Pictures that show nakedness: behind a veil, hidden or as they are, as the reader wants them."""

from collections.abc import Iterable

import msgspec

from hongqiao.features import trust
from hongqiao.web.request import Here


class Veiled(msgspec.Struct, frozen=True):
    """Keys of pictures that are blurred for this reader, and of those that are left out."""

    blurred: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


async def veiled_among(at: Here, keys: Iterable[str]) -> Veiled:
    """What to do with those of the pictures that are sensitive. One statement; one more if any is."""
    pictures = trust.screening.pictures
    found = frozenset(await pictures.sensitive_among(at.scope, keys))
    if not found:
        return Veiled()
    wanted = await pictures.choice(at.scope)
    return Veiled(found if wanted == "veil" else frozenset(), found if wanted == "hide" else frozenset())
