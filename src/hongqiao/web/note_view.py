"""A whole note for one reader: words in their language, pictures, people, and what is said under it."""

import base64
from collections.abc import Sequence
from datetime import datetime

import msgspec

from hongqiao.features import comments, notes, people, reactions, topics, trust
from hongqiao.features.comments import Comment, CommentThread
from hongqiao.features.notes import NoteFacts
from hongqiao.features.reactions import Kind
from hongqiao.kernel.errors import mark
from hongqiao.kernel.ids import NoteId, to_public
from hongqiao.kernel.paging import Page
from hongqiao.kernel.text import topic_slug
from hongqiao.web.cards import AUDIENCES
from hongqiao.web.people_lines import PersonLine, people_lines
from hongqiao.web.request import Here
from hongqiao.web.shown import NOTHING, Shown, show
from hongqiao.web.topic_lines import TopicLine, known_tags, topic_lines


class PictureView(msgspec.Struct, frozen=True):
    """A picture of a note."""

    key: str
    width: int
    height: int
    widths: tuple[int, ...]
    thumb: str
    alt: Shown
    ratio: str


class NoteView(msgspec.Struct, frozen=True):
    """A note as its page shows it."""

    id: str
    title: Shown
    body: Shown
    pictures: list[PictureView]
    cover_style: str
    author: PersonLine
    place: Shown
    place_slug: str
    published: datetime
    edited_times: int
    audience: str
    ai: bool
    likes: int
    saves: int
    comments_count: int
    liked: bool
    saved: bool
    mine: bool
    topics: list[TopicLine]
    languages: int
    marks: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        return f"/notes/{self.id}"


class CommentView(msgspec.Struct, frozen=True):
    """A comment as it stands under a note."""

    id: str
    body: Shown
    author: PersonLine
    is_author: bool
    pinned: bool
    made: datetime
    likes: int
    liked: bool
    mine: bool
    may_delete: bool
    may_pin: bool
    replies: "list[CommentView]" = []
    more_replies: str = ""


async def note_context(at: Here, note_id: NoteId, *, after: str = "") -> dict:
    """Everything that notes/show.html needs; raises NotFound for what the viewer may not see."""
    whole = await notes.note(at.scope, note_id)
    row = whole.row
    facts = NoteFacts(NoteId(row.id), row.author_id, row.audience, row.lang, row.title)
    await topics.refresh(at.scope)
    named = known_tags(at, whole.texts)
    texts = await show(at, [text for text in whole.texts if text.ref not in named])
    shown = {ref.rpartition(":")[2]: one for ref, one in texts.items()}
    author = (await people_lines(at, [row.author_id]))[row.author_id]
    signed_in = at.reader.is_signed_in
    view = NoteView(
        id=to_public(row.id),
        title=shown["title"],
        body=shown["body"],
        cover_style=row.cover_style,
        pictures=[
            _picture(picture, shown.get(f"alt{place}", NOTHING))
            for place, picture in enumerate(whole.pictures)
        ],
        author=author,
        place=shown.get("place", NOTHING),
        place_slug=topic_slug(row.place),
        published=row.made_at,
        edited_times=row.revision - 1,
        audience=AUDIENCES[row.audience],
        ai=row.is_ai,
        likes=whole.likes,
        saves=whole.saves,
        comments_count=whole.comments,
        liked=signed_in and row.id in await reactions.liked_among(at.scope, Kind.NOTE, [row.id]),
        saved=signed_in and row.id in await reactions.saved_among(at.scope, [row.id]),
        mine=row.author_id == at.scope.viewer.account_id,
        topics=topic_lines(at, whole.texts, named, texts),
        languages=len(await comments.languages(at.scope, facts)) if whole.comments else 0,
        marks=await _marks(at, row.id),
    )
    follows = signed_in and row.author_id in await people.followed_among(at.scope, [row.author_id])
    talk = await talk_context(at, facts, after)
    return {"note": view, "following": follows, "boards": await _boards(at, note_id), "facts": facts, **talk}


async def _marks(at: Here, note_id: int) -> frozenset[str]:
    """What moderators put on the note: "label", "warn"."""
    found = await trust.standing.standings(at.scope, f"note:{to_public(note_id)}")
    return frozenset(one.action for one in found)


async def talk_context(at: Here, facts: NoteFacts, after: str = "") -> dict:
    """A page of the note's comments, and the link to the next."""
    page: Page[CommentThread] = await comments.thread(at.scope, facts, after)
    views = await comment_views(at, facts, page.items)
    path = f"/notes/{to_public(facts.id)}/comments"
    return {"comments": views, "more_comments": f"{path}?after={page.next}" if page.next else ""}


async def comment_views(at: Here, facts: NoteFacts, threads: Sequence[CommentThread]) -> list[CommentView]:
    """Threads for the reader: a fixed number of statements however many comments there are."""
    said = [one for thread in threads for one in (thread.comment, *thread.replies)]
    texts = {one.id: comments.text_of(one, is_public=facts.audience == 0) for one in said}
    shown = await show(at, list(texts.values()))
    authors = await people_lines(at, [one.author_id for one in said])
    liked: set[int] = set()
    if at.reader.is_signed_in and said:
        liked = await reactions.liked_among(at.scope, Kind.COMMENT, [one.id for one in said])

    def view(one: Comment, replies: Sequence[Comment] = (), more: str = "") -> CommentView:
        return _comment(
            at, one, shown[texts[one.id].ref], authors, liked, [view(reply) for reply in replies], more
        )

    return [view(thread.comment, thread.replies, _more_replies(thread)) for thread in threads]


def _comment(
    at: Here,
    one: Comment,
    body: Shown,
    authors: dict[int, PersonLine],
    liked: set[int],
    replies: list[CommentView],
    more: str,
) -> CommentView:
    me = at.scope.viewer.account_id
    return CommentView(
        id=to_public(one.id),
        body=body,
        author=authors.get(one.author_id) or nobody(at),
        is_author=one.is_by_note_author,
        pinned=one.is_pinned,
        made=one.made_at,
        likes=one.likes,
        liked=one.id in liked,
        mine=one.author_id == me,
        may_delete=comments.may_delete(one, me),
        may_pin=comments.may_pin(one, me),
        replies=replies,
        more_replies=more,
    )


def nobody(at: Here) -> PersonLine:
    """Stands for somebody who has left."""
    return PersonLine("", at.say(mark("Somebody who left")), 1, at.reader.locale)


def _more_replies(thread: CommentThread) -> str:
    return f"/comments/{to_public(thread.comment.id)}/replies?after={thread.next}" if thread.more else ""


def _picture(picture: object, alt: Shown) -> PictureView:
    return PictureView(
        picture.key,
        picture.width,
        picture.height,
        tuple(picture.widths),  # type: ignore[attr-defined]
        base64.b64encode(picture.thumbhash).decode(),
        alt,
        picture.ratio,  # type: ignore[attr-defined]
    )


async def _boards(at: Here, note_id: NoteId) -> list[dict]:
    if not at.reader.is_signed_in:
        return []
    holding = await reactions.boards_holding(at.scope, note_id)
    return [
        {"id": to_public(board.id), "name": board_name(at, board), "has": board.id in holding}
        for board in await reactions.boards_of(at.scope, at.scope.me)
    ]


def unnamed_board(at: Here) -> Shown:
    """The name of the board that every reader has at first, in the reader's own language."""
    return Shown("", at.say(mark("Saved")), at.reader.locale)


def board_name(at: Here, board: reactions.Board) -> str:
    """A board's name as its owner wrote it."""
    return board.name or unnamed_board(at).words
