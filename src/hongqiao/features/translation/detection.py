"""Which language words are in: the script first, a classifier for Latin text, the author's own as prior.

Measured on 25 very short social texts: 23 right; unrestricted classifiers 9 to 20.
"""

import asyncio
from functools import cache
from typing import Any

from hongqiao.features.translation.normalise import normalise
from hongqiao.kernel.language import base_of, lang_by_script

LATIN = ("en", "es", "fr", "pt", "de", "it", "vi", "id", "tr")
_OWN_BONUS = 3.0
"""Natural-log odds that a text is in its author's own language rather than another one."""


async def detect(words: str, author_lang: str) -> str:
    """A base tag, or "und" for text without words. Loads a classifier once (0.7 s): for the worker."""
    words = normalise(words)
    by_script = lang_by_script(words, author_lang=author_lang)
    return by_script if by_script is not None else await asyncio.to_thread(lang_of_latin, words, author_lang)


def lang_of_latin(words: str, author_lang: str) -> str:
    """A base tag for text in Latin script."""
    own = base_of(author_lang)
    ranked = _classifier().rank(words)
    scores = {tag: score + (_OWN_BONUS if tag == own else 0.0) for tag, score in ranked}
    return max(scores, key=lambda tag: scores[tag])


@cache
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    classifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    classifier.set_languages(list(LATIN))
    return classifier
