"""Pages of the lexicon."""
