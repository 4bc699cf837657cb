"""What search keeps of somebody who is erased: their history, that they asked, and their name."""

import hmac

from hongqiao.features.search import history
from hongqiao.features.search.meaning import forget_meaning
from hongqiao.features.search.queries import leaving as sql
from hongqiao.kernel.ids import bucket_of, bucket_of_name
from hongqiao.kernel.scope import Scope


async def take_back(scope: Scope) -> None:
    """Forgets what the viewer searched for, also where it is only counted. For an erasure."""
    secrets = (scope.ports.settings.secret, *scope.ports.settings.old_secrets)
    for words in await sql.ASKED_BY.all(scope.db, bucket_of(scope.me), scope.me):
        askers = [_asker(secret, scope.me, words) for secret in secrets]
        await sql.FORGET_ASKER.run(scope.db, bucket_of_name(words), words, askers)
    await history.clear_history(scope)


async def forget_notes(scope: Scope, ids: list[int]) -> None:
    """Takes vectors of notes away, where the server keeps any."""
    await forget_meaning(scope, ids)


def _asker(secret: bytes, account_id: int, words: str) -> bytes:
    return hmac.digest(secret, f"search:{account_id}:{words}".encode(), "sha256")[:16]
