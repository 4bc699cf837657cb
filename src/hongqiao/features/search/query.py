"""What somebody typed, as a question to the index: words to find in several ways, phrases, filters."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from typing import Literal

import msgspec

from hongqiao.features import topics
from hongqiao.features.search import kana, pinyin
from hongqiao.features.search.analysis import LABEL, Piece, literal_tokens, number_of, pieces, tokens_of
from hongqiao.features.search.folding import fold
from hongqiao.features.search.stems import LOOSE_SIGNS, STOP_WORDS, stem
from hongqiao.kernel.bounds import declare_bound
from hongqiao.kernel.language import READABLE, base_of
from hongqiao.kernel.text import topic_slug

LONGEST = declare_bound("search", 200)
CLAUSES_AT_MOST, SYNONYMS_AT_MOST = 12, 12
Kind = Literal["literal", "stem", "concept", "pinyin", "romaji", "initials"]
WEIGHTS: dict[Kind, float] = {
    "literal": 1.0,
    "stem": 0.85,
    "concept": 0.85,
    "pinyin": 0.85,
    "romaji": 0.8,
    "initials": 0.5,
}
Synonyms = Callable[[str], Sequence[str]]
"""A word or name -> all names of the topic that it names, in every language; empty when it names none."""

_FILTER = re.compile(
    r"(?:(?<=\s)|^)(lang|topic|has|since|place|from):(\"[^\"]*\"|\S+)|(?:(?<=\s)|^)#([\w・-]+)(?=\s|$)", re.I
)
_PHRASE = re.compile(r'(-?)"([^"]+)"|(-?)“([^”]+)”|(-?)「([^」]+)」')
_WITHOUT = re.compile(r"(?:(?<=\s)|^)-([^\s\"-]\S*)")
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
_HAS = {"video": "video", "picture": "picture", "pictures": "picture", "photo": "picture", "image": "picture"}


class Way(msgspec.Struct, frozen=True):
    """One way to find what a clause means: all of these tokens, worth so much."""

    kind: Kind
    tokens: tuple[str, ...]

    @property
    def weight(self) -> float:
        return WEIGHTS[self.kind]


class Clause(msgspec.Struct, frozen=True):
    """A word, or a run of signs, as typed and folded; the first way is the literal one."""

    written: str
    ways: tuple[Way, ...]


class Question(msgspec.Struct, frozen=True):
    """All that was asked. `words` is what is left of the text without filters and signs."""

    words: str
    clauses: tuple[Clause, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    since: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked at all."""
        return not (self.clauses or self.has_filters)

    @property
    def has_filters(self) -> bool:
        return bool(self.langs or self.topics or self.places or self.authors or self.has or self.since)

    @property
    def must(self) -> frozenset[int]:
        """Tokens that filters ask for, but for languages and topics: any of those will do."""
        asked = [f"@has:{one}" for one in self.has]
        asked += [f"@by:{author}" for author in self.authors]
        asked += [f"{LABEL}{token}" for token in tokens_of(self.places)]
        return frozenset(map(number_of, asked))

    @property
    def any_lang(self) -> tuple[int, ...]:
        """Tokens of the languages, one of which a note must be in; empty for any."""
        return tuple(number_of(f"@lang:{lang}") for lang in self.langs)

    @property
    def any_topics(self) -> tuple[tuple[frozenset[int], ...], ...]:
        """For each topic the ways in which notes bear it, by its names in all languages: any will do."""
        return tuple(
            tuple(
                frozenset(map(number_of, (f"#{one.slug}", *([f"@lang:{one.lang}"] if one.lang else ()))))
                for one in listed_as(slug)
            )
            for slug in self.topics
        )

    def fits(self, tokens: Collection[int], made_at: datetime) -> bool:
        """Whether a note with these tokens meets the filters and holds nothing that was left out."""
        if self.since is not None and made_at < self.since:
            return False
        if self.any_lang and not any(lang in tokens for lang in self.any_lang):
            return False
        if not all(any(way <= frozenset(tokens) for way in ways) for ways in self.any_topics):
            return False
        return all(one in tokens for one in self.must) and not any(
            number_of(t) in tokens for t in self.without
        )

    def stands_in(self, text: str) -> bool:
        """Whether every phrase stands in the text as it was typed, but for case, width, accents, script."""
        folded = " ".join(fold(text).split())
        return all(phrase in folded for phrase in self.phrases)


def listed_as(slug: str) -> list[topics.Listing]:
    """Where notes about what a hashtag means are listed, the hashtag itself first."""
    found = topics.listings_of(f"#{slug}")
    itself = topics.Listing(slug, "")
    return [itself, *(one for one in found if one.slug != slug)]


def ask(text: str, *, now: datetime, synonyms: Synonyms | None = None) -> Question:
    """Reads a query. Never fails: what is no filter is a word.

    "…" is found as it stands; -word and -"…" are left out; lang:ja, #topic or topic:…, has:video, place:…,
    from:handle and since:week (day, week, month, year, 2026-05-01) narrow.
    """
    narrowed: dict[str, list[str]] = {}
    rest = _FILTER.sub(lambda found: _take_filter(found, narrowed), text[:LONGEST])
    phrases: list[str] = []
    without: list[str] = []
    rest = _PHRASE.sub(lambda found: _take_phrase(found, phrases, without), rest)
    rest = _WITHOUT.sub(lambda found: _take_without(found, without), rest)
    clauses = [clause for phrase in phrases for clause in _clauses(phrase, None, is_phrase=True)]
    clauses += _clauses(rest, synonyms)
    return Question(
        words=" ".join(" ".join((*phrases, rest)).split()),
        clauses=tuple(dict.fromkeys(clauses))[:CLAUSES_AT_MOST],
        phrases=tuple(" ".join(fold(phrase).split()) for phrase in phrases),
        without=tuple(tokens_of(without)),
        langs=tuple(dict.fromkeys(narrowed.get("lang", ()))),
        topics=tuple(filter(None, map(topic_slug, narrowed.get("topic", ())))),
        places=tuple(narrowed.get("place", ())),
        authors=tuple(one.lstrip("@").lower() for one in narrowed.get("from", ())),
        has=tuple(narrowed.get("has", ())),
        since=_moment(narrowed.get("since", [""])[-1], now),
    )


def _take_filter(found: re.Match[str], narrowed: dict[str, list[str]]) -> str:
    name, value = (found[1].lower(), found[2].strip('"')) if found[1] else ("topic", found[3])
    if name == "lang":
        value = base_of(value)
        if value not in {base_of(tag) for tag in READABLE}:
            return found.group()
    elif name == "has":
        value = _HAS.get(value.lower(), "")
    elif name == "since" and _moment(value, datetime.now(UTC)) is None:
        return found.group()
    if not value:
        return found.group()
    narrowed.setdefault(name, []).append(value)
    return " "


def _take_phrase(found: re.Match[str], phrases: list[str], without: list[str]) -> str:
    words = next(filter(None, (found[2], found[4], found[6])))
    (without if found.group()[0] == "-" else phrases).append(words)
    return " "


def _take_without(found: re.Match[str], without: list[str]) -> str:
    without.append(found[1])
    return " "


def _moment(since: str, now: datetime) -> datetime | None:
    if since in _DAYS:
        return now - timedelta(days=_DAYS[since])
    try:
        return datetime.fromisoformat(since).replace(tzinfo=UTC)
    except ValueError:
        return None


def _clauses(text: str, synonyms: Synonyms | None, *, is_phrase: bool = False) -> list[Clause]:
    folded = fold(text)
    if not is_phrase:
        folded = folded.translate(dict.fromkeys(map(ord, LOOSE_SIGNS), " "))
    found = [one for one in pieces(folded) if not (one.script == "kana" and len(one.text) == 1)]
    telling = [one for one in found if one.script != "word" or one.text not in STOP_WORDS]
    found = telling or found
    clauses = [clause for run in _runs(found, folded) for clause in _clauses_of(run, synonyms)]
    if is_phrase:
        return [Clause(one.written, one.ways[:1]) for one in clauses]
    return _with_names(clauses, folded, synonyms)


def _runs(found: Sequence[Piece], folded: str) -> Iterator[list[Piece]]:
    """Latin words that are pinyin syllables, typed apart (ka fei), belong together; all else stands alone."""
    for together, run in groupby(found, key=lambda piece: piece.text in pinyin.SYLLABLES):
        pieces_of_run = list(run)
        if together and len(pieces_of_run) > 1:
            yield pieces_of_run
        else:
            yield from ([piece] for piece in pieces_of_run)


def _clauses_of(run: list[Piece], synonyms: Synonyms | None) -> Iterator[Clause]:
    if len(run) > 1:
        said = [piece.text for piece in run]
        literal = Way("literal", tuple(f"w:{one}" for one in said))
        yield Clause(" ".join(said), (literal, _pinyin_way(said)))
        return
    piece = run[0]
    ways = [Way("literal", tuple(literal_tokens(piece))), *_other_ways(piece)]
    names = synonyms(piece.text) if synonyms else ()
    yield Clause(piece.text, (*ways, *_concept_ways(names, piece.text)))


def _other_ways(piece: Piece) -> Iterator[Way]:
    if piece.script == "kana":
        yield Way("romaji", (f"r:{kana.romaji(piece.text)}",))
    if piece.script != "word":
        return
    yield Way("stem", (f"s:{stem(piece.text)}",))
    if not piece.text.isascii():
        return
    for said in pinyin.syllables(piece.text):
        yield _pinyin_way(said)
    if len(piece.text) >= 3 and not piece.text.isdigit():
        yield Way("romaji", (f"r:{kana.fold_romaji(piece.text)}",))
    if pinyin.could_be_initials(piece.text):
        pairs = pairwise(piece.text)
        yield Way("initials", tuple(f"i:{one}{other}" for one, other in pairs))


def _pinyin_way(said: Sequence[str]) -> Way:
    pairs = pairwise(said)
    return Way("pinyin", tuple(f"p:{one}{other}" for one, other in pairs) or (f"q:{said[0]}",))


def _concept_ways(names: Sequence[str], written: str) -> Iterator[Way]:
    for name in names[:SYNONYMS_AT_MOST]:
        tokens = tuple(tokens_of([name]))
        if tokens and fold(name) != written:
            yield Way("concept", tokens)


def _with_names(clauses: list[Clause], folded: str, synonyms: Synonyms | None) -> list[Clause]:
    """A name of several words (mapo tofu) is one clause: itself, or any of its other names."""
    words = " ".join(folded.split())
    names = synonyms(words) if synonyms and len(clauses) > 1 else ()
    ways = tuple(_concept_ways(names, words))
    if not ways:
        return clauses
    literal = tuple(token for clause in clauses for token in clause.ways[0].tokens)
    stems = tuple(
        t
        for clause in clauses
        for t in next((w for w in clause.ways if w.kind == "stem"), clause.ways[0]).tokens
    )
    said = [way.tokens for clause in clauses for way in clause.ways[:3] if way.kind == "pinyin"]
    if len(said) == len(clauses):
        ways = (Way("pinyin", tuple(token for tokens in said for token in tokens)), *ways)
    return [Clause(words, (Way("literal", literal), Way("stem", stems), *ways))]
