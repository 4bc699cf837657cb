"""Keys of the API: made at the command line, shown once, kept as hashes. A site has a handful of them."""

import hashlib
import re
import secrets

from hongqiao.features.site import store
from hongqiao.features.site.store import KeyHolder
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.scope import Scope

A_MINUTE = 60
_BUCKET = bucket_of_name("api_key")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


async def make_key(scope: Scope, name: str, *, a_minute: int = A_MINUTE) -> str:
    """A new key of 256 random bits, good for so many requests a minute. It replaces one of the same name.

    Raises Invalid for a name that cannot be one.
    """
    if not _NAME.fullmatch(name):
        raise Invalid(
            mark("A key’s name has small letters, digits, dots, hyphens and underscores, 40 at most.")
        )
    key = f"hq_{secrets.token_urlsafe(32)}"
    await store.KEEP_KEY.run(scope.db, _BUCKET, name, _hash(key), a_minute, scope.now)
    return key


async def withdraw_key(scope: Scope, name: str) -> None:
    """The key of this name opens nothing any more. Raises NotFound when there is none."""
    if not await store.DELETE_KEY.run(scope.db, _BUCKET, name):
        raise NotFound(mark("There is no key of this name."))


async def holder_of(scope: Scope, key: str) -> KeyHolder | None:
    """Whose key it is, or None when it is nobody’s."""
    return await store.KEY_HOLDER.maybe(scope.db, _BUCKET, _hash(key))


async def has_keys(scope: Scope) -> bool:
    """Whether there is any key, that is, whether the API is open at all."""
    return await store.HAS_KEYS.one(scope.db, _BUCKET)


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode(errors="replace")).digest()
