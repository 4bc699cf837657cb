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
import opencc
from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from hongqiao.kernel.settings import Settings

ROOT = Path(__file__).parents[1]
KEYWORDS = DEFAULT_KEYWORDS | {"mark": None, "plural": (1, 2)}
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
DRAFTED_FROM = {"zh-Hant": "zh-Hans"}
TAIWAN = {
    "釋出": "發布",
    "舉報": "檢舉",
    "賬號": "帳號",
    "賬戶": "帳戶",
    "答覆": "回覆",
    "回復": "回覆",
    "關注": "追蹤",
    "專輯": "收藏集",
    "點贊": "按讚",
    "贊過": "按讚過",
    "獲贊": "獲讚",
    "評論": "留言",
    "私信": "私訊",
    "短信": "簡訊",
    "視訊": "影片",
    "頭像": "大頭貼",
    "屏蔽": "封鎖",
    "遮蔽": "封鎖",
    "拉黑": "封鎖",
    "默認": "預設",
    "稽核": "審核",
    "畫素": "像素",
    "響應": "回應",
    "當前": "目前",
    "退出登入": "登出",
    "退出該裝置": "登出該裝置",
    "退出其他": "登出其他",
    "運營": "營運",
    "下劃線": "底線",
    "連字元": "連字號",
    "洩露": "外洩",
    "默克爾樹": "Merkle 樹",
    "字母的程式碼": "字母代碼",
    "籤的": "簽的",
    "籤一個": "簽一個",
    "籤出": "簽出",
    "“": "「",
    "”": "」",
}
"""What OpenCC makes of words that Taiwan says in another way here, and what it should be."""
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
        if tag in DRAFTED_FROM:
            draft(catalogue, read_words(root, DRAFTED_FROM[tag]))
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


def draft(catalogue: Catalog, other: Catalog) -> None:
    """Fills words that a locale of Traditional Chinese lacks from the Simplified ones, to be read over.

    Words stay as they are once they are there: whoever betters one has the last say.
    """
    convert = opencc.OpenCC("s2twp").convert
    for message in catalogue:
        said = other.get(message.id, context=message.context) if message.id else None
        if said is None or (all(message.string) if message.pluralizable else message.string):
            continue
        forms = said.string if isinstance(said.string, tuple | list) else (said.string,)
        drafted = tuple(_as_in_taiwan(convert(form)) for form in forms)
        message.string = drafted if message.pluralizable else drafted[0]


def _as_in_taiwan(words: str) -> str:
    for mainland, taiwan in TAIWAN.items():
        words = words.replace(mainland, taiwan)
    return words


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
