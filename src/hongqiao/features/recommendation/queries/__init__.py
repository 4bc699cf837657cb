"""SQL of recommendation: signals, choices, what is laid ready, what was served."""
