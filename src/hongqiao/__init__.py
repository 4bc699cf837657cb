"""Hongqiao: a picture community that everyone reads in their own language."""

__version__ = "0.1.0"
