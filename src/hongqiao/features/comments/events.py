"""What happens to comments. They live in their note's bucket."""

from hongqiao.kernel.events import Event


class CommentMade(Event, frozen=True, kw_only=True):
    """Somebody said something under a note."""

    comment_id: int
    note_id: int
    author_id: int


class CommentSetAside(Event, frozen=True, kw_only=True):
    """Somebody said something that waits for a person to look at it: nobody sees it, but it is theirs."""

    comment_id: int
    note_id: int
    author_id: int


class CommentDeleted(Event, frozen=True, kw_only=True):
    """A comment is gone, alone or with what it stood under."""

    comment_id: int
    note_id: int
    author_id: int
