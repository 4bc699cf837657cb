"""SQL of corrections and of remembered segments."""
