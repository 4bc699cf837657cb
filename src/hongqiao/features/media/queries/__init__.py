"""SQL of media that is not in store.py."""
