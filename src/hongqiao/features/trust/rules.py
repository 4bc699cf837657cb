"""The rules that an installation lives under: the union of its policy packs, where the stricter one wins.

Without a pack that asks for something, the code for it does not run.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

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
    def turning_age(self) -> int:
        """Years that somebody turns in the year of joining, or turned before. Only years of birth are known:
        where a law names the age it takes the year after: by then everyone has reached it.
        """
        names = ("minimum_age", "guardian_consent_below")
        asked = [(getattr(self, name), self.set_by.get(name, "")) for name in names]
        return max(age + (age > 0 and by != "default") for age, by in asked)


def rules(settings: Settings, *, on: date, country: str = "") -> Rules:
    """The rules of this installation on a day, for a reader in a country if that is known.

    Raises PackTrouble for a pack that there isn’t.
    """
    return union([pack(name) for name in settings.packs], on=on, country=country)


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
        clocks=_clocks(held, on),
        forms={form.id: form for one in held for form in one.forms},
        fields=tuple(part for one in held for part in one.fields if is_in_force(on, part.since, None)),
        notices=tuple(part for one in held for part in one.notices if is_in_force(on, part.since, None)),
        labels=tuple(part for one in held for part in one.labels if is_in_force(on, part.since, None)),
        retention=tuple(part for one in held for part in one.retention),
        duties=tuple(duty for one in held for duty in one.duties if is_in_force(on, duty.since, duty.until)),
        **values,  # type: ignore[arg-type]
    )


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


def differences(old: Rules, new: Rules) -> list[str]:
    """What would change, a line each, before it takes effect."""
    lines = []
    for name in STRICTER:
        was, becomes = getattr(old, name), getattr(new, name)
        if was != becomes:
            lines.append(f"{name}: {was} -> {becomes}  ({new.set_by.get(name, 'no pack asks')})")
    for title, before, after in (
        ("clock", {k: f"{r.length} ({p})" for k, (r, p) in old.clocks.items()},
         {k: f"{r.length} ({p})" for k, (r, p) in new.clocks.items()}),
        ("form", dict.fromkeys(old.forms, ""), dict.fromkeys(new.forms, "")),
        ("notice", _ids(old.notices), _ids(new.notices)),
        ("label", _ids(old.labels), _ids(new.labels)),
        ("field", _named(old.fields), _named(new.fields)),
        ("retention", {r.what: f"{r.bound} {r.keep}" for r in old.retention},
         {r.what: f"{r.bound} {r.keep}" for r in new.retention}),
        ("duty", {d.id: d.words for d in old.duties}, {d.id: d.words for d in new.duties}),
    ):  # fmt: skip
        lines += [f"+ {title} {key}  {after[key]}".rstrip() for key in after if key not in before]
        lines += [f"- {title} {key}" for key in before if key not in after]
        changed = [key for key in after if key in before and after[key] != before[key]]
        lines += [f"~ {title} {key}: {before[key]} -> {after[key]}" for key in changed]
    return lines


def _ids(notices: Sequence[Notice]) -> dict[str, str]:
    return {one.id: one.where for one in notices}


def _named(fields: Sequence[Field]) -> dict[str, str]:
    return {f"{one.subject}.{one.name}": "" for one in fields}


def gaps(rules: Rules, met: Mapping[str, str]) -> list[Duty]:
    """Duties of the packs that nothing shows to be met; `met` says for each need where that stands."""
    return [duty for duty in rules.duties if not met.get(duty.needs, "").strip()]
