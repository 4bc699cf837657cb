"""The next migration."""

import pytest

from tools.db import new_migration


def test_the_next_migration_has_the_next_number_and_says_why(tmp_path):
    (tmp_path / "0007_notes.sql").touch()

    made = new_migration(tmp_path, "notes_add_cover", "Covers are chosen by people")

    assert made.name == "0008_notes_add_cover.sql"
    assert made.read_text() == "-- Covers are chosen by people.\n"


@pytest.mark.parametrize(("name", "why"), [("Notes", "why"), ("notes add", "why"), ("notes", " ")])
def test_a_migration_without_name_or_reason_is_not_made(tmp_path, name, why):
    with pytest.raises(ValueError, match="named"):
        new_migration(tmp_path, name, why)

    assert list(tmp_path.iterdir()) == []
