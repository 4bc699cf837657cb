"""The darkroom: hostile bytes are decoded and encoded again in limited child processes that may die."""
