"""SQL of single matters of trust."""
