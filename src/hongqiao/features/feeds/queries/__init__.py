"""SQL of feeds, by what it is about."""
