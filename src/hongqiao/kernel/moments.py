"""Moments as whole numbers, for cursors and ranks."""

from datetime import UTC, datetime, timedelta

from hongqiao.kernel.errors import Invalid, mark

END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)
"""Later than everything: where a list that is read newest first begins."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """Unix microseconds, exact."""
    return (moment - _EPOCH) // _MICROSECOND


def to_millis(moment: datetime) -> int:
    """Unix milliseconds, rounded down."""
    return to_micros(moment) // 1000


def from_micros(micros: int) -> datetime:
    """The moment back from a cursor; raises Invalid for a number that no moment has."""
    if not 0 <= micros <= to_micros(END_OF_TIME):
        raise Invalid(mark("This page address is broken. Start again from the first page."))
    return _EPOCH + micros * _MICROSECOND
