"""What words mean: terms, common phrases, readings, culture cards, measures and prices, word books.

Owns the shipped data and the tables saved_word, card_edition.
Promises: nothing is invented. What no dictionary of ours knows has no sense, and English senses are English.
"""

from hongqiao.features.lexicon import cards, money, wordbook
from hongqiao.features.lexicon.chinese import DICTIONARY
from hongqiao.features.lexicon.measures import measures
from hongqiao.features.lexicon.model import VERSION, Term
from hongqiao.features.lexicon.phrases import phrase
from hongqiao.features.lexicon.readings import READ_LANGS, Gloss, Word, gloss, words_of
from hongqiao.features.lexicon.terms import LANGS, glossary, occurrences, terms_of, wide_glossary

__all__ = [
    "DICTIONARY",
    "LANGS",
    "READ_LANGS",
    "VERSION",
    "Gloss",
    "Term",
    "Word",
    "cards",
    "gloss",
    "glossary",
    "measures",
    "money",
    "occurrences",
    "phrase",
    "terms_of",
    "wide_glossary",
    "wordbook",
    "words_of",
]
