"""SQL of nearby, by what it is about."""
