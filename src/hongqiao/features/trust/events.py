"""What happens in matters of trust."""

from hongqiao.kernel.events import Event


class ClockWarned(Event, frozen=True, kw_only=True):
    """A legal clock came to an alarm, or to its end."""

    case_id: int
    kind: str
    pack: str
    is_overdue: bool
