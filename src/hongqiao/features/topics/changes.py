"""What people change about topics: they propose, speakers of both sides vote, trusted people decide.

Nothing is lost: every act is logged, and what was accepted can be undone.
"""

from collections.abc import Sequence

import msgspec

from hongqiao.features.topics import store
from hongqiao.features.topics.events import TopicChanged
from hongqiao.features.topics.held import BUCKET, atlas, reread
from hongqiao.features.topics.model import (
    HASHTAG,
    KNOWN_NEEDED,
    NO_NEEDED,
    TRUSTED,
    YES_NEEDED,
    Act,
    Change,
    Concept,
    Kind,
    State,
    agreed,
    checked_name,
    knows_both,
    may_vote,
    sides_of,
)
from hongqiao.features.topics.naming import lang_of_name
from hongqiao.features.topics.store import LogLine, Standing
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, mark
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.scope import Scope

OPEN_AT_MOST = 20
SHOWN_AT_MOST = 100


class Proposal(msgspec.Struct, frozen=True):
    """A change with its votes; `mine` is how the viewer voted (None: not yet)."""

    change: Change
    yes: int
    no: int
    mine: bool | None


def is_trusted(scope: Scope) -> bool:
    """Whether the viewer decides about proposals."""
    return scope.viewer.is_signed_in and scope.viewer.role in TRUSTED


async def propose_name(tx: Scope, key: str, lang: str, name: str) -> int:
    """Proposes that a topic is also called `name`; returns the change's id. In a transaction.

    Raises Invalid for a name that can be none or that the language uses already, Conflict when the same
    is proposed, NotAllowed for nobody.
    """
    concept, lang = _known(key), lang_of_name(lang)
    name = checked_name(name, lang)
    meant = atlas().concept_of(name, lang) if lang in _langs_of(name) else ""
    if meant == concept.id:
        raise Invalid(fields={"name": mark("This topic has that name already.")})
    if meant:
        raise Invalid(
            fields={"name": mark("This is the name of another topic. Propose that the two are the same.")}
        )
    sides = sides_of(frozenset((lang,)), concept.langs)
    return await _propose(tx, "name", concept.id, sides, lang=lang, names=[name])


async def propose_merge(tx: Scope, key: str, other: str) -> int:
    """Proposes that two topics are one: `other` becomes part of `key`. Otherwise as propose_name."""
    concept, joined = _known(key), _known(other)
    if joined.id == concept.id:
        raise Invalid(fields={"other": mark("These are one topic already.")})
    sides = sides_of(concept.langs, joined.langs)
    return await _propose(tx, "merge", concept.id, sides, other=joined.id)


async def propose_split(tx: Scope, key: str, names: Sequence[str]) -> int:
    """Proposes that some names ("lang:name") leave and become a topic of their own. As propose_name."""
    concept = _known(key)
    known = {f"{lang}:{name}" for lang, some in concept.names.items() for name in some}
    leaving = [name for name in dict.fromkeys(names) if name in known]
    if not leaving or len(leaving) == len(known):
        raise Invalid(
            fields={"names": mark("Choose the names that mean something else; at least one stays.")}
        )
    langs = frozenset(name.partition(":")[0] for name in leaving)
    return await _propose(tx, "split", concept.id, sides_of(langs, concept.langs), names=sorted(leaving))


async def vote(tx: Scope, change_id: int, *, yes: bool, is_known: bool) -> Change:
    """Votes, or votes otherwise than before; `is_known`: the viewer’s account is no longer new.

    In a transaction; then reread().

    A name takes effect when readers agree, and any proposal falls when they decline. What joins or parts
    topics that others follow waits for somebody trusted. Raises NotAllowed, NotFound.
    """
    change = await _locked(tx, change_id)
    if not may_vote(change, tx.me, tx.viewer.reads):
        raise NotAllowed(_no_vote(tx, change))
    await store.CAST_VOTE.run(tx.db, BUCKET, change.id, tx.me, yes, tx.viewer.reads[0], is_known, tx.now)
    said = agreed(await store.VOTES.all(tx.db, BUCKET, change.id), change)
    if said == "yes" and change.kind == "name":
        return await _settle(tx, change, "accepted", by_votes=True)
    if said == "no":
        return await _settle(tx, change, "declined", by_votes=True)
    return change


async def accept(tx: Scope, change_id: int) -> Change:
    """A trusted person accepts it, or what was declined or undone. In a transaction; then reread()."""
    change = await _locked(tx, change_id)
    _check_trusted(tx)
    if change.state in ("accepted", "taken-back"):
        raise Conflict(mark("This is decided already."))
    return await _settle(tx, change, "accepted")


async def decline(tx: Scope, change_id: int) -> Change:
    """A trusted person says no. In a transaction."""
    change = await _locked(tx, change_id)
    _check_trusted(tx)
    if change.state != "open":
        raise Conflict(mark("This is decided already."))
    return await _settle(tx, change, "declined")


async def undo(tx: Scope, change_id: int) -> Change:
    """A trusted person takes an accepted change out of force. In a transaction; then reread()."""
    change = await _locked(tx, change_id)
    _check_trusted(tx)
    if change.state != "accepted":
        raise Conflict(mark("This is decided already."))
    return await _settle(tx, change, "undone")


async def take_back(tx: Scope, change_id: int) -> Change:
    """Who proposed it takes it back. In a transaction."""
    change = await _locked(tx, change_id)
    if change.person_id != tx.me:
        raise NotAllowed(mark("Only the person who proposed this can take it back."))
    if change.state != "open":
        raise Conflict(mark("This is decided already."))
    return await _settle(tx, change, "taken-back")


async def proposals(scope: Scope, key: str) -> list[Proposal]:
    """Everything that was ever proposed about a topic, newest first. Two statements, one bucket."""
    found = await store.ABOUT.all(scope.db, BUCKET, _keys(key), SHOWN_AT_MOST)
    if not found:
        return []
    ids, me = [change.id for change in found], scope.viewer.account_id or 0
    rows = await store.STANDINGS.all(scope.db, BUCKET, ids, me)
    votes = {row.change_id: row for row in rows}
    standings = [votes.get(change.id, Standing(change.id, 0, 0, None)) for change in found]
    return [Proposal(change, s.yes, s.no, s.mine) for change, s in zip(found, standings, strict=True)]


async def history(scope: Scope, changes: Sequence[Change]) -> list[LogLine]:
    """What was done about these changes, newest first. One statement."""
    ids = [change.id for change in changes]
    return await store.LOG.all(scope.db, BUCKET, ids, 2 * SHOWN_AT_MOST) if ids else []


async def _propose(
    tx: Scope,
    kind: Kind,
    concept: str,
    sides: list[str],
    *,
    other: str = "",
    lang: str = "",
    names: Sequence[str] = (),
) -> int:
    me = tx.me
    if await store.OPEN_COUNT.one(tx.db, BUCKET, concept) >= OPEN_AT_MOST:
        raise Conflict(mark("Many proposals about this topic are open already. Vote on them first."))
    id_ = tx.ids.make(BUCKET)
    other = f"{concept}~{to_public(id_)}" if kind == "split" else other
    made = await store.PROPOSE.run(
        tx.db, BUCKET, id_, kind, concept, other, lang, list(names), sides, me, tx.viewer.handle, tx.now
    )
    if not made:
        raise Conflict(mark("Somebody has proposed this already. Vote on theirs."))
    await _log(tx, id_, "proposed")
    return id_


async def _settle(tx: Scope, change: Change, state: State, *, by_votes: bool = False) -> Change:
    applied_id = tx.ids.make(BUCKET) if state == "accepted" else change.applied_id
    await store.SETTLE.run(tx.db, BUCKET, change.id, state, applied_id)
    assert state != "open"
    await _log(tx, change.id, state, by_votes=by_votes)
    if state in ("accepted", "undone"):
        await tx.record(TopicChanged(bucket=BUCKET, change_id=change.id, topic=change.concept, act=state))
    return msgspec.structs.replace(change, state=state, applied_id=applied_id)


async def _log(tx: Scope, change_id: int, act: Act, *, by_votes: bool = False) -> None:
    by, handle = (None, "") if by_votes else (tx.me, tx.viewer.handle)
    await store.WRITE_LOG.run(tx.db, BUCKET, tx.ids.make(BUCKET), change_id, act, by, handle, tx.now)


async def _locked(tx: Scope, change_id: int) -> Change:
    found = await store.LOCK.maybe(tx.db, BUCKET, change_id)
    if found is None:
        raise NotFound
    return found


def _known(key: str) -> Concept:
    concept = atlas().concept(key)
    if concept is None:
        raise NotFound
    if concept.id.startswith(HASHTAG) and atlas().meanings(concept.id[1:]).keys() - {concept.id}:
        raise Invalid(mark("This word means different things in different languages. Choose its language."))
    return concept


def _keys(key: str) -> list[str]:
    """The key of a topic, and the hashtags that may have been its key before it was known."""
    known = atlas()
    hashtags = (f"#{listing.slug}" for listing in known.listings(key) if not listing.lang)
    return list(dict.fromkeys((known.resolve(key), key, *hashtags)))


def _langs_of(name: str) -> set[str]:
    return {lang for langs in atlas().meanings(name).values() for lang in langs}


def _check_trusted(tx: Scope) -> None:
    if not is_trusted(tx):
        raise NotAllowed(mark("Only people whom this site trusts with it may decide this."))


def _no_vote(tx: Scope, change: Change) -> str:
    if tx.me == change.person_id:
        return mark("Others vote on what you proposed.")
    if change.state != "open":
        return mark("This is decided already.")
    return mark("Votes come from people who read a language of each side.")


__all__ = [
    "NO_NEEDED",
    "KNOWN_NEEDED",
    "YES_NEEDED",
    "Change",
    "LogLine",
    "Proposal",
    "accept",
    "decline",
    "history",
    "is_trusted",
    "knows_both",
    "may_vote",
    "propose_merge",
    "propose_name",
    "propose_split",
    "proposals",
    "reread",
    "take_back",
    "undo",
    "vote",
]
