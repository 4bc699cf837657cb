"""What can be liked, and what a board may be."""

from datetime import datetime
from enum import IntEnum

import msgspec

from hongqiao.features.translation import Text
from hongqiao.kernel.bounds import declare_bound
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import AccountId, BoardId, NoteId, to_public
from hongqiao.kernel.language import guess_lang
from hongqiao.kernel.text import clean_line

NAME_LENGTH = declare_bound("board name", 40)
BOARDS_AT_MOST = declare_bound("boards", 200)
COVERS_SHOWN = 4


class Kind(IntEnum):
    """What a like is for."""

    NOTE = 1
    COMMENT = 2


class Board(msgspec.Struct, frozen=True):
    """A collection of notes. The one that a first save makes has no name: it is shown as “Saved”.

    `newest` are up to four note ids for its covers, whoever may see them.
    """

    id: BoardId
    owner_id: AccountId
    name: str
    is_default: bool
    is_private: bool
    notes: int
    made_at: datetime
    newest: list[NoteId]

    def text(self, owner_lang: str) -> Text:
        """The name as a text to translate; that of a private board is shared with no other text."""
        return name_text(self.id, self.name, owner_lang, owner_id=self.owner_id, is_private=self.is_private)


def checked_name(name: str) -> str:
    """A board's name, cleaned. Raises Invalid when nothing is left, or more than 40 signs."""
    try:
        cleaned = clean_line(name)
    except ValueError as trouble:
        raise Invalid(fields={"name": str(trouble)}) from trouble
    if not cleaned:
        raise Invalid(fields={"name": mark("Give the board a name.")})
    if len(cleaned) > NAME_LENGTH:
        raise Invalid(fields={"name": mark("A board’s name has at most 40 characters.")})
    return cleaned


def name_text(board_id: int, name: str, owner_lang: str, *, owner_id: int, is_private: bool) -> Text:
    """A board's name as a text, in the language that its script tells, else in its owner's."""
    lang, salt = guess_lang(name, author_lang=owner_lang), str(owner_id) if is_private else ""
    return Text(f"{subject_of(board_id)}:name", name, lang, shared=not is_private, owner_salt=salt)


def subject_of(board_id: int) -> str:
    """The opaque name under which lower features know a board."""
    return f"board:{to_public(board_id)}"


def may_open(board: Board, viewer_id: int | None) -> bool:
    """Whether somebody may see the board: a private one is its owner's alone."""
    return not board.is_private or board.owner_id == viewer_id
