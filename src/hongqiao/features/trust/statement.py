"""Statements of reasons: why a decision was taken, in the words and with the fields that the law asks for.

A statement that lacks something cannot be made, so a decision without one cannot be taken. Source of the
fields: Regulation (EU) 2022/2065, art. 17(3).
"""

import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, get_args

import msgspec

from hongqiao.features.translation import Text
from hongqiao.features.trust import log, store
from hongqiao.features.trust.records import Action, Automation, Entry, Origin, SubjectKind, canonical, stamp
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.ids import AccountId, bucket_of, to_public
from hongqiao.kernel.scope import Scope

_CATEGORY = re.compile(r"[a-z][a-z-]{1,59}")
GroundKind = Literal["law", "terms"]
NEWEST = (1 << 63) - 1
RESTRICTIONS: tuple[Action, ...] = tuple(name for name in get_args(Action) if name != "reinstate")


class Ground(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The law (article, and whose) or the terms (clause, and of which version), and why it applies."""

    kind: GroundKind
    reference: str
    whose: str  # the country or union of a law; the version of the terms
    why: str


class Machine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What software did. Named with its version unless it did nothing."""

    use: Automation
    engine: str = ""
    version: str = ""


class Redress(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the decision can be contested."""

    complaint_path: str
    complaint_until: datetime
    out_of_court: str
    court: str


class Statement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One statement of reasons. Raises Invalid, by field, when something that it must say is missing."""

    decision_id: int
    person_id: AccountId
    subject: str  # "note:tYXa": what it is about; `subject_kind` says what that is
    subject_kind: SubjectKind
    action: Action
    scope: tuple[str, ...]  # countries, ISO 3166; empty: everywhere
    begins_at: datetime
    ends_at: datetime | None  # None: without end
    facts: str
    origin: Origin
    machine: Machine
    category: str
    ground: Ground
    redress: Redress
    lang: str  # of what the moderator wrote
    original_lang: str  # of what it is about; "und" where it has no words
    relied_on: str  # engine and version of the translation that the moderator read; empty: none was needed
    decided_at: datetime
    reported_at: datetime | None = None
    reverses: int | None = None  # the decision that this one takes back

    def __post_init__(self) -> None:
        wrong = dict(self._missing())
        if wrong:
            raise Invalid(mark("A decision needs its whole statement of reasons."), fields=wrong)

    def _missing(self) -> Sequence[tuple[str, str]]:
        said = {
            "subject": self.subject,
            "facts": self.facts,
            "category": self.category,
            "reference": self.ground.reference,
            "whose": self.ground.whose,
            "why": self.ground.why,
            "complaint_path": self.redress.complaint_path,
            "out_of_court": self.redress.out_of_court,
            "court": self.redress.court,
            "lang": self.lang,
            "original_lang": self.original_lang,
        }
        found = [(name, mark("This has to be said.")) for name, words in said.items() if not words.strip()]
        is_unnamed = not (self.machine.engine.strip() and self.machine.version.strip())
        if self.category.strip() and not _CATEGORY.fullmatch(self.category):
            found.append(("category", mark("A category has small letters and hyphens only.")))
        if self.machine.use != "none" and is_unnamed:
            found.append(("machine", mark("Name the software that was used, and its version.")))
        if self.ends_at is not None and self.ends_at <= self.begins_at:
            found.append(("ends_at", mark("The end has to come after the beginning.")))
        if self.begins_at < self.decided_at:
            found.append(("begins_at", mark("A restriction can’t begin before it was decided.")))
        if self.redress.complaint_until <= self.decided_at:
            found.append(("complaint_until", mark("There has to be time to complain.")))
        if any(len(place) != 2 or not place.isupper() for place in self.scope):
            found.append(("scope", mark("Name countries by their two letters.")))
        if (self.action == "reinstate") != (self.reverses is not None):
            found.append(("reverses", mark("Say which decision is taken back.")))
        return found


class Issued(msgspec.Struct, frozen=True):
    """A statement as it was given, with the proof that its entry is in the log."""

    statement: Statement
    salt: (
        str  # hexadecimal; empty once the person asked to be forgotten: then nothing links them to the entry
    )
    proof: log.Proof


def stated(fields: Mapping[str, Any]) -> Statement:
    """A statement out of loose fields; raises Invalid with the first that is missing or of another kind."""
    try:
        return msgspec.convert(fields, Statement)
    except msgspec.ValidationError as wrong:
        raise Invalid(mark("A decision needs its whole statement of reasons."), detail=str(wrong)) from wrong


async def issue(tx: Scope, statement: Statement) -> Issued:
    """Keeps the statement, logs its decision and signs a head over both, in the decision’s transaction.

    The decision’s id lives in log.BUCKET. The statement counts as sent once this commits, so a restriction
    takes effect afterwards. Raises Unavailable without a signing key.
    """
    assert bucket_of(statement.decision_id) == log.BUCKET, "decisions live in the bucket of the log"
    salt, body = secrets.token_bytes(16), canonical(statement)
    entry, head = await log.append(tx, _redacted(statement, salt, body))
    await store.INSERT_STATEMENT.run(
        tx.db,
        log.BUCKET,
        statement.decision_id,
        statement.person_id,
        entry.index,
        head.number,
        salt,
        body.decode(),
        tx.now,
    )
    return Issued(statement, salt.hex(), await log.proof(tx, entry.index, head.number))


async def statement(scope: Scope, decision_id: int) -> Issued:
    """The statement of a decision, for whom it concerns and for staff.

    Raises NotFound for everyone else.
    """
    row = None
    if bucket_of(decision_id) == log.BUCKET:
        row = await store.STATEMENT.maybe(scope.db, log.BUCKET, decision_id)
    is_staff = scope.viewer.role in ("admin", "moderator")
    is_theirs = row is not None and scope.viewer.account_id == row.person_id
    if row is None or not (is_staff or is_theirs):
        raise NotFound
    proof = await log.proof(scope, row.index, row.head)
    return Issued(_read(row.body), row.salt.hex() if row.salt else "", proof)


def texts_of(told: Statement) -> tuple[Text, Text]:
    """What the moderator wrote, facts and why, as texts to translate; for this person’s eyes only."""
    name, salt = f"statement:{to_public(told.decision_id)}", str(told.person_id)
    return (
        Text(f"{name}:facts", told.facts, told.lang, shared=False, owner_salt=salt),
        Text(f"{name}:why", told.ground.why, told.lang, shared=False, owner_salt=salt),
    )


async def statements_to(scope: Scope, *, before: int = NEWEST, at_most: int = 24) -> list[Statement]:
    """The viewer’s statements, newest first."""
    rows = await store.STATEMENTS_TO.all(scope.db, log.BUCKET, scope.me, before, at_most)
    return [_read(row.body) for row in rows]


async def forget_person(tx: Scope, person_id: AccountId) -> None:
    """Deletes the salts of somebody’s entries: what stays in the log can no longer be told to be theirs."""
    await store.FORGET_SALTS.run(tx.db, log.BUCKET, person_id)


def salted(salt: bytes, words: bytes) -> str:
    """The hash under which a subject or a statement stands in the log: SHA-256 over salt and words."""
    return hashlib.sha256(salt + words).hexdigest()


def _redacted(statement: Statement, salt: bytes, body: bytes) -> Entry:
    ground = statement.ground
    whose = f"{ground.whose} " if ground.kind == "law" else ""
    took = statement.decided_at - statement.reported_at if statement.reported_at else None
    return Entry(
        index=0,
        decision=to_public(statement.decision_id),
        at=stamp(statement.decided_at),
        action=statement.action,
        scope=statement.scope,
        until=stamp(statement.ends_at) if statement.ends_at else "",
        category=statement.category,
        ground=f"{ground.kind}: {whose}{ground.reference}",
        origin=statement.origin,
        automation=statement.machine.use,
        subject_kind=statement.subject_kind,
        subject=salted(salt, statement.subject.encode()),
        statement=salted(salt, body),
        took_min=max(0, int(took.total_seconds()) // 60) if took else None,
        reverses=to_public(statement.reverses) if statement.reverses is not None else "",
    )


def _read(body: str) -> Statement:
    return msgspec.json.decode(body, type=Statement)
