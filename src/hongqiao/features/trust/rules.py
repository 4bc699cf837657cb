"""The rules that an installation lives under: the union of its policy packs, where the stricter one wins.

Without a pack that asks for something, the code for it does not run.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

import msgspec

from hongqiao.features.trust import spans
from hongqiao.features.trust.pack import (
    ClockRule,
    Duty,
    Field,
    Form,
    Notice,
    Pack,
    Retention,
    is_in_force,
    pack,
)
from hongqiao.kernel.settings import Settings

Stricter = Literal["more", "less", "yes", "no"]

STRICTER: Mapping[str, Stricter] = {
    "minimum_age": "more",
    "guardian_consent_below": "more",
    "minor_below": "more",
    "minors_private": "yes",
    "minors_without_profiling": "yes",
    "minor_minutes_a_day": "less",
    "minor_minutes_below": "more",
    "minor_night_pause": "yes",
    "profiling_by_default": "no",
    "profiling_switch": "yes",
    "autoplay_by_default": "no",
    "real_names": "yes",
    "region_on_profile": "yes",
    "ai_label": "yes",
    "ai_metadata_check": "yes",
    "commercial_declaration": "yes",
    "notice_without_account": "yes",
    "statement_of_reasons": "yes",
    "consent_to_transfer": "yes",
}
"""Which of two values binds more."""


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What holds here, and which pack set it. The values here are those of a site without any pack."""

    minimum_age: int = 0  # years, to have an account at all
    guardian_consent_below: int = 0  # years; 0: nobody is asked for
    minor_below: int = 18
    minors_private: bool = False
    minors_without_profiling: bool = False
    minor_minutes_a_day: int | None = None
    minor_minutes_below: int = 18  # years, under which those minutes are all there are a day
    minor_night_pause: bool = False
    profiling_by_default: bool = True
    profiling_switch: bool = False
    autoplay_by_default: bool = True
    real_names: bool = False
    region_on_profile: bool = False
    ai_label: bool = False
    ai_metadata_check: bool = False
    commercial_declaration: bool = False
    notice_without_account: bool = False
    statement_of_reasons: bool = False
    consent_to_transfer: bool = False
    packs: tuple[str, ...] = ()
    set_by: Mapping[str, str] = {}
    zone: str = "UTC"  # of the pack that asks for pauses
    clocks: Mapping[str, tuple[ClockRule, str]] = {}  # kind -> the strictest, and its pack
    forms: Mapping[str, Form] = {}
    fields: tuple[Field, ...] = ()
    notices: tuple[Notice, ...] = ()
    labels: tuple[Notice, ...] = ()
    retention: tuple[Retention, ...] = ()
    duties: tuple[Duty, ...] = ()

    @property
    def joining_age(self) -> int:
        """Years from which somebody can join by themselves: whoever needs a guardian’s consent cannot."""
        return max(self.minimum_age, self.guardian_consent_below)

    @property
    def asks_age(self) -> bool:
        """Whether anything here depends on how old people are; if not, nobody is asked."""
        limits = self.minor_minutes_a_day is not None or self.minor_night_pause
        return limits or self.joining_age > 0 or self.minors_private or self.minors_without_profiling

    def kept_since(self, what: str, since: datetime, now: datetime) -> datetime:
        """What is older than this is not kept: `since`, unless a pack keeps it longer or ends it sooner."""
        for asked in self.retention:
            if asked.what == what:
                bound = now - (spans.after(now, spans.read_span(asked.keep)) - now)
                since = min(since, bound) if asked.bound == "at least" else max(since, bound)
        return since


def rules(settings: Settings, *, on: date, country: str = "") -> Rules:
    """The rules of this installation on a day, for a reader in a country if that is known.

    Raises PackTrouble for a pack that there isn’t.
    """
    return _rules(settings.packs, on, country)


@lru_cache(maxsize=64)
def _rules(packs: tuple[str, ...], on: date, country: str) -> Rules:
    """Asked with every request of whoever is signed in."""
    return union([pack(name) for name in packs], on=on, country=country)


def union(packs: Sequence[Pack], *, on: date, country: str = "") -> Rules:
    """The stricter of each, of all packs that are in force on the day."""
    held = [one for one in packs if one.holds_on(on)]
    values: dict[str, int | bool] = {}
    set_by: dict[str, str] = {}
    for name, direction in STRICTER.items():
        said = [(value, one.id) for one in held if (value := one.value(name, on, country)) is not None]
        if said:
            least = direction in ("less", "no")
            values[name], set_by[name] = (min if least else max)(said, key=lambda pair: pair[0])
    return Rules(
        packs=tuple(one.id for one in held),
        set_by=set_by,
        zone=_zone(held, set_by),
        clocks=_clocks(held, on),
        forms={form.id: form for one in held for form in one.forms},
        fields=tuple(part for one in held for part in one.fields if is_in_force(on, part.since, None)),
        notices=tuple(part for one in held for part in one.notices if is_in_force(on, part.since, None)),
        labels=tuple(part for one in held for part in one.labels if is_in_force(on, part.since, None)),
        retention=tuple(part for one in held for part in one.retention),
        duties=tuple(duty for one in held for duty in one.duties if is_in_force(on, duty.since, duty.until)),
        **values,  # type: ignore[arg-type]
    )


def _zone(packs: Sequence[Pack], set_by: Mapping[str, str]) -> str:
    asking = set_by.get("minor_night_pause") or set_by.get("minor_minutes_a_day")
    return next((one.zone for one in packs if one.id == asking), "UTC")


def _clocks(packs: Sequence[Pack], on: date) -> dict[str, tuple[ClockRule, str]]:
    """One clock a kind: of a duty the shorter, of what people may do or what is kept the longer."""
    found: dict[str, tuple[ClockRule, str]] = {}
    for one in packs:
        for rule in one.clocks:
            if is_in_force(on, rule.since, None) and _binds_more(rule, found.get(rule.kind)):
                found[rule.kind] = (rule, one.id)
    return found


def _binds_more(rule: ClockRule, other: tuple[ClockRule, str] | None) -> bool:
    if other is None:
        return True
    is_shorter = _hours(rule) < _hours(other[0])
    return is_shorter if rule.nature == "duty" else _hours(rule) > _hours(other[0])


_HOURS = {"h": 1, "d": 24, "b": 34, "m": 730, "y": 8_766}


def _hours(rule: ClockRule) -> int:
    """Roughly, to compare lengths of different units."""
    return int(rule.length[:-1]) * _HOURS[rule.length[-1]]
