"""SQL of archives beside store.py."""
