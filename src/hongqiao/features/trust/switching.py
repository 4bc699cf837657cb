"""Other packs: what would change with them before it does, what changes on which day, what nothing shows
to be met, and whether each pack still passes its own tests.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from hongqiao.features.trust import deadlines
from hongqiao.features.trust.pack import NAMES, Duty, Field, Notice, Pack, Vector, pack
from hongqiao.features.trust.rules import STRICTER, Rules, rules, union
from hongqiao.kernel.settings import Settings

NOT_BUILT: Mapping[str, str] = {
    "real_names": "Accounts must be tied to a proven identity. The software knows nobody’s real name: see"
    " to it before you let somebody join.",
    "ai_metadata_check": "Pictures must be looked at for marks of the tools that made them. The software"
    " takes the author’s word.",
    "consent_to_transfer": "Whoever’s data leaves the country must have agreed. The software doesn’t ask:"
    " host it where its people are, or ask them yourself.",
}
"""Values of packs that no code here follows -> what the operator has to see to."""

FOR_EVERYBODY = frozenset({"autoplay_by_default", "ai_label", "commercial_declaration"})
"""Values that no code asks for since what they want is always so: nothing plays by itself, and a note can say
that software made it or that somebody pays for it.
"""


class NextChange(msgspec.Struct, frozen=True):
    """The next day on which the rules here change by themselves, and how."""

    on: date
    lines: list[str]


def with_packs(settings: Settings, names: Iterable[str]) -> Settings:
    """The same site under other packs; unknown names are left out."""
    wanted = set(names)
    return msgspec.structs.replace(settings, packs=tuple(name for name in NAMES if name in wanted))


def next_change(settings: Settings, today: date) -> NextChange | None:
    """What the dates in the packs of this site bring next; None when nothing is foreseen."""
    days = sorted({day for name in settings.packs for day in _days(pack(name)) if day > today})
    now = rules(settings, on=today)
    for day in days:
        if lines := differences(now, rules(settings, on=day)):
            return NextChange(day, lines)
    return None


def _days(one: Pack) -> Iterable[date]:
    """Every day on which something in a pack begins, or has ended."""
    parts = (*one.values, *one.clocks, *one.fields, *one.notices, *one.labels, *one.duties)
    for part in parts:
        if part.since is not None:
            yield part.since
        if (until := getattr(part, "until", None)) is not None:
            yield until + timedelta(days=1)
    yield one.effective_from
    if one.effective_to is not None:
        yield one.effective_to + timedelta(days=1)


def failed_vectors(one: Pack) -> list[Vector]:
    """The pack’s own tests that it does not pass."""
    return [vector for vector in one.tests if not _passes(one, vector)]


def _passes(one: Pack, vector: Vector) -> bool:
    if vector.clock:
        rule = one.clock(vector.clock)
        starts = vector.starts
        assert rule is not None and starts is not None, vector
        return deadlines.started(1, rule, one, starts).due_at == vector.expect
    assert vector.on is not None, vector
    return getattr(union([one], on=vector.on, country=vector.country), vector.value) == vector.expect


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
    """Duties of the packs, and values that no code follows, that nothing shows to be met; `met` says for each
    need where that stands.
    """
    asked = [name for name in NOT_BUILT if getattr(rules, name)]
    unbuilt = [
        Duty(id=name, words=NOT_BUILT[name], needs=name, source=rules.set_by.get(name, "")) for name in asked
    ]
    return [duty for duty in (*rules.duties, *unbuilt) if not met.get(duty.needs, "").strip()]
