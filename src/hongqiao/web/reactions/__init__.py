"""Pages of reactions."""
