"""SQL of the lexicon beside its own tables."""
