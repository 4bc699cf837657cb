"""What people do with notes and comments. Recorded in the bucket of whoever does it."""

from hongqiao.kernel.events import Event


class Liked(Event, frozen=True, kw_only=True):
    """Somebody likes a note (kind 1) or a comment (kind 2)."""

    account_id: int
    kind: int
    subject_id: int


class Unliked(Event, frozen=True, kw_only=True):
    """Somebody took a like back."""

    account_id: int
    kind: int
    subject_id: int


class NoteSaved(Event, frozen=True, kw_only=True):
    """Somebody put a note on one of their boards."""

    account_id: int
    note_id: int


class NoteUnsaved(Event, frozen=True, kw_only=True):
    """Somebody took a note from one of their boards; it may still be on another."""

    account_id: int
    note_id: int


class BoardNamed(Event, frozen=True, kw_only=True):
    """Somebody named a board, or changed who may see its name; `name_before` is empty for a new one."""

    board_id: int
    owner_id: int
    name_before: str = ""


class BoardDeleted(Event, frozen=True, kw_only=True):
    """Somebody deleted a board; its notes are still to be taken from it."""

    board_id: int
    owner_id: int
    name: str = ""
