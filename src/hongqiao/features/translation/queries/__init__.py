"""SQL of corrections, of remembered segments, and of who waits for what."""
