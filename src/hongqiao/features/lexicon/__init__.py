"""What words mean: terms that no dictionary has and common phrases. Owns the shipped data."""

from hongqiao.features.lexicon.model import VERSION, Term
from hongqiao.features.lexicon.phrases import phrase
from hongqiao.features.lexicon.terms import Found, glossary, occurrences, terms_of

__all__ = ["VERSION", "Found", "Term", "glossary", "occurrences", "phrase", "terms_of"]
