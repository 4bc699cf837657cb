"""What happens to notes. They live in their author's bucket."""

from typing import ClassVar

from hongqiao.kernel.events import Event


class NotePublished(Event, frozen=True, kw_only=True):
    """A note came into the world."""

    note_id: int
    author_id: int


class NoteEdited(Event, frozen=True, kw_only=True):
    """A note has new words or pictures; `dropped` are picture keys that it no longer shows."""

    note_id: int
    author_id: int
    dropped: tuple[str, ...] = ()
    subject_before: str = ""
    topics_before: tuple[str, ...] = ()
    words_before: tuple[str, str, str] = ("", "", "")  # title, body, language
    place_before: str = ""
    alts_before: tuple[str, ...] = ()
    was_public: bool | None = None  # None where that cannot be told


class NoteHeld(Event, frozen=True, kw_only=True):
    """A decision took a note out of sight. It is still there, for an appeal."""

    is_urgent: ClassVar[bool] = True
    note_id: int
    author_id: int


class NoteReleased(Event, frozen=True, kw_only=True):
    """A note that was held is back as it was."""

    note_id: int
    author_id: int


class NoteWithdrawn(Event, frozen=True, kw_only=True):
    """A note is gone. Its rows are too, so the event carries what reactors must clear away."""

    is_urgent: ClassVar[bool] = True
    note_id: int
    author_id: int
    pictures: tuple[str, ...]
    subject: str
    topics: tuple[str, ...]
    words: tuple[tuple[str, str, str], ...]  # title, body, language of each revision
    is_public: bool
    place: str = ""
    alts: tuple[str, ...] = ()
