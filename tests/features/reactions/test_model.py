"""Rules for boards."""

from datetime import UTC, datetime

import pytest

from hongqiao.features.reactions.model import Board, checked_name, may_open
from hongqiao.kernel.errors import Invalid

PRIVATE = Board(
    id=9,
    owner_id=1,
    name="Noodles",
    is_default=False,
    is_private=True,
    notes=0,
    made_at=datetime(2026, 7, 1, tzinfo=UTC),
    newest=[],
)


@pytest.mark.parametrize("name", ["", " \n ", "x" * 41, "\ud800"])
def test_a_board_has_a_name_of_forty_signs_at_most(name):
    with pytest.raises(Invalid) as refused:
        checked_name(name)

    assert "name" in refused.value.fields


def test_a_name_is_cleaned():
    assert checked_name("  Noodles\n& dumplings ") == "Noodles & dumplings"


def test_a_private_board_is_its_owners_alone():
    assert {viewer for viewer in (1, 2, None) if may_open(PRIVATE, viewer)} == {1}
