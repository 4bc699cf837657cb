"""Engines on other machines, which the operator names in engines.toml."""
