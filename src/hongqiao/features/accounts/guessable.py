"""Passwords that a thief tries first: the list that zxcvbn carries, and words of the place itself."""

from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

SHORTEST = 8  # signs; shorter ones are refused for that


def is_guessable(password: str, *, handle: str, site_name: str) -> bool:
    """Whether the password is a common one, or nothing but the handle or the site's name with figures and
    signs about it. Capitals make no difference.
    """
    folded = password.casefold()
    if "\n" not in folded and f"\n{folded}\n" in _common():
        return True
    core = _core(folded)
    own = {_core(name) for name in (handle, site_name, "hongqiao")} - {""}
    return any(core in (name, name * 2) for name in own)


def _core(text: str) -> str:
    """Its letters, without the figures and signs at both ends or between."""
    return "".join(sign for sign in text.casefold() if sign.isalpha())


@cache
def _common() -> str:
    """One string, a password a line: a tenth of what a set of them takes. Read at the first question, 40 ms.

    The list's file is loaded by itself: the package around it builds tables of 16 MB that nobody needs here.
    Raises ImportError without the package, so that no site runs without the check unnoticed.
    """
    package = find_spec("zxcvbn")
    if package is None or not package.submodule_search_locations:
        raise ImportError("zxcvbn is not installed")
    path = Path(package.submodule_search_locations[0]) / "frequency_lists.py"
    spec = spec_from_file_location("zxcvbn_lists", path)
    assert spec is not None and spec.loader is not None
    lists = module_from_spec(spec)
    spec.loader.exec_module(lists)
    long_enough = (word for word in lists.FREQUENCY_LISTS["passwords"] if len(word) >= SHORTEST)
    return "\n" + "\n".join(long_enough) + "\n"
