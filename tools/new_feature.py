"""Starts a feature: its folder with a front door, its row in the import contract, and a list of what is left.

`bin/new-feature NAME ROW OWNS`: a word of the product, its row in ARCHITECTURE.md, what it owns.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROWS = range(1, 9)
LEFT = """\
{name} is there, empty. What is left, in this order:
  GLOSSARY.md        its words, one meaning each
  ARCHITECTURE.md    {name} in row {row}
  migration          bin/db new {name} "why its tables are needed"
  model.py           rules and frozen values; then store.py (all SQL), one file a verb, events.py, reactors.py
  __init__.py        what others may use, at most 20 names, and what it emits and promises
  tests/features/{name}/
bin/check holds the rest."""


class Refused(Exception):
    """The feature cannot be started; the message is for the developer."""


def start(root: Path, name: str, row: int, owns: str) -> None:
    """Makes the folder and enters the feature into its row; raises Refused, then nothing was changed."""
    if not re.fullmatch(r"[a-z][a-z_]{2,30}", name):
        raise Refused("A feature is one word of the product, in small letters.")
    if row not in ROWS:
        raise Refused("Rows go from 1 (knows no content) to 8 (what reaches people).")
    folder = root / "src/hongqiao/features" / name
    if folder.exists():
        raise Refused(f"{folder.relative_to(root)} is already there.")
    settings = root / "pyproject.toml"
    entered = _entered(settings.read_text(encoding="utf-8"), name, row)
    folder.mkdir(parents=True)
    title = name.replace("_", " ").capitalize()
    (folder / "__init__.py").write_text(f'"""{title}: owns {owns}."""\n\n__all__ = []\n', encoding="utf-8")
    settings.write_text(entered, encoding="utf-8")


def _entered(text: str, name: str, row: int) -> str:
    """The project file with the feature in its row; one that was foreseen loses its brackets."""
    begin = text.index('containers = ["hongqiao.features"]')
    end = text.index("]", text.index("layers = [", begin))
    contract = text[begin:end]
    layers = re.findall(r'^  "([^"]+)",$', contract, re.M)
    if len(layers) != len(ROWS):
        raise Refused("The feature contract in pyproject.toml doesn’t have eight rows.")
    layer = layers[len(ROWS) - row]
    if f"({name})" in contract and f"({name})" not in layer:
        raise Refused(f"{name} is foreseen in another row of pyproject.toml.")
    wider = layer.replace(f"({name})", name) if f"({name})" in layer else f"{layer} | {name}"
    return text[:begin] + contract.replace(f'"{layer}"', f'"{wider}"') + text[end:]


def main(arguments: list[str]) -> int:
    """Starts it and tells what is left to do."""
    if len(arguments) != 3 or not arguments[1].isdigit():
        print('usage: bin/new-feature NAME ROW "what it owns"', file=sys.stderr)
        return 2
    name, row, owns = arguments[0], int(arguments[1]), arguments[2].rstrip(".")
    try:
        start(ROOT, name, row, owns)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    print(LEFT.format(name=name, row=row))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
