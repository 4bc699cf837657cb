"""Hints between processes: LISTEN and NOTIFY by default."""
