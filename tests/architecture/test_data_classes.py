"""Each table has its class of data; what opens a door is secret, and never copied out.

ASVS 5.0, 14.1.1, 14.1.2, 14.2.4.
"""

import pytest

from hongqiao.entry.data_classes import OPEN, OPENS, OUTSIDE, RULES, SECRET, SENSITIVE, as_markdown, class_of
from hongqiao.entry.data_map import HOLDINGS, MAP
from hongqiao.kernel.holdings import Holding, Rows, nobody
from tests.architecture.tree import ROOT, show

COPIED = [one for one in HOLDINGS if isinstance(one.export, Rows)]
_OPENING = """
    select table_name, column_name
    from information_schema.columns
    where table_schema = 'public'
      and column_name = any($1::text[])
    order by 1, 2
"""


def test_no_class_names_a_table_that_is_not_there():
    assert set(MAP) >= SECRET | SENSITIVE | OPEN
    assert not (SECRET & SENSITIVE or SECRET & OPEN or SENSITIVE & OPEN)
    assert {name for _, name, _ in OUTSIDE} <= set(RULES)


def test_a_new_table_is_personal_as_soon_as_it_names_somebody():
    assert class_of(Holding("anew", "What is new.", ("account_id",), "why", "why")) == "personal"
    assert class_of(nobody("counts", "Sums.", "They name nobody.")) == "technical"


async def test_what_opens_something_is_secret_or_sensitive(database):
    opening = await database.fetch(_OPENING, list(OPENS))

    wrong = [
        f"{table}.{column}"
        for table, column in opening
        if class_of(MAP[table]) != "secret"
        and not (column == "key_hash" and class_of(MAP[table]) == "sensitive")
    ]
    assert opening and not wrong, show(wrong)


@pytest.mark.parametrize("one", COPIED, ids=lambda one: one.table)
async def test_nothing_that_opens_a_door_is_copied_into_an_archive(database, one):
    columns = [column for table, column in await database.fetch(_OPENING, list(OPENS)) if table == one.table]

    for column in columns:
        sql = one.export.query.sql
        assert "to_jsonb" not in sql or f"- '{column}'" in sql or f"'{{{column}" in sql, (one.table, column)


def test_the_page_in_the_documents_is_as_printed():
    assert (ROOT / "docs/operating/data-classification.md").read_text("utf-8") == as_markdown()
