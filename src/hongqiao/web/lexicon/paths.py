"""Addresses of the lexicon's pages."""

from urllib.parse import urlencode


def card_path(lang: str, name: str) -> str:
    """The address of a term's card."""
    return f"/lexicon/card?{urlencode({'lang': lang, 'term': name})}"


def gloss_path(ref: str, at: int) -> str:
    """The address of what a word means: it names the place, never the words."""
    return f"/lexicon/word?{urlencode({'ref': ref, 'at': at})}"


def read_path(ref: str) -> str:
    """The address of a text's learner's view."""
    return f"/lexicon/read?{urlencode({'ref': ref})}"
