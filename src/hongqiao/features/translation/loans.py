"""Texts on loan: from the API, for its caller alone, on engines of our own, forgotten after an hour."""

from collections.abc import Sequence
from datetime import timedelta

from hongqiao.features.translation import recall, store
from hongqiao.features.translation.model import Text, key_of
from hongqiao.features.translation.queries import forgetting
from hongqiao.features.translation.queue import wish
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.ports.jobs import API
from hongqiao.kernel.scope import Scope

LASTS = timedelta(hours=1)


def on_loan(words: Sequence[str], langs: Sequence[str], whose: str) -> list[Text]:
    """The words as texts that nobody but this caller meets again: for another they are other texts."""
    return [
        Text(f"loan:{at}", one, lang, shared=False, owner_salt=f"loan:{whose}")
        for at, (one, lang) in enumerate(zip(words, langs, strict=True))
    ]


async def borrow(scope: Scope, text: Text, target: str) -> None:
    """Wishes for a translation after what readers wait for; notes when the text is to be forgotten."""
    key = key_of(text)
    async with scope.transaction() as tx:
        await store.LEND.run(tx.db, bucket_of_name(key), key, scope.now + LASTS)
        await wish(tx, text, target, API)


async def forget_due(scope: Scope) -> None:
    """Forgets loans that are over, with their words and translations; for the worker."""
    for gone in await forgetting.FORGET_LOANS.all(scope.db, scope.now):
        await recall.forget_uses(scope, gone.key, gone.words, gone.lang)
