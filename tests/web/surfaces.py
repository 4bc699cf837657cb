"""Pages taken apart: which of people's words stand where, in which language, and how they are marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from hongqiao.kernel.language import base_of

_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "use"})
_SPOKEN = ("alt", "aria-label", "title", "content", "placeholder")
_SKIPPED = frozenset({"script", "style"})


@dataclass(frozen=True)
class Said:
    """Something that people wrote, and its translation for this reader where there is one."""

    words: str
    lang: str
    translated: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Run:
    """Text that stands on a page: its language, whether it is marked as an original, where it leads."""

    text: str
    lang: str
    is_marked: bool
    is_in_head: bool
    leads_to: str
    is_told_only: bool = False  # an attribute outside of every original: it is read out, and nothing marks it


@dataclass(frozen=True)
class Met:
    """One meeting of a reader with what somebody wrote; `fault` is empty when it is as it should be."""

    said: Said
    path: str
    fault: str = ""


@dataclass
class Page(HTMLParser):
    """A page taken apart."""

    path: str
    runs: list[Run] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    _open: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self._open.append((tag, known))
        if tag == "a" and known.get("href", "").startswith("/"):
            self.links.add(known["href"].partition("#")[0])
        for name in _SPOKEN:
            if known.get(name):
                self._add(known[name], by_lang_alone=True)
        if tag in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open and any(name == tag for name, _ in self._open):
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(tag in _SKIPPED for tag, _ in self._open):
            self._add(data.strip())

    def _add(self, text: str, *, by_lang_alone: bool = False) -> None:
        around = [attrs for _, attrs in reversed(self._open)]
        lang = next((attrs["lang"] for attrs in around if attrs.get("lang")), "")
        marked = any(
            {"data-original", "data-was", "data-cover-of"} & attrs.keys()
            or attrs.get("state") in ("waiting", "failed")
            for attrs in around
        )
        leads_to = next((attrs["href"] for tag, attrs in self._open if tag == "a" and "href" in attrs), "")
        in_head = any(tag == "head" for tag, _ in self._open)
        told = by_lang_alone and not marked
        self.runs.append(Run(text, base_of(lang), marked or by_lang_alone, in_head, leads_to, told))

    def holds_original(self, said: Said) -> bool:
        """Whether the original is there, marked, if only behind one press."""
        return any(run.is_marked and said.words in run.text and run.lang == said.lang for run in self.runs)


def read(path: str, html: str) -> Page:
    """The page taken apart."""
    page = Page(path)
    page.feed(html)
    return page


def meetings(pages: dict[str, Page], said: Sequence[Said]) -> Iterator[Met]:
    """Every place of every page where one of these stands, in whichever language."""
    for path, page in pages.items():
        for run in page.runs:
            for one in said:
                if _stands(one.words, run.text):
                    yield Met(one, path, _fault_of_original(one, run))
                elif one.translated and one.translated in run.text:
                    yield Met(one, path, _fault_of_translation(one, run, page, pages))


def unmet(said: Iterable[Said], met: Iterable[Met]) -> list[str]:
    """What stands nowhere, in no language."""
    seen = {one.said for one in met}
    return [one.words for one in said if one not in seen]


def _stands(words: str, text: str) -> bool:
    return words == text if len(words) < 5 else words in text


def _fault_of_original(said: Said, run: Run) -> str:
    if run.is_in_head:
        return "" if not said.translated else "the head names the original although there is a translation"
    if run.lang != said.lang:
        return f"the original in {said.lang} stands as {run.lang or 'nothing'}"
    if run.is_told_only and said.translated:
        return "an attribute tells the original although there is a translation"
    return "" if run.is_marked else "the original is not marked as one"


def _fault_of_translation(said: Said, run: Run, page: Page, pages: dict[str, Page]) -> str:
    if run.is_in_head or page.holds_original(said):
        return ""
    target = pages.get(run.leads_to)
    return "" if target and target.holds_original(said) else "the original is more than one action away"
