"""Pictures that show nakedness: behind a veil, hidden or as they are, as the reader wants them."""

import time
from collections.abc import Iterable

import msgspec

from hongqiao.features import trust
from hongqiao.web.request import Here

_HELD_FOR_S, _SIZE = 5.0, 300


class Veiled(msgspec.Struct, frozen=True):
    """Keys of pictures that are blurred for this reader, and of those that are left out."""

    blurred: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


async def veiled_among(at: Here, keys: Iterable[str]) -> Veiled:
    """What to do with those of the pictures that are sensitive. A statement for those that were not looked at
    within five seconds; one more if any is sensitive.
    """
    pictures = trust.screening.pictures
    found = await _sensitive(at, frozenset(keys))
    if not found:
        return Veiled()
    wanted = await pictures.choice(at.scope)
    return Veiled(found if wanted == "veil" else frozenset(), found if wanted == "hide" else frozenset())


async def _sensitive(at: Here, keys: frozenset[str]) -> frozenset[str]:
    now, held = time.monotonic(), at.site.veils
    known = {key: told[0] for key in keys if (told := held.get(key)) is not None and told[1] > now}
    if unknown := keys - known.keys():
        told = await trust.screening.pictures.sensitive_among(at.scope, unknown)
        for key in unknown:
            known[key] = key in told
            held.put(key, (key in told, now + _HELD_FOR_S), _SIZE)
    return frozenset(key for key, is_sensitive in known.items() if is_sensitive)
