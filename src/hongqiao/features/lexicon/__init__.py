"""What words mean: terms, common phrases, readings, culture cards, word books.

Owns the shipped data and the tables saved_word, card_edition.
Promises: nothing is invented. What no dictionary of ours knows has no sense, and English senses are English.
"""

from hongqiao.features.lexicon import wordbook
from hongqiao.features.lexicon.cards import (
    Card,
    CardBody,
    card,
    edit_card,
    may_edit_cards,
    restore_edition,
)
from hongqiao.features.lexicon.chinese import DICTIONARY
from hongqiao.features.lexicon.measures import measures
from hongqiao.features.lexicon.model import VERSION
from hongqiao.features.lexicon.phrases import phrase
from hongqiao.features.lexicon.readings import READ_LANGS, Gloss, Word, gloss, words_of
from hongqiao.features.lexicon.terms import LANGS, glossary, occurrences, terms_of

__all__ = [
    "DICTIONARY",
    "LANGS",
    "READ_LANGS",
    "VERSION",
    "Card",
    "CardBody",
    "Word",
    "Gloss",
    "card",
    "edit_card",
    "gloss",
    "glossary",
    "may_edit_cards",
    "measures",
    "occurrences",
    "phrase",
    "restore_edition",
    "terms_of",
    "wordbook",
    "words_of",
]
