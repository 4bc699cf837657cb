"""What a comment may be, who may remove or pin it, and where it stands in its thread: pure rules."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum

import msgspec

from hongqiao.features import notes
from hongqiao.features.translation import Text
from hongqiao.kernel.bounds import declare_bound
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import AccountId, CommentId, NoteId, to_public
from hongqiao.kernel.moments import to_millis
from hongqiao.kernel.text import clean_block

WORDS_LENGTH = declare_bound("comment", 1_000)
DOUBLING_MS = 12 * 3_600_000
"""Twice the likes weigh as much as being twelve hours younger."""


class Aside(IntEnum):
    """A comment that few see: it waits for the note's author to look at it, or they put it aside."""

    WAITS = 3
    REMOVED = 4


REASONS = (
    mark("It is not about this note."),
    mark("It is unkind to somebody."),
    mark("It advertises something."),
    mark("It gives away too much, such as the end of a story or somebody’s address."),
)
"""Why a note's author removes a comment; whoever wrote it is told."""


class Comment(msgspec.Struct, frozen=True):
    """Something said under a note.

    A reply to a reply stands under the same top comment (`parent_id`); `reply_to_id` is what it answers.
    """

    id: CommentId
    note_id: NoteId
    note_author_id: AccountId
    parent_id: CommentId | None
    reply_to_id: CommentId | None
    author_id: AccountId
    words: str
    lang: str
    rank: int
    is_pinned: bool
    made_at: datetime
    likes: int
    replies: int
    state: int = 0
    reason: int = 0
    barred: Sequence[str] = ()

    @property
    def waits(self) -> bool:
        """Whether the note's author is to look at it first."""
        return self.state == Aside.WAITS

    @property
    def removed_for(self) -> str:
        """Why the note's author removed it, as a message to translate; empty where they didn't."""
        return REASONS[self.reason] if self.state == Aside.REMOVED else ""

    @property
    def is_by_note_author(self) -> bool:
        return self.author_id == self.note_author_id


class CommentThread(msgspec.Struct, frozen=True):
    """A top comment with its first replies; `more` counts the others, which `next` leads to."""

    comment: Comment
    replies: Sequence[Comment]
    more: int
    next: str


def checked_words(words: str) -> str:
    """The words cleaned. Raises Invalid when nothing is left, or more than 1,000 signs."""
    try:
        cleaned = clean_block(words)
    except ValueError as trouble:
        raise Invalid(fields={"words": str(trouble)}) from trouble
    if not cleaned:
        raise Invalid(fields={"words": mark("Write something first.")})
    if len(cleaned) > WORDS_LENGTH:
        raise Invalid(fields={"words": mark("A comment has at most 1,000 characters.")})
    return cleaned


def may_delete(comment: Comment, viewer_id: int | None) -> bool:
    """Its author may, and the note's."""
    return viewer_id is not None and viewer_id in (comment.author_id, comment.note_author_id)


def may_say(viewer_id: int, *, author_id: int, replies: int, follows: bool, is_followed: bool) -> bool:
    """Whether the note's author lets somebody comment. `follows`: they follow the author; `is_followed`: the
    author follows them.
    """
    if viewer_id == author_id or replies == notes.lists.Replies.EVERYONE:
        return True
    if replies == notes.lists.Replies.FOLLOWERS:
        return follows
    return replies == notes.lists.Replies.FOLLOWED and is_followed


def may_pin(comment: Comment, viewer_id: int | None) -> bool:
    """The note's author may, and only what is no reply."""
    return viewer_id is not None and viewer_id == comment.note_author_id and comment.parent_id is None


def rank_of(made_at: datetime, likes: int) -> int:
    """Where a top comment stands, higher first: when it was made, and 12 hours for each doubling of likes.

    In milliseconds: made + 12 h × floor(log2(1 + likes)). Time alone moves nothing, so an index keeps the
    order. Source: the time-shifted logarithm of Reddit's published "hot" order; 12 hours is our choice.
    """
    doublings = (1 + max(0, likes)).bit_length() - 1
    return to_millis(made_at) + DOUBLING_MS * doublings


def once_key(given: str) -> bytes | None:
    """16 bytes that name one pressing of the button, or None when the page gave no name to it."""
    return hashlib.blake2b(given.encode(errors="replace"), digest_size=16).digest() if given else None


def text_of(comment: Comment, *, is_public: bool) -> Text:
    """The words as a text to translate; under a note that few may read they are shared with no other text."""
    return words_as_text(
        comment.id, comment.words, comment.lang, author_id=comment.author_id, is_public=is_public
    )


def words_as_text(comment_id: int, words: str, lang: str, *, author_id: int, is_public: bool) -> Text:
    """As text_of, when nothing but the words is left."""
    salt = "" if is_public else str(author_id)
    return Text(f"{subject_of(comment_id)}:words", words, lang, shared=is_public, owner_salt=salt)


def subject_of(comment_id: int) -> str:
    """The opaque name under which lower features know a comment."""
    return f"comment:{to_public(comment_id)}"
