"""A whole note for one reader: words in their language, pictures, people, and what is said under it."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from hongqiao.features import comments, notes, people, reactions, topics
from hongqiao.features.comments import Comment, CommentThread
from hongqiao.features.notes import NoteFacts
from hongqiao.features.reactions import Kind
from hongqiao.kernel.errors import NotFound, mark
from hongqiao.kernel.ids import NoteId, to_public
from hongqiao.kernel.paging import Page
from hongqiao.kernel.text import topic_slug
from hongqiao.web.cards import AUDIENCES
from hongqiao.web.people_lines import PersonLine, people_lines
from hongqiao.web.request import Here
from hongqiao.web.shown import NOTHING, Shown, show
from hongqiao.web.sieve import is_left_out, sieve_of
from hongqiao.web.topic_lines import TopicLine, known_tags, topic_lines
from hongqiao.web.veils import veiled_among


class PictureView(msgspec.Struct, frozen=True):
    """A picture of a note."""

    key: str
    width: int
    height: int
    widths: tuple[int, ...]
    thumb: str
    alt: Shown
    ratio: str
    veiled: bool = False


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
    commercial: str
    likes: int
    saves: int
    comments_count: int
    liked: bool
    saved: bool
    mine: bool
    topics: list[TopicLine]
    languages: int
    marks: frozenset[str] = frozenset()
    barred: tuple[str, ...] = ()
    welcome: bool = True
    replies: str = "everyone"

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
    folded: str = ""
    waits: bool = False
    removed_for: str = ""
    may_remove: bool = False


async def note_context(at: Here, note_id: NoteId, *, after: str = "") -> dict:
    """Everything that notes/show.html needs; raises NotFound for what the viewer may not see."""
    whole = await notes.note(at.scope, note_id)
    row = whole.row
    facts = NoteFacts(NoteId(row.id), row.author_id, row.audience, row.lang, row.title, row.replies)
    likes, said = await _counts(at, facts, whole)
    await topics.refresh(at.scope)
    named = known_tags(at, whole.texts)
    texts = await show(at, [text for text in whole.texts if text.ref not in named])
    shown = {ref.rpartition(":")[2]: one for ref, one in texts.items()}
    signed_in = at.reader.is_signed_in
    view = NoteView(
        id=to_public(row.id),
        title=shown["title"],
        body=shown["body"],
        cover_style=row.cover_style,
        pictures=await _pictures(at, whole.pictures, shown),
        author=await _author(at, row.author_id),
        place=shown.get("place", NOTHING),
        place_slug=topic_slug(row.place),
        published=row.made_at,
        edited_times=row.revision - 1,
        audience=AUDIENCES[row.audience],
        ai=row.is_ai,
        commercial=row.commercial,
        likes=likes,
        saves=whole.saves,
        comments_count=said,
        liked=signed_in and row.id in await reactions.liked_among(at.scope, Kind.NOTE, [row.id]),
        saved=signed_in and row.id in await reactions.saved_among(at.scope, [row.id]),
        mine=row.author_id == at.scope.viewer.account_id,
        topics=topic_lines(at, whole.texts, named, texts),
        languages=len(await comments.languages(at.scope, facts)) if whole.comments else 0,
        marks=frozenset(row.marks),
        barred=tuple(row.barred),
        welcome=await comments.welcome.is_welcome(at.scope, facts),
        replies=comments.welcome.REPLIES[row.replies],
    )
    about = {"following": await _follows(at, row.author_id), "boards": await _boards(at, note_id)}
    return {"note": view, "facts": facts, **about, **await talk_context(at, facts, after)}


async def _follows(at: Here, account_id: int) -> bool:
    return at.reader.is_signed_in and account_id in await people.followed_among(at.scope, [account_id])


async def _counts(at: Here, facts: NoteFacts, whole: Any) -> tuple[int, int]:
    """Likes and comments, without those of people from whom a block parts the viewer."""
    apart = await reactions.likes_apart(at.scope, Kind.NOTE, [facts.id])
    hidden = await comments.welcome.count_apart(at.scope, facts)
    return max(0, whole.likes - apart.get(facts.id, 0)), max(0, whole.comments - hidden)


async def _author(at: Here, account_id: int) -> PersonLine:
    """Raises NotFound for somebody who has left: nobody sees what was theirs."""
    line = (await people_lines(at, [account_id])).get(account_id)
    if line is None:
        raise NotFound
    return line


async def talk_context(at: Here, facts: NoteFacts, after: str = "") -> dict:
    """A page of the note's comments, and the link to the next."""
    page: Page[CommentThread] = await comments.thread(at.scope, facts, after)
    views = await comment_views(at, facts, page.items)
    if not after:
        aside = [CommentThread(one, (), 0, "") for one in await comments.welcome.aside(at.scope, facts)]
        views = [*await comment_views(at, facts, aside), *views]
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

    why = await _folds(at, said, {one.id: shown[texts[one.id].ref] for one in said})

    def view(one: Comment, replies: Sequence[Comment] = (), more: str = "") -> CommentView:
        under = [view(reply) for reply in replies if why.get(reply.id) is not None]
        found = _comment(at, one, shown[texts[one.id].ref], authors, liked, under, more)
        return msgspec.structs.replace(found, folded=why.get(one.id) or "")

    return [
        view(thread.comment, thread.replies, _more_replies(thread))
        for thread in threads
        if why.get(thread.comment.id) is not None
    ]


async def _folds(at: Here, said: Sequence[Comment], shown: Mapping[int, Shown]) -> Mapping[int, str]:
    """Of each comment, why it is folded ("" for one that isn't); what a filter hides is not among them."""
    if not said or not at.reader.is_signed_in:
        return {one.id: "" for one in said}
    muted = (await people.boundaries.among(at.scope, [one.author_id for one in said])).muted
    mesh, found = await sieve_of(at), dict[int, str]()
    for one in said:
        mine = one.author_id == at.scope.viewer.account_id
        met = None if mine or not mesh.kept else mesh.meets([one.words, shown[one.id].words])
        if is_left_out(met):
            continue
        found[one.id] = at.say(mark("By somebody you muted: show")) if one.author_id in muted else ""
        if met is not None:
            found[one.id] = at.say(mark("Hidden by your filter “%(words)s”: show"), words=met.words)
    return found


def _comment(
    at: Here,
    one: Comment,
    body: Shown,
    authors: dict[int, PersonLine],
    liked: set[int],
    replies: list[CommentView],
    more: str,
) -> CommentView:
    me, author = at.scope.viewer.account_id, authors.get(one.author_id)
    return CommentView(
        id=to_public(one.id),
        body=body if author else left_words(at),
        author=author or nobody(at),
        is_author=one.is_by_note_author,
        pinned=one.is_pinned,
        made=one.made_at,
        likes=one.likes,
        liked=one.id in liked,
        mine=one.author_id == me,
        may_delete=comments.may_delete(one, me) and (not one.state or one.author_id == me),
        may_pin=comments.may_pin(one, me) and not one.state,
        waits=one.waits,
        removed_for=at.say(one.removed_for) if one.removed_for else "",
        may_remove=me == one.note_author_id != one.author_id,
        replies=replies,
        more_replies=more,
    )


def nobody(at: Here) -> PersonLine:
    """Stands for somebody who has left."""
    return PersonLine("", at.say(mark("Somebody who left")), 1, at.reader.locale)


def left_words(at: Here) -> Shown:
    """Stands where somebody who has left had said something that others answered."""
    return Shown("", at.say(mark("These words left with whoever said them.")), at.reader.locale)


def _more_replies(thread: CommentThread) -> str:
    return f"/comments/{to_public(thread.comment.id)}/replies?after={thread.next}" if thread.more else ""


async def _pictures(at: Here, pictures: Sequence[Any], shown: Mapping[str, Shown]) -> list[PictureView]:
    """Those that the reader wants to see, with their descriptions."""
    veiled = await veiled_among(at, [picture.key for picture in pictures])
    return [
        _picture(one, shown.get(f"alt{place}", NOTHING), one.key in veiled.blurred)
        for place, one in enumerate(pictures)
        if one.key not in veiled.hidden
    ]


def _picture(picture: Any, alt: Shown, is_veiled: bool) -> PictureView:
    return PictureView(
        picture.key,
        picture.width,
        picture.height,
        tuple(picture.widths),
        base64.b64encode(picture.thumbhash).decode(),
        alt,
        picture.ratio,
        is_veiled,
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
