"""Decisions for tests: whole statements, and logs with some entries."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hongqiao.features.trust import log, statement
from hongqiao.features.trust.statement import Ground, Machine, Redress, Statement
from hongqiao.kernel.scope import Scope


def fields_of(scope: Scope, /, **changed: Any) -> Mapping[str, Any]:
    """Everything that a statement says, about a note of the person 77."""
    fields: dict[str, Any] = {
        "decision_id": scope.ids.make(log.BUCKET),
        "person_id": 77,
        "subject": "note:tYXa",
        "subject_kind": "note",
        "action": "remove",
        "scope": (),
        "begins_at": scope.now,
        "ends_at": None,
        "facts": "The note offers a remedy that its own label says is not for people.",
        "origin": "notice",
        "machine": Machine(use="none"),
        "category": "unsafe-products",
        "ground": Ground(
            kind="terms", reference="3.2", whose="4", why="Clause 3.2 asks not to sell remedies."
        ),
        "redress": Redress(
            complaint_path="/complaints",
            complaint_until=scope.now + timedelta(days=184),
            out_of_court="User Rights",
            court="The courts of Dublin",
        ),
        "lang": "en",
        "original_lang": "zh-Hans",
        "relied_on": "local-llm frame-2",
        "decided_at": scope.now,
        "reported_at": scope.now - timedelta(minutes=95),
    }
    return {**fields, **changed}


def stated(scope: Scope, /, **changed: Any) -> Statement:
    """A whole statement."""
    return Statement(**fields_of(scope, **changed))


async def decide(scope: Scope, /, **changed: Any) -> statement.Issued:
    """Issues a statement in a transaction of its own."""
    async with scope.transaction() as tx:
        return await statement.issue(tx, stated(scope, **changed))


async def downloaded(scope: Scope) -> bytes:
    """The log as its download gives it."""
    return b"".join([piece async for piece in log.whole(scope)])
