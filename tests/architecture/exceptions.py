"""The one list of places that may break a size, each with its reason. A reason that no longer holds fails."""

SIZES: dict[str, str] = {}
"""File ("src/hongqiao/x.py") or function ("src/hongqiao/x.py::name") -> why it may be longer."""
