"""When a legal clock ends and when it warns: pure rules, the moment is always handed in."""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from hongqiao.features.trust.pack import ClockRule, Nature, Pack
from hongqiao.features.trust.spans import Span, after, read_span

State = Literal["running", "paused", "overdue", "over", "done"]
"""`overdue` is a duty past its end; a window or a time of keeping that has passed is `over`."""

_BEFORE_EXTENDED_END = (Span(-14, "d"), Span(-3, "d"))


class Clock(msgspec.Struct, frozen=True):
    """One deadline of one case. Its moments stand still while it is paused."""

    case_id: int
    kind: str
    pack: str
    starts_at: datetime
    first_due_at: datetime
    due_at: datetime
    not_before: datetime | None
    paused_at: datetime | None
    paused_ms: int
    alarmed: int
    next_alarm_at: datetime | None
    done_at: datetime | None
    proof: str

    @property
    def is_extended(self) -> bool:
        return self.due_at != self.first_due_at

    def paused_for(self, now: datetime) -> timedelta:
        """All the time that didn’t count, up to now."""
        since = now - self.paused_at if self.paused_at else timedelta()
        return timedelta(milliseconds=self.paused_ms) + since

    def ends_at(self, now: datetime) -> datetime:
        """When it ends, as things stand now."""
        return self.due_at + self.paused_for(now)

    def state(self, now: datetime, nature: Nature = "duty") -> State:
        """How it stands."""
        if self.done_at is not None:
            return "done"
        if self.paused_at is not None:
            return "paused"
        if now < self.ends_at(now):
            return "running"
        return "overdue" if nature == "duty" else "over"


def started(case_id: int, rule: ClockRule, pack: Pack, at: datetime) -> Clock:
    """The clock of a case that begins at this moment."""
    due = _after(at, rule.length, rule, pack)
    earliest = _after(at, rule.not_before, rule, pack) if rule.not_before else None
    clock = Clock(case_id, rule.kind, pack.id, at, due, due, earliest, None, 0, 0, None, None, "")
    return scheduled(clock, rule, pack, at)


def extended(clock: Clock, rule: ClockRule, pack: Pack, now: datetime) -> Clock:
    """The clock with its one extension, counted from where it would have ended."""
    due = _after(clock.first_due_at, rule.extension, rule, pack)
    return scheduled(msgspec.structs.replace(clock, due_at=due), rule, pack, now)


def paused(clock: Clock, now: datetime) -> Clock:
    """The clock stands still from now on."""
    return msgspec.structs.replace(clock, paused_at=now, next_alarm_at=None)


def resumed(clock: Clock, rule: ClockRule, pack: Pack, now: datetime) -> Clock:
    """The clock goes on; all that is left moves by as long as it stood still."""
    stood_ms = clock.paused_for(now) // timedelta(milliseconds=1)
    return scheduled(msgspec.structs.replace(clock, paused_at=None, paused_ms=stood_ms), rule, pack, now)


def warned(clock: Clock, rule: ClockRule, pack: Pack, now: datetime) -> Clock:
    """The clock after telling of every alarm that is due by now."""
    told = sum(moment + clock.paused_for(now) <= now for moment in alarms(clock, rule, pack))
    return scheduled(msgspec.structs.replace(clock, alarmed=max(told, clock.alarmed)), rule, pack, now)


def scheduled(clock: Clock, rule: ClockRule, pack: Pack, now: datetime) -> Clock:
    """The clock with the moment of its next alarm."""
    left = alarms(clock, rule, pack)[clock.alarmed :]
    is_silent = clock.paused_at is not None or clock.done_at is not None or not left
    at = None if is_silent else left[0] + clock.paused_for(now)
    return msgspec.structs.replace(clock, next_alarm_at=at)


def alarms(clock: Clock, rule: ClockRule, pack: Pack) -> list[datetime]:
    """Moments of the alarms as if it had never been paused, in order; of a duty, the end is the last."""
    moments = [_alarm(span, clock.starts_at, clock.first_due_at, rule, pack) for span in rule.warns_after()]
    if clock.is_extended:
        moments += [_alarm(span, clock.starts_at, clock.due_at, rule, pack) for span in _BEFORE_EXTENDED_END]
    return [*sorted(moments), clock.due_at] if rule.nature == "duty" else sorted(moments)


def _alarm(span: Span, starts_at: datetime, due_at: datetime, rule: ClockRule, pack: Pack) -> datetime:
    """Counted from the beginning, or back from the end."""
    return after(starts_at if span.count > 0 else due_at, span, zone=rule.zone, calendar=pack.calendar)


def _after(moment: datetime, text: str, rule: ClockRule, pack: Pack) -> datetime:
    return after(moment, read_span(text), zone=rule.zone, calendar=pack.calendar)
