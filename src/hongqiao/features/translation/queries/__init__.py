"""More SQL of translation: who waits for what."""
