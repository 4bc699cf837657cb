"""What follows from what readers do: note-side counts, the reader's vector, the vectors of notes.

Each is idempotent: it makes equal to what the reader's own rows say, or takes each of them once.
"""

from functools import partial

import numpy as np

from hongqiao.features import accounts, comments, notes, people, reactions, trust
from hongqiao.features.recommendation.controls import forget_activity
from hongqiao.features.recommendation.events import ActivityForgotten, NotesMet
from hongqiao.features.recommendation.known import as_reader, choice_of
from hongqiao.features.recommendation.meaning import DIMENSIONS, Vector, moved, packed, unpacked
from hongqiao.features.recommendation.model import TASTE_WEIGHTS, Action, community_of, stance_of
from hongqiao.features.recommendation.queries import signals
from hongqiao.features.recommendation.searches import forget_searches, keep_search
from hongqiao.features.recommendation.vectors import vector_of, version_now
from hongqiao.kernel.edges import settle
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.events import Event, Reactors
from hongqiao.kernel.ids import AccountId, NoteId, bucket_of
from hongqiao.kernel.scope import Scope

_SLOT = 0


def register(reactors: Reactors) -> None:
    """Registers all of them under their lasting names."""
    for telling in (reactions.events.Liked, reactions.events.Unliked):
        reactors.on(telling, "recommendation.keep_like", keep_like)
    for saving in (reactions.events.NoteSaved, reactions.events.NoteUnsaved):
        reactors.on(saving, "recommendation.keep_save", keep_save)
    reactors.on(comments.CommentMade, "recommendation.keep_comment", keep_comment)
    reactors.on(people.events.Followed, "recommendation.keep_follow", keep_follow)
    reactors.on(NotesMet, "recommendation.count_readers", count_readers)
    reactors.on(NotesMet, "recommendation.move_taste", move_taste)
    for writing in (notes.events.NotePublished, notes.events.NoteEdited, notes.events.NoteReleased):
        reactors.on(writing, "recommendation.make_vector", make_vector)
    reactors.on(notes.events.NoteWithdrawn, "recommendation.forget_note", forget_note)
    reactors.on(trust.events.ConsentTakenBack, "recommendation.forget_refused", forget_refused)
    reactors.on(ActivityForgotten, "recommendation.forget_reader", forget_reader)


def register_searches(reactors: Reactors, asked: type[Event], cleared: type[Event]) -> None:
    """Registers what follows from searches; who joins them knows the events, since search stands beside."""
    reactors.on(asked, "recommendation.keep_search", keep_search)
    reactors.on(cleared, "recommendation.forget_searches", forget_searches)


async def forget_refused(scope: Scope, event: trust.events.ConsentTakenBack) -> None:
    """Deletes what was kept of a reader who takes consent back, unless they gave it again."""
    reader = await as_reader(scope, AccountId(event.account_id))
    if event.purpose == "profiling-feed" and not (await choice_of(reader)).profiled:
        await forget_activity(reader)


async def forget_reader(scope: Scope, event: ActivityForgotten) -> None:
    """Deletes what lies beside the notes that they read. One statement, in every bucket."""
    await signals.FORGET_READER.run(scope.db, event.account_id)


async def keep_like(scope: Scope, event: reactions.events.Liked | reactions.events.Unliked) -> None:
    """Makes the reader's signals say whether they like a note."""
    if event.kind != reactions.Kind.NOTE or not await accounts.leaving.is_there(scope, event.account_id):
        return
    reader = await as_reader(scope, event.account_id)

    async def is_liked() -> bool:
        return bool(await reactions.liked_among(reader, reactions.Kind.NOTE, [event.subject_id]))

    await settle(is_liked, partial(_keep_or_take_back, reader, event.subject_id, Action.LIKED))


async def keep_save(scope: Scope, event: reactions.events.NoteSaved | reactions.events.NoteUnsaved) -> None:
    """The same for whether a note stands on one of their boards."""
    if not await accounts.leaving.is_there(scope, event.account_id):
        return
    reader = await as_reader(scope, event.account_id)

    async def is_saved() -> bool:
        return bool(await reactions.saved_among(reader, [NoteId(event.note_id)]))

    await settle(is_saved, partial(_keep_or_take_back, reader, event.note_id, Action.SAVED))


async def keep_comment(scope: Scope, event: comments.CommentMade) -> None:
    """Writes down that a reader said something under a note."""
    if not await accounts.leaving.is_there(scope, event.author_id):
        return
    reader = await as_reader(scope, event.author_id)
    await _keep_or_take_back(reader, event.note_id, Action.COMMENTED, True)


async def keep_follow(scope: Scope, event: people.events.Followed) -> None:
    """Writes down that a reader followed somebody; the subject is the author."""
    if not await accounts.leaving.is_there(scope, event.follower_id):
        return
    reader = await as_reader(scope, event.follower_id)
    if (await choice_of(reader)).profiled:
        bucket = bucket_of(reader.me)
        told = ([event.target_id], [int(Action.FOLLOWED)], [0])
        await signals.RECORD.all(reader.db, bucket, reader.me, *told, reader.now)


async def count_readers(scope: Scope, event: NotesMet) -> None:
    """Counts the reader once beside each public note of others, as they stand to it now."""
    if not await accounts.leaving.is_there(scope, event.account_id):
        return
    reader, ids = event.account_id, [NoteId(id_) for id_ in event.note_ids]
    for row in await notes.lists.public_among(scope, ids):
        if row.author_id != reader:
            await _count(scope, reader, event.community, row.id)


async def _count(scope: Scope, reader: int, community: str, note_id: int) -> None:
    async def look() -> tuple[int | None, bool]:
        rows = await signals.DONE_WITH.all(scope.db, bucket_of(reader), reader, note_id)
        done = {one.action: one.degree for one in rows}
        return stance_of(done), Action.OPENED in done

    async def make_equal(found: tuple[int | None, bool]) -> None:
        stance, is_opened = found
        if stance is not None:
            await signals.SET_STANCE.run(
                scope.db, bucket_of(note_id), note_id, reader, community, stance, _SLOT, scope.now, is_opened
            )

    await settle(look, make_equal)


async def move_taste(scope: Scope, event: NotesMet) -> None:
    """Moves the reader's vector by each action that it has not taken in yet."""
    if not await accounts.leaving.is_there(scope, event.account_id):
        return
    version = version_now(scope)
    for note_id in event.note_ids:
        row = await signals.VECTOR.maybe(scope.db, bucket_of(note_id), note_id)
        if row is None or row.version != version:
            continue
        async with scope.transaction() as tx:
            await _take_in(tx, event.account_id, note_id, unpacked(row.vector), version)


async def _take_in(tx: Scope, reader: int, note_id: int, vector: Vector, version: str) -> None:
    bucket = bucket_of(reader)
    done = await signals.TAKE_INTO_TASTE.all(tx.db, bucket, reader, note_id)
    weights = [TASTE_WEIGHTS.get(Action(one.action), 0.0) * (one.degree or 1) for one in done]
    if not any(weights):
        return
    before = await signals.LOCK_TASTE.maybe(tx.db, bucket, reader)
    is_known = before is not None and before.version == version
    taste = unpacked(before.vector) if before and is_known else np.zeros(DIMENSIONS, np.float32)
    for weight in weights:
        taste = moved(taste, vector, weight)
    steps = (before.steps if before and is_known else 0) + len(weights)
    await signals.SET_TASTE.run(tx.db, bucket, reader, version, packed(taste), steps)


async def make_vector(
    scope: Scope, event: notes.events.NotePublished | notes.events.NoteEdited | notes.events.NoteReleased
) -> None:
    """Makes the vector of a public note; one that is not public (any more) has none."""
    try:
        whole = await notes.note(scope, NoteId(event.note_id))
    except NotFound:
        await signals.FORGET_VECTOR.run(scope.db, event.bucket, event.note_id)
        return
    words = f"{whole.row.title}\n{whole.row.body}"
    version, vector = await vector_of(scope, words, whole.row.lang, whole.row.topics)
    await signals.SET_VECTOR.run(scope.db, event.bucket, event.note_id, version, packed(vector))


async def forget_note(scope: Scope, event: notes.events.NoteWithdrawn) -> None:
    """Forgets what stands beside a note that is gone."""
    for forget in (signals.FORGET_VECTOR, signals.FORGET_AUDIENCE, signals.FORGET_NOTE_READERS):
        await forget.run(scope.db, event.bucket, event.note_id)


async def _keep_or_take_back(reader: Scope, note_id: int, action: Action, is_there: bool) -> None:
    """Writes it, and at once what follows: an event of its own would be three more jobs for each like."""
    bucket = bucket_of(reader.me)
    if not is_there:
        await signals.TAKE_BACK.run(reader.db, bucket, reader.me, note_id, int(action))
    if not (await choice_of(reader)).profiled:
        return
    written = int(action if is_there else Action.SEEN)
    await signals.RECORD.all(reader.db, bucket, reader.me, [note_id], [written], [0], reader.now)
    community = community_of(reader.viewer.reads)
    met = NotesMet(bucket=bucket, account_id=reader.me, community=community, note_ids=(note_id,))
    await count_readers(reader, met)
    await move_taste(reader, met)
