"""Vectors that another model made, or the words alone while it failed, are made anew, some at a time."""

import random
from collections.abc import Mapping

from hongqiao.features import notes
from hongqiao.features.recommendation.meaning import LEXICAL, packed
from hongqiao.features.recommendation.queries import signals
from hongqiao.features.recommendation.vectors import vector_of, version_now
from hongqiao.kernel.ids import NoteId, bucket_of
from hongqiao.kernel.scope import Scope

AT_ONCE = 50


async def remake(scope: Scope, versions: Mapping[int, str], langs: Mapping[int, str]) -> int:
    """Makes vectors of other versions anew, at most 50; returns how many. `versions` and `langs` by note.

    Ends at the first that the model fails at; chance says which are tried, so that none bars the others for
    ever. What an edit made in the meantime stays.
    """
    now = version_now(scope)
    others = [one for one, version in versions.items() if version != now and _can(scope, langs[one])]
    tried = [NoteId(one) for one in random.sample(others, min(AT_ONCE, len(others)))]
    made = 0
    for words in await notes.lists.words_of(scope, tried):
        text, bucket = f"{words.title}\n{words.body}", bucket_of(words.id)
        version, vector = await vector_of(scope, text, words.lang, words.topics)
        if version != now:
            break
        await signals.REMAKE_VECTOR.run(
            scope.db, bucket, words.id, version, packed(vector), versions[words.id]
        )
        made += 1
    return made


def _can(scope: Scope, lang: str) -> bool:
    """Without a model everything is compared by words; with one, what it was taught by meaning."""
    model = scope.ports.vectors
    return version_now(scope) == LEXICAL or (model is not None and model.serves(lang))
