"""Reading threads, and deciding who may see a comment: whoever may see its note."""

from collections.abc import Sequence
from itertools import groupby

from hongqiao.features import notes, people, trust
from hongqiao.features.comments.model import Comment, CommentThread, may_say
from hongqiao.features.comments.queries import threads
from hongqiao.features.comments.queries.barred import IS_ANY_BARRED
from hongqiao.features.notes import NoteFacts
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import CommentId, NoteId, bucket_of
from hongqiao.kernel.paging import PAGE_SIZE, Page, cut, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope

REPLIES_SHOWN = 3
_LANGUAGES_AMONG = 300
_HIGHEST = (1 << 63) - 1


async def visible(scope: Scope, comment_id: CommentId) -> Comment:
    """The comment if the viewer may see it and its note; raises NotFound if absent or hidden."""
    comment = await found(scope, comment_id)
    await notes.visible(scope, comment.note_id)
    if comment.id not in {one.id for one in await _open(scope, [comment])}:
        raise NotFound
    return comment


async def visible_among(scope: Scope, ids: Sequence[CommentId]) -> dict[CommentId, Comment]:
    """Those of these comments that the viewer may see. One statement, and one question a note."""
    if not ids:
        return {}
    wanted = list(dict.fromkeys(ids))
    said = await threads.COMMENTS.all(scope.db, [bucket_of(id_) for id_ in wanted], wanted)
    about = {comment.note_id for comment in said}
    hidden = {note_id for note_id in about if await _is_hidden(scope, note_id)}
    seen = [comment for comment in said if comment.note_id not in hidden]
    return {comment.id: comment for comment in await _open(scope, seen)}


async def thread(scope: Scope, note: NoteFacts, cursor: str = "") -> Page[CommentThread]:
    """A page of what is said under a note that the viewer may see: what is pinned, then by likes and age.

    Two statements, three for the first page, all in the note's bucket. Raises Invalid for a broken cursor.
    """
    place = read_cursor(cursor, 2)
    rank, before = place or (_HIGHEST, _HIGHEST)
    bucket = bucket_of(note.id)
    pinned = [] if place else await threads.PINNED.all(scope.db, bucket, note.id)
    ranked = await threads.TOP_COMMENTS.all(scope.db, bucket, note.id, rank, before, PAGE_SIZE + 1)
    tops, more = cut(ranked, PAGE_SIZE)
    next_ = write_cursor(tops[-1].rank, tops[-1].id) if more else ""
    tops = await _open(scope, [*pinned, *tops])
    return Page(await _with_replies(scope, bucket, tops), next_)


async def replies(scope: Scope, top: Comment, cursor: str = "") -> Page[Comment]:
    """A page of replies to a top comment that the viewer may see, oldest first."""
    place = read_cursor(cursor, 1)
    said = await threads.REPLIES.all(
        scope.db, bucket_of(top.id), top.id, place[0] if place else 0, PAGE_SIZE + 1
    )
    shown, more = cut(said, PAGE_SIZE)
    next_ = write_cursor(shown[-1].id) if more else ""
    return Page(await _open(scope, shown), next_)


async def count_apart(scope: Scope, note: NoteFacts) -> int:
    """How many of a note's comments a block or a decision for some countries hides from the viewer, with what
    stands under them.
    """
    parted, bucket = await people.boundaries.parted_from(scope), bucket_of(note.id)
    if not parted and await IS_ANY_BARRED.maybe(scope.db, bucket, note.id) is None:
        return 0
    viewer = scope.viewer
    return await threads.COUNT_OF.one(
        scope.db, bucket, note.id, parted, viewer.country, viewer.account_id or 0
    )


async def languages(scope: Scope, note: NoteFacts) -> list[str]:
    """Languages that are written under a note, among up to 300 of its comments."""
    return await threads.LANGUAGES.all(scope.db, bucket_of(note.id), note.id, _LANGUAGES_AMONG)


async def found(scope: Scope, comment_id: CommentId) -> Comment:
    """The comment whoever asks; raises NotFound when it is gone, or what it stands under is."""
    said = await threads.COMMENTS.maybe(scope.db, [bucket_of(comment_id)], [comment_id])
    if said is None:
        raise NotFound
    return said


async def lets_in(scope: Scope, note: NoteFacts, replies: int) -> bool:
    """Whether the viewer, signed in, is among those who may comment. One statement where it is limited."""
    me, author, limits = scope.me, note.author_id, notes.lists.Replies
    follows = replies == limits.FOLLOWERS and await people.boundaries.follows(scope, me, author)
    is_followed = replies == limits.FOLLOWED and await people.boundaries.follows(scope, author, me)
    return may_say(me, author_id=author, replies=replies, follows=follows, is_followed=is_followed)


async def aside(scope: Scope, note: NoteFacts) -> list[Comment]:
    """What few see under a note: comments that wait for the viewer to look at them, and their own that
    wait or were removed. One statement, none for visitors.
    """
    if not scope.viewer.is_signed_in:
        return []
    return await threads.ASIDE.all(scope.db, bucket_of(note.id), note.id, scope.me)


async def found_aside(scope: Scope, comment_id: CommentId) -> Comment:
    """A comment that waits or was removed, whoever asks; raises NotFound for any other."""
    said = await threads.ASIDE_ONE.maybe(scope.db, bucket_of(comment_id), comment_id)
    if said is None:
        raise NotFound
    return said


async def _with_replies(scope: Scope, bucket: int, tops: Sequence[Comment]) -> list[CommentThread]:
    answered = [top.id for top in tops if top.replies]
    first = await threads.FIRST_REPLIES.all(scope.db, bucket, answered, REPLIES_SHOWN) if answered else []
    seen = {one.id for one in await _open(scope, first)}
    under = {top_id: list(said) for top_id, said in groupby(first, key=lambda reply: reply.parent_id)}
    return [_thread_of(top, under.get(top.id, []), seen) for top in tops]


def _thread_of(top: Comment, first: list[Comment], seen: set[CommentId]) -> CommentThread:
    more = max(0, top.replies - len(first)) if len(first) == REPLIES_SHOWN else 0
    shown = [reply for reply in first if reply.id in seen]
    return CommentThread(top, shown, more, write_cursor(first[-1].id) if more else "")


async def _open(scope: Scope, said: Sequence[Comment]) -> list[Comment]:
    """Those that no decision hides where the viewer is, and whose authors no block parts from the viewer; one
    statement, none for visitors.
    """
    parted = await people.boundaries.parted_among(scope, [one.author_id for one in said])
    me = scope.viewer.account_id
    return [
        one
        for one in said
        if one.author_id not in parted
        and (one.author_id == me or not trust.standing.is_barred(scope.viewer, one.barred))
    ]


async def _is_hidden(scope: Scope, note_id: NoteId) -> bool:
    try:
        await notes.visible(scope, note_id)
    except NotFound:
        return True
    return False
