"""Moments as whole numbers."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.moments import END_OF_TIME, from_micros, to_micros, to_millis


@given(st.datetimes(datetime(1970, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC)))
def test_a_moment_comes_back_to_the_microsecond(moment):
    assert from_micros(to_micros(moment)) == moment
    assert to_millis(moment) == to_micros(moment) // 1000


@pytest.mark.parametrize("micros", [-1, to_micros(END_OF_TIME) + 1, (1 << 63) - 1])
def test_a_number_that_no_moment_has_is_refused(micros):
    with pytest.raises(Invalid):
        from_micros(micros)
