"""What happens in matters of trust."""

from typing import ClassVar

from hongqiao.kernel.events import Event


class ClockWarned(Event, frozen=True, kw_only=True):
    """A legal clock came to an alarm, or to its end."""

    case_id: int
    kind: str
    pack: str
    is_overdue: bool


class ConsentTakenBack(Event, frozen=True, kw_only=True):
    """Somebody said no to a purpose; whoever kept things for it asks the ledger, and lets go of them."""

    is_urgent: ClassVar[bool] = True
    account_id: int
    purpose: str


class CaseOpened(Event, frozen=True, kw_only=True):
    """Something was reported that nobody had reported before, or not since it was last decided on."""

    case_id: int


class CaseSettled(Event, frozen=True, kw_only=True):
    """A case was decided, or decided again: whoever reported hears what came of it."""

    case_id: int


class DecisionMade(Event, frozen=True, kw_only=True):
    """Somebody was restricted. Whoever owns the subject asks `standing.in_force` what holds of it now."""

    is_urgent: ClassVar[bool] = True
    decision_id: int
    subject: str
    subject_kind: str
    person_id: int
    action: str


class DecisionLifted(Event, frozen=True, kw_only=True):
    """A restriction is over: taken back on appeal, or at its end. Answered to as DecisionMade."""

    is_urgent: ClassVar[bool] = True
    decision_id: int
    subject: str
    subject_kind: str
    person_id: int
    action: str


class SubjectHeld(Event, frozen=True, kw_only=True):
    """Screening holds something back until a person decides; it lies in the subject's bucket."""

    is_urgent: ClassVar[bool] = True
    subject: str
    subject_kind: str
    person_id: int


class MachineCaseSettled(Event, frozen=True, kw_only=True):
    """A case that software opened is decided: by an action, or by "none"."""

    subject: str
    subject_kind: str
    outcome: str
    pictures: tuple[str, ...] = ()


class HoldLifted(Event, frozen=True, kw_only=True):
    """Screening holds the subject no more. Whoever owns it asks what decisions say of it now."""

    subject: str
    subject_kind: str
    person_id: int
