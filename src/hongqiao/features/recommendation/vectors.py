"""Vectors as they are made and compared now: the sentence model's where it serves, else out of the words."""

from collections.abc import Sequence

from hongqiao.features.recommendation.meaning import LEXICAL, Vector, by_words, reduced, version_of
from hongqiao.kernel.errors import Unavailable
from hongqiao.kernel.scope import Scope


def version_now(scope: Scope) -> str:
    """The version of vectors that are made and compared now."""
    model = scope.ports.vectors
    return version_of(model.version) if model is not None and model.state() == "ready" else LEXICAL


async def vector_of(scope: Scope, words: str, lang: str, topics: Sequence[str] = ()) -> tuple[str, Vector]:
    """The version and the vector of some words; out of the words alone where the model fails."""
    version, model = version_now(scope), scope.ports.vectors
    if version != LEXICAL and model is not None and model.serves(lang):
        try:
            return version, reduced((await model.of([words]))[0])
        except Unavailable:
            pass
    return LEXICAL, by_words(words, topics)
