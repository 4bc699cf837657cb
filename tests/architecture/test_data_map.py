"""Each table of the migrated schema has its rule in the data map, and each column that names somebody."""

import msgspec
import pytest

from hongqiao.entry.data_map import HOLDINGS, MAP, OWNERS, TRACES, as_markdown, traces_of
from hongqiao.kernel.holdings import Erase, Holding, Keep, Rows, With, by_table, nobody
from tests.architecture.schema import tables
from tests.architecture.test_tables import OUTSIDE_FEATURES, owners
from tests.architecture.tree import PROJECT, ROOT, show

PEOPLE = frozenset(
    [
        "account_id",
        "author_id",
        "person_id",
        "owner_id",
        "follower_id",
        "target_id",
        "note_author_id",
        "reporter_id",
        "by_id",
        "by_handle",
        "claimed_by",
        "answered_by",
        "settled_by",
        "editor_id",
        "editor_handle",
        "person_handle",
        "made_by",
        "handle",
        "parties",
        "people",
        "member_id",
        "guardian_id",
        "blocked_id",
        "blocker_id",
        "muted_id",
        "other_id",
        "asker_id",
        "ward_id",
        "asked_by",
        "email",
    ]
)
"""Columns that name somebody wherever they stand."""

THINGS = frozenset(
    [
        "id",
        "note_id",
        "comment_id",
        "parent_id",
        "reply_to_id",
        "draft_id",
        "subject_id",
        "board_id",
        "case_id",
        "matter_id",
        "batch",
        "decision_id",
        "reversal_id",
        "correction_id",
        "change_id",
        "applied_id",
        "session",
        "edition",
        "floor",
        "index",
        "number",
        "size",
        "level",
        "at",
        "heads",
        "head",
        "reverses",
        "paused_ms",
        "rank",
        "size_bytes",
        "in_window",
        "tokens",
        "last_step",
        "sign_count",
    ]
)
"""Numbers that name no account."""

_NUMBERS = """
    select c.relname, a.attname
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid
    join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace
      and c.relkind in ('r', 'p')
      and c.relname <> 'schema_migration'
      and c.relname not like 'pgqueuer%'
      and a.attnum > 0
      and not a.attisdropped
      and (t.typname in ('int8', '_int8') or a.attname = any($1::text[]))
    order by 1, 2
"""


def gaps(columns: list[tuple[str, str]], known: list[Holding]) -> list[str]:
    """Tables and columns that the map says nothing about; `columns` are those that may name somebody."""
    rules, found = by_table(known), []
    for table, column in columns:
        if table not in rules:
            found.append(f"{table}: has no rule in the data map")
        elif column in PEOPLE and column not in rules[table].names:
            found.append(f"{table}.{column}: names somebody, and the data map does not say so")
        elif column not in PEOPLE | THINGS:
            found.append(f"{table}.{column}: say in PEOPLE or THINGS whether it names somebody")
    return sorted(set(found))


async def columns(database) -> list[tuple[str, str]]:
    return [tuple(row) for row in await database.fetch(_NUMBERS, sorted(PEOPLE))]


def test_every_table_has_one_rule():
    there = set(tables(PROJECT))

    assert set(MAP) == there, show(sorted(set(MAP) ^ there))


async def test_every_column_that_names_somebody_is_in_the_map(database):
    findings = gaps(await columns(database), HOLDINGS)

    assert not findings, show(findings)


def test_each_rule_stands_with_the_owner_of_its_table():
    named = owners(PROJECT)

    wrong = [
        f"{one.table}: is {OUTSIDE_FEATURES.get(one.table) or named[one.table]}’s, not {owner}’s"
        for owner, holdings in OWNERS.items()
        for one in holdings
        if owner not in ({OUTSIDE_FEATURES.get(one.table)} | named[one.table])
    ]
    assert not wrong, show(wrong)


def test_what_names_somebody_is_erased_or_kept_with_a_ground():
    silent = [one.table for one in HOLDINGS if one.names and isinstance(one.erase, str)]
    unsaid = [
        one.table
        for one in HOLDINGS
        if isinstance(one.erase, Keep) and not (one.erase.ground and one.erase.days)
    ]
    led_on = [one.table for one in HOLDINGS if isinstance(one.erase, With) and one.erase.table not in MAP]

    assert not silent + unsaid + led_on


async def test_every_rule_runs(database):
    traces = await traces_of(database, 4711, "nobody")

    for one in HOLDINGS:
        if isinstance(one.export, Rows):
            assert await one.export.of(database, traces) == []
        for rule in rules_of(one):
            assert await rule.run(database, traces) == 0


def rules_of(one: Holding) -> list[Erase]:
    if isinstance(one.erase, Keep):
        return [rule for rule in (one.erase.at_once, one.erase.then) if rule is not None]
    return [one.erase] if isinstance(one.erase, Erase) else []


def test_the_page_in_the_documents_is_as_printed():
    assert (ROOT / "docs/operating/data-map.md").read_text("utf-8") == as_markdown()


async def test_a_table_without_a_rule_is_found(database):
    without = [one for one in HOLDINGS if one.table != "draft"]

    assert "draft: has no rule in the data map" in gaps(await columns(database), without)


async def test_a_column_that_the_map_forgets_is_found(database):
    forgetful = [
        msgspec.structs.replace(one, names=("author_id",)) if one.table == "comment" else one
        for one in HOLDINGS
    ]

    assert gaps(await columns(database), forgetful) == [
        "comment.note_author_id: names somebody, and the data map does not say so"
    ]


def test_a_new_number_has_to_be_placed():
    assert gaps([("draft", "helper_id")], HOLDINGS) == [
        "draft.helper_id: say in PEOPLE or THINGS whether it names somebody"
    ]


def test_two_rules_for_a_table_are_refused():
    with pytest.raises(ValueError, match="outbox has two rules"):
        by_table([nobody("outbox", "", "why"), nobody("outbox", "", "why")])


def test_traces_are_gathered_under_their_own_names():
    assert len({one.name for one in TRACES}) == len(TRACES)
