"""Statements of reasons: whole or not at all, for whom they concern, and provable."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hongqiao.features.trust import statement
from hongqiao.features.trust.records import canonical
from hongqiao.features.trust.statement import Ground, Machine, Redress, salted
from hongqiao.kernel.errors import Invalid, NotFound
from hongqiao.kernel.scope import Viewer
from tests.features.trust.deciding import decide, fields_of, stated

NEEDED = (
    "decision_id", "person_id", "subject", "subject_kind", "action", "scope", "begins_at", "ends_at", "facts",
    "origin", "machine", "category", "ground", "redress", "lang", "original_lang", "relied_on", "decided_at",
)  # fmt: skip


def as_person(scope, id_: int, role: str = "member"):
    return replace(scope, viewer=Viewer(account_id=id_, handle="somebody", role=role))


@pytest.mark.parametrize("name", NEEDED)
async def test_a_statement_without_one_of_its_fields_is_refused(scope, name):
    fields = dict(fields_of(scope))
    del fields[name]

    with pytest.raises(Invalid):
        statement.stated(fields)


@pytest.mark.parametrize("name", ["subject", "facts", "category", "lang", "original_lang"])
async def test_a_field_that_says_nothing_is_refused(scope, name):
    with pytest.raises(Invalid) as caught:
        stated(scope, **{name: "  "})

    assert name in caught.value.fields


@pytest.mark.parametrize("name", ["reference", "whose", "why"])
async def test_a_ground_has_to_be_named_and_explained(scope, name):
    ground = {"kind": "law", "reference": "art. 9", "whose": "EU", "why": "It is against it."}

    with pytest.raises(Invalid) as caught:
        stated(scope, ground=Ground(**{**ground, name: ""}))

    assert name in caught.value.fields


@pytest.mark.parametrize("use", ["detected", "decided", "both"])
async def test_software_that_took_part_is_named_with_its_version(scope, use):
    with pytest.raises(Invalid):
        stated(scope, machine=Machine(use=use, engine="NudeNet"))

    assert (
        stated(scope, machine=Machine(use=use, engine="NudeNet", version="3.4")).machine.engine == "NudeNet"
    )


async def test_a_restriction_begins_no_earlier_than_its_statement(scope):
    with pytest.raises(Invalid) as caught:
        stated(scope, begins_at=scope.now - timedelta(seconds=1))

    assert "begins_at" in caught.value.fields


async def test_redress_names_all_three_ways_and_leaves_time(scope):
    with pytest.raises(Invalid) as caught:
        stated(
            scope,
            redress=Redress(complaint_path="", complaint_until=scope.now, out_of_court="", court=" "),
        )

    assert {"complaint_path", "complaint_until", "out_of_court", "court"} <= caught.value.fields.keys()


async def test_taking_a_decision_back_names_it(scope):
    with pytest.raises(Invalid):
        stated(scope, action="reinstate")

    first = await decide(scope)
    taken_back = await decide(scope, action="reinstate", reverses=first.statement.decision_id)

    assert taken_back.proof.entry.reverses == first.proof.entry.decision


async def test_whom_it_concerns_and_staff_read_it_and_nobody_else(scope):
    issued = await decide(scope)
    id_ = issued.statement.decision_id

    mine = await statement.statement(as_person(scope, 77), id_)
    theirs = await statement.statement(as_person(scope, 5, "moderator"), id_)

    assert mine == theirs == issued
    for stranger in (scope, as_person(scope, 78)):
        with pytest.raises(NotFound):
            await statement.statement(stranger, id_)
    with pytest.raises(NotFound):
        await statement.statement(as_person(scope, 77), 12_345)
    assert await statement.statements_to(as_person(scope, 77)) == [issued.statement]
    assert await statement.statements_to(as_person(scope, 78)) == []


async def test_who_holds_the_statement_can_prove_that_it_is_the_logged_one(scope):
    issued = await decide(scope)
    salt = bytes.fromhex(issued.salt)

    assert salted(salt, canonical(issued.statement)) == issued.proof.entry.statement
    assert salted(salt, b"note:tYXa") == issued.proof.entry.subject


async def test_after_forgetting_somebody_nothing_links_them_to_their_entry(scope):
    issued = await decide(scope)
    async with scope.transaction() as tx:
        await statement.forget_person(tx, 77)

    kept = await statement.statement(as_person(scope, 77), issued.statement.decision_id)

    assert kept.salt == "" and kept.proof == issued.proof


async def test_a_decision_is_dated_and_timed_from_its_report(scope):
    issued = await decide(scope, reported_at=None)

    assert issued.proof.entry.took_min is None
