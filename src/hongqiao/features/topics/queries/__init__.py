"""SQL by matter."""
