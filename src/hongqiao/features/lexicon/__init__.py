"""What words mean: terms, common phrases, readings, culture cards, measures and prices, word books.

Owns the shipped data and the tables saved_word, card_edition.
Promises: nothing is invented. What no dictionary of ours knows has no sense, and English senses are English.
"""

from hongqiao.features.lexicon import cards, money, wordbook
from hongqiao.features.lexicon.card_shelf import CardShelf
from hongqiao.features.lexicon.measures import measures
from hongqiao.features.lexicon.model import Measured, Term
from hongqiao.features.lexicon.phrases import phrase
from hongqiao.features.lexicon.readings import READ_LANGS, Gloss, Word, dictionary_of, gloss, words_of
from hongqiao.features.lexicon.terms import LANGS, SHIPPED, Terms, glossary, occurrences, terms_of

__all__ = [
    "LANGS",
    "READ_LANGS",
    "SHIPPED",
    "CardShelf",
    "Gloss",
    "Measured",
    "Term",
    "Terms",
    "Word",
    "cards",
    "dictionary_of",
    "gloss",
    "glossary",
    "measures",
    "money",
    "occurrences",
    "phrase",
    "terms_of",
    "wordbook",
    "words_of",
]
