"""What screening does with comments: words before they are seen, floods and crowds right after."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from hongqiao.features import notes, people, trust
from hongqiao.features.comments import store
from hongqiao.features.comments.events import CommentMade
from hongqiao.features.comments.model import Comment, subject_of, text_of
from hongqiao.features.comments.queries import crowds, threads
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, bucket_of, floor_of, to_public
from hongqiao.kernel.moments import to_millis
from hongqiao.kernel.scope import Scope

CROWD, CROWD_WITHIN, NEW_FOR = 6, timedelta(hours=1), timedelta(days=3)
"""So many accounts younger than three days under one note within an hour are looked at by a person."""


def register(reactors: Reactors) -> None:
    """Registers what is looked at after something was said."""
    reactors.on(CommentMade, "comments.look_for_floods", look_for_floods)
    reactors.on(CommentMade, "comments.look_for_crowds", look_for_crowds)


def screened(scope: Scope, words: str) -> Sequence[trust.screening.Finding]:
    """What must be held of the words; raises Invalid with the reason for what is refused."""
    found = trust.screening.screen_words(words, home=scope.ports.settings.home)
    for refused in trust.screening.of_outcome(found, "refuse"):
        raise Invalid(fields={"words": trust.screening.REASONS[refused.reason]}, detail=refused.rule)
    return trust.screening.of_outcome(found, "hold")


async def hold_back(
    tx: Scope, said: Comment, findings: Sequence[trust.screening.Finding], *, is_public: bool
) -> None:
    """Takes a comment that isn’t counted yet out of sight, for a person to look at."""
    await store.HOLD.maybe(tx.db, bucket_of(said.id), said.id)
    await trust.screening.hold(tx, await _evidence(tx, said, is_public=is_public), findings)


async def look_for_floods(scope: Scope, event: CommentMade) -> None:
    """Holds a comment that says what was said again and again of late, and names who said it in the case."""
    said = await threads.COMMENTS.maybe(scope.db, [event.bucket], [event.comment_id])
    if said is None:
        return
    flood = await trust.screening.floods.look(scope, subject_of(said.id), said.author_id, said.words)
    if flood.finding is None:
        return
    finding = msgspec.structs.replace(flood.finding, where=trust.screening.holds.people_words(flood.people))
    async with scope.transaction() as tx:  # `follow_decision` takes it out of sight, and off the counts
        await trust.screening.hold(tx, await _evidence(tx, said, is_public=False), [finding])


async def look_for_crowds(scope: Scope, event: CommentMade) -> None:
    """Opens a case about the note, with the accounts, when many new ones turn to it within an hour."""
    young = floor_of(to_millis(scope.now - NEW_FOR))
    crowd = await crowds.NEW_UNDER.all(
        scope.db, event.bucket, event.note_id, scope.now - CROWD_WITHIN, young, 100
    )
    if len(crowd) < CROWD:
        return
    evidence = await notes.screening.evidence_of(scope, event.note_id)
    if evidence is None or await trust.screening.holds.has_case(scope, evidence.subject):
        return
    evidence = msgspec.structs.replace(evidence, parties=tuple(crowd))
    finding = trust.screening.Finding("new-crowd", "allow", "crowd-new")
    async with scope.transaction() as tx:
        await trust.screening.holds.open_machine_case(
            tx, evidence, [finding], trust.screening.holds.people_words(crowd)
        )


async def evidence_of(scope: Scope, comment_id: int) -> trust.casework.Evidence | None:
    """A comment as a case keeps it, whoever may see it; None when it is gone. For reactors and jobs."""
    said = await threads.COMMENTS.maybe(scope.db, [bucket_of(comment_id)], [comment_id])
    return None if said is None else await _evidence(scope, said, is_public=False)


async def _evidence(scope: Scope, said: Comment, *, is_public: bool) -> trust.casework.Evidence:
    known = await people.people(scope, [AccountId(said.author_id)])
    name = to_public(said.id)
    return trust.casework.Evidence(
        subject=subject_of(said.id),
        kind="comment",
        person_id=said.author_id,
        handle=next((one.handle for one in known.values()), ""),
        parties=(said.note_author_id,),
        path=f"/notes/{to_public(said.note_id)}#comment-{name}",
        version="1",
        texts=(text_of(said, is_public=is_public),),
    )
