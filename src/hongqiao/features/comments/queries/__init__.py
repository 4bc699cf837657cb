"""SQL of comments as they are shown."""
