"""What happens in matters of trust."""

from hongqiao.kernel.events import Event


class ClockWarned(Event, frozen=True, kw_only=True):
    """A legal clock came to an alarm, or to its end."""

    case_id: int
    kind: str
    pack: str
    is_overdue: bool


class CaseOpened(Event, frozen=True, kw_only=True):
    """Something was reported that nobody had reported before, or not since it was last decided on."""

    case_id: int


class DecisionMade(Event, frozen=True, kw_only=True):
    """Somebody was restricted. Whoever owns the subject asks `standing.in_force` what holds of it now."""

    decision_id: int
    subject: str
    subject_kind: str
    person_id: int
    action: str


class DecisionLifted(Event, frozen=True, kw_only=True):
    """A restriction is over: taken back on appeal, or at its end. Answered to as DecisionMade."""

    decision_id: int
    subject: str
    subject_kind: str
    person_id: int
    action: str
