"""How long words and how many things may be: each bound is declared once and published with its words."""

_DECLARED: dict[str, int] = {}


def declare_bound(name: str, most: int) -> int:
    """The number itself, which /transparency/limits shows from now on."""
    _DECLARED[name] = most
    return most


def declared_bounds() -> dict[str, int]:
    """Every bound that was declared in this process, by name: letters or signs, or how many of something."""
    return dict(_DECLARED)
