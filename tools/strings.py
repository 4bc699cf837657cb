"""Interface words: extracts them from code and templates, brings the .po files up to date, and checks them.

English is the source; every other served locale has src/hongqiao/web/locale/<tag>/messages.po.
`bin/strings` updates, `bin/strings check` only tells what is missing.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from hongqiao.kernel.settings import Settings

ROOT = Path(__file__).parents[1]
KEYWORDS = DEFAULT_KEYWORDS | {"mark": None, "plural": (1, 2)}
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
_COUNTS = {"%(count)s", "%(num)s", "%(count)d", "%(num)d"}


def served_locales() -> list[str]:
    """Locales that the site offers by default, without the source language."""
    default = next(field.default for field in msgspec.structs.fields(Settings) if field.name == "locales")
    return [tag for tag in default if tag != "en"]


def extracted(root: Path) -> Catalog:
    """Every interface word of the package, with the places where it stands."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"][
        "mappings"
    ]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    options = {
        mapping["pattern"]: {key: value for key, value in mapping.items() if key not in {"pattern", "method"}}
        for mapping in mappings
    }
    package = root / "src/hongqiao"
    catalogue = Catalog(project="hongqiao", charset="utf-8")
    found = extract_from_dir(package, methods, options, keywords=KEYWORDS, directory_filter=_is_ours)
    for name, line, message, comments, context in sorted(found, key=lambda one: one[:2]):
        place = (f"src/hongqiao/{Path(name).as_posix()}", line)
        catalogue.add(message, locations=[place], auto_comments=comments, context=context)
    return catalogue


def _is_ours(folder: str | Path) -> bool:
    return not Path(folder).name.startswith((".", "_"))


def po_path(root: Path, tag: str) -> Path:
    """Where the words of a locale lie."""
    return root / "src/hongqiao/web/locale" / tag / "messages.po"


def read_words(root: Path, tag: str) -> Catalog:
    """The catalogue of a locale, empty when it has none yet."""
    locale, path = Locale.parse(tag, sep="-"), po_path(root, tag)
    if not path.exists():
        return Catalog(
            locale,
            header_comment="# Interface words of Hongqiao; bin/strings keeps them in step with the code.",
            project="hongqiao",
            version="0",
            msgid_bugs_address="see CONTRIBUTING.md",
            last_translator="see the history of this file",
            language_team=tag,
            revision_date=datetime.now(UTC),
            fuzzy=False,
        )
    with path.open("rb") as source:
        return read_po(source, locale=locale)


def update(root: Path) -> None:
    """Adds new words to every locale's file, empty, and drops those that nothing uses."""
    words = extracted(root)
    for tag in served_locales():
        catalogue = read_words(root, tag)
        catalogue.update(words, no_fuzzy_matching=True, update_creation_date=False)
        for message in catalogue:
            message.locations = sorted(
                {(name, 0) for name, _ in message.locations}
            )  # lines would change daily
        path = po_path(root, tag)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            write_po(
                target, catalogue, width=110, ignore_obsolete=True, sort_by_file=False, include_lineno=False
            )


def findings(root: Path) -> list[str]:
    """Words that a locale lacks, has as a guess, or says with other placeholders or too few plural forms."""
    words, found = extracted(root), []
    for tag in served_locales():
        catalogue = read_words(root, tag)
        for message in words:
            if message.id:
                found += [
                    f"{tag}: {trouble}: {_shortly(message)}" for trouble in _troubles(message, catalogue)
                ]
    return found


def _troubles(message: Message, catalogue: Catalog) -> Iterator[str]:
    """What is wrong with a locale's words for a message of the source."""
    said = catalogue.get(message.id, context=message.context)
    forms = (said.string if isinstance(said.string, tuple | list) else (said.string,)) if said else ()
    if said is None:
        yield "missing"
        return
    if said.fuzzy:
        yield "fuzzy"
    if not forms or not all(forms):
        yield "empty"
        return
    if message.pluralizable and len(forms) != catalogue.num_plurals:
        yield f"{len(forms)} plural forms of {catalogue.num_plurals}"
    wanted = set(
        _PLACEHOLDER.findall("".join(message.id) if isinstance(message.id, tuple | list) else message.id)
    )
    for form in forms:
        apart = wanted ^ set(_PLACEHOLDER.findall(form))
        if message.pluralizable and apart <= wanted:
            apart -= _COUNTS  # "one like" may do without its number
        if apart:
            yield f"placeholders differ ({', '.join(sorted(apart))})"


def _shortly(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    places = ", ".join(f"{name}:{line}" for name, line in message.locations[:2])
    return f"{text[:60]!r} ({places})"


def main(arguments: list[str]) -> int:
    """Updates, or only checks; returns how the shell should take it."""
    if arguments not in ([], ["check"]):
        print("usage: bin/strings [check]", file=sys.stderr)
        return 2
    if not arguments:
        update(ROOT)
    found = findings(ROOT)
    print("\n".join(found) if found else "Every word is there in every language.")
    return 1 if found and arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
