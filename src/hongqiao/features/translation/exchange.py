"""The memory of segments handed on and taken in as TMX 1.4b, the exchange format of translation memories."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

import msgspec

from hongqiao.features.translation import recall
from hongqiao.features.translation.agreement import trouble_with
from hongqiao.features.translation.normalise import normalise
from hongqiao.features.translation.queries import segments as rows
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.language import base_of
from hongqiao.kernel.scope import Scope

_PAGE = 500
_LONGEST = 5_000
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="hongqiao" creationtoolversion="1" segtype="sentence" o-tmf="hongqiao" adminlang="en" \
srclang={source} datatype="plaintext"><prop type="licence">{licence}</prop></header>
<body>
"""
_TAIL = "</body>\n</tmx>\n"
_MOMENT = "%Y%m%dT%H%M%SZ"


class Unit(msgspec.Struct, frozen=True):
    """A segment and what stands for it; `person_id` is 0 for an operator's file."""

    written: str
    words: str
    person_id: int = 0
    made_at: datetime | None = None


async def units(scope: Scope, source: str, target: str) -> AsyncIterator[list[Unit]]:
    """The whole memory of a pair, a page at a time. It holds nothing that only few may read."""
    bucket, key, correction_id = -1, b"", 0
    while True:
        page = await rows.UNITS_AFTER.all(
            scope.db, bucket, key, correction_id, base_of(source), base_of(target), _PAGE
        )
        if not page:
            return
        yield [Unit(row.written, row.words, row.person_id, row.made_at) for row in page]
        bucket, key, correction_id = page[-1].bucket, page[-1].key, page[-1].correction_id


def write_tmx(source: str, target: str, licence: str) -> tuple[str, str]:
    """What stands before and after the units of a file."""
    return _HEAD.format(source=quoteattr(base_of(source)), licence=escape(licence)), _TAIL


def write_unit(unit: Unit, source: str, target: str, names: Mapping[int, str]) -> str:
    """One unit; `names` are the handles under which people's corrections stand."""
    by = f" creationid={quoteattr(names[unit.person_id])}" if unit.person_id in names else ""
    at = f' creationdate="{unit.made_at.astimezone(UTC).strftime(_MOMENT)}"' if unit.made_at else ""
    return (
        f"<tu{at}{by}>"
        f"<tuv xml:lang={quoteattr(base_of(source))}><seg>{escape(unit.written)}</seg></tuv>"
        f"<tuv xml:lang={quoteattr(base_of(target))}><seg>{escape(unit.words)}</seg></tuv></tu>\n"
    )


def read_tmx(chunks: Iterable[bytes]) -> Iterator[tuple[str, str, Unit]]:
    """(source, target, unit) of a file, in both directions of what it holds first. Units with inline codes
    are left out. Raises Invalid for what is no TMX, and for files that declare entities.
    """
    reading = _Reading()
    try:
        for chunk in chunks:
            reading.parser.Parse(chunk, False)
            yield from reading.take()
        reading.parser.Parse(b"", True)
        yield from reading.take()
    except expat.ExpatError as wrong:
        raise Invalid(mark("This file can’t be read as TMX."), detail=str(wrong)) from wrong
    if not reading.is_tmx:
        raise Invalid(mark("This file can’t be read as TMX."))


async def keep_units(scope: Scope, source: str, target: str, given: Sequence[Unit]) -> int:
    """Takes units into the memory; how many passed the checks that every suggestion passes. For operators."""
    source, target, kept = base_of(source), base_of(target), 0
    for unit in given:
        written, words = normalise(unit.written), normalise(unit.words)
        if source == target or not written or "\n" in written or len(words) > _LONGEST:
            continue
        if trouble_with(written, words, source, target):
            continue
        kept += await recall.keep_unit(
            scope,
            written,
            words,
            source,
            target,
            correction_id=0,
            person_id=0,
            made_at=unit.made_at or scope.now,
        )
    return kept


class _Reading:
    """Collects units while the parser goes through the file."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.EntityDeclHandler = self._refuse
        self.is_tmx = False
        self._found: list[tuple[str, str, Unit]] = []
        self._unit: list[tuple[str, str]] = []
        self._lang, self._seg, self._has_codes = "", None, False  # type: str, list[str] | None, bool

    def take(self) -> list[tuple[str, str, Unit]]:
        """What was read since last asked."""
        found, self._found = self._found, []
        return found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "tmx":
            self.is_tmx = True
        elif name == "tu":
            self._unit, self._has_codes = [], False
        elif name == "tuv":
            self._lang = base_of(attributes.get("xml:lang") or attributes.get("lang") or "")
        elif name == "seg":
            self._seg = []
        elif self._seg is not None:
            self._has_codes = True

    def _end(self, name: str) -> None:
        if name == "seg" and self._seg is not None:
            self._unit.append((self._lang, "".join(self._seg)))
            self._seg = None
        elif name == "tu" and len(self._unit) > 1 and not self._has_codes:
            (source, written), *others = self._unit
            self._found += [(source, target, Unit(written, words)) for target, words in others]

    def _words(self, data: str) -> None:
        if self._seg is not None:
            self._seg.append(data)

    def _refuse(self, *_declared: object) -> None:
        raise Invalid(mark("This file declares XML entities, which aren’t accepted."))
