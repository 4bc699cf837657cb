"""How Japanese words are said: for titles and topics, whose kanji people type in Latin letters or kana."""

from functools import lru_cache

from hongqiao.features import lexicon
from hongqiao.features.search.analysis import romaji_token


@lru_cache(maxsize=4_096)
def japanese_tokens(text: str) -> frozenset[str]:
    """Romaji of each word that has a reading, and of neighbours as one. Costs about a millisecond."""
    found: set[str] = set()
    former, former_end = "", -1
    for word in lexicon.words_of(text, "ja"):
        if not word.latin:
            former = ""
            continue
        token = romaji_token(word.latin)
        found.add(token)
        if former and former_end == word.start:
            found.add(romaji_token(former + word.latin))
        former, former_end = word.latin, word.start + len(word.written)
    return frozenset(found)
