"""Policy packs: what a jurisdiction asks for, as data in packs/NAME/pack.toml, checked as it is read."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from hongqiao.features.trust.spans import Calendar, Span, after, read_span

FOLDER = Path(__file__).parent / "packs"
NAMES = ("default", "eu", "uk", "us", "au", "cn")
Nature = Literal["duty", "window", "keep"]
"""A clock of something to be done, of something that people may do, of something to be kept."""


class PackTrouble(Exception):
    """A pack that makes no sense; one sentence."""


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A piece of a pack, and the source that asks for it."""

    source: str


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A law or guideline."""

    id: str
    name: str


class Values(Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings that the pack asks for, for some time, in one country or all; rules.py has their meaning."""

    since: date | None = None
    until: date | None = None
    country: str = ""
    minimum_age: int | None = None
    guardian_consent_below: int | None = None
    minor_below: int | None = None
    minors_private: bool | None = None
    minors_without_profiling: bool | None = None
    minor_minutes_a_day: int | None = None
    minor_minutes_below: int | None = None
    minor_night_pause: bool | None = None
    profiling_by_default: bool | None = None
    profiling_switch: bool | None = None
    autoplay_by_default: bool | None = None
    real_names: bool | None = None
    region_on_profile: bool | None = None
    ai_label: bool | None = None
    ai_metadata_check: bool | None = None
    commercial_declaration: bool | None = None
    notice_without_account: bool | None = None
    statement_of_reasons: bool | None = None
    consent_to_transfer: bool | None = None


class ClockRule(Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long something may take (or is kept), and when to warn."""

    kind: str
    nature: Nature = "duty"
    starts: str
    length: str
    not_before: str = ""
    extension: str = ""
    alarms: tuple[str, ...] = ()
    zone: str = "UTC"
    since: date | None = None

    def warns_after(self) -> list[Span]:
        """When to warn, without the end itself."""
        return [read_span(text) for text in self.alarms]


class Form(Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form that has to be there, and what it asks."""

    id: str
    fields: tuple[str, ...]
    without_account: bool = False


class Field(Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that a subject carries because the law wants it."""

    subject: str
    name: str
    is_required: bool = True
    since: date | None = None


class Notice(Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that have to stand somewhere."""

    id: str
    where: str
    words: str
    since: date | None = None


class Retention(Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long something is kept, at least or at most."""

    what: str
    keep: str
    bound: Literal["at least", "at most"]


class Duty(Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the operator has to do outside the software; `needs` names what shows that it is done."""

    id: str
    words: str
    needs: str
    since: date | None = None
    until: date | None = None


class Vector(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A test that the pack brings: a value on a day, or the end of a clock."""

    on: date | None = None
    country: str = ""
    value: str = ""
    clock: str = ""
    starts: datetime | None = None
    expect: int | bool | datetime


class Pack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One jurisdiction."""

    id: str
    name: str
    version: str
    effective_from: date
    effective_to: date | None = None
    countries: tuple[str, ...] = ()
    zone: str = "UTC"  # in which its nights and days are counted
    sources: tuple[Source, ...] = ()
    values: tuple[Values, ...] = ()
    clocks: tuple[ClockRule, ...] = ()
    forms: tuple[Form, ...] = ()
    fields: tuple[Field, ...] = ()
    notices: tuple[Notice, ...] = ()
    labels: tuple[Notice, ...] = ()
    retention: tuple[Retention, ...] = ()
    duties: tuple[Duty, ...] = ()
    calendar: Calendar = Calendar()
    tests: tuple[Vector, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Whether the pack is in force on this day."""
        return is_in_force(day, self.effective_from, self.effective_to)

    def value(self, name: str, day: date, country: str = "") -> int | bool | None:
        """What the pack asks for on this day, in this country if it has its own; None for nothing."""
        said = [
            (bool(one.country), one.since or date.min, getattr(one, name))
            for one in self.values
            if is_in_force(day, one.since, one.until) and one.country in ("", country)
        ]
        known = [one for one in said if one[2] is not None]
        return max(known, key=lambda one: one[:2])[2] if known else None

    def clock(self, kind: str) -> ClockRule | None:
        """The clock of this kind."""
        return next((rule for rule in self.clocks if rule.kind == kind), None)


def is_in_force(day: date, since: date | None, until: date | None) -> bool:
    """From `since` on, up to and including `until`."""
    return (since is None or since <= day) and (until is None or day <= until)


@cache
def pack(name: str) -> Pack:
    """The pack of this name. Raises PackTrouble when there is none or when it makes no sense."""
    if name not in NAMES:
        raise PackTrouble(f"There is no policy pack {name!r}; there are {', '.join(NAMES)}.")
    return read_pack(name, (FOLDER / name / "pack.toml").read_bytes())


def read_pack(name: str, text: bytes) -> Pack:
    """A pack from its file. Raises PackTrouble with the first thing that is wrong."""
    try:
        read = msgspec.toml.decode(text, type=Pack)
    except (msgspec.ValidationError, msgspec.DecodeError) as wrong:
        raise PackTrouble(f"Policy pack {name}: {wrong}.") from wrong
    for words in _faults(name, read):
        raise PackTrouble(f"Policy pack {name}: {words}.")
    return read


def _faults(name: str, read: Pack) -> Iterator[str]:
    if read.id != name:
        yield f"it calls itself {read.id}"
    known = {source.id for source in read.sources}
    parts: tuple[Part, ...] = (
        *read.values, *read.clocks, *read.forms, *read.fields, *read.notices, *read.labels, *read.retention,
        *read.duties,
    )  # fmt: skip
    for part in parts:
        if part.source not in known:
            yield f"nobody knows the source {part.source!r}"
    kinds = [rule.kind for rule in read.clocks]
    if len(set(kinds)) < len(kinds):
        yield "a clock is there twice"
    for rule in read.clocks:
        yield from _clock_faults(rule)
    for kept in read.retention:
        yield from _span_faults(kept.keep)
    for one in read.values:
        if one.country and one.country not in read.countries:
            yield f"{one.country} is not one of its countries"
    if not read.tests:
        yield "it has no tests"


def _clock_faults(rule: ClockRule) -> Iterator[str]:
    for text in filter(None, (rule.length, rule.not_before, rule.extension, *rule.alarms)):
        yield from _span_faults(text)
    start = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
    end = after(start, read_span(rule.length), zone=rule.zone)
    for span in rule.warns_after():
        if span.count > 0 and after(start, span, zone=rule.zone) >= end:
            yield f"an alarm of {rule.kind} comes after its end"


def _span_faults(text: str) -> Iterator[str]:
    try:
        read_span(text)
    except ValueError as wrong:
        yield str(wrong)
