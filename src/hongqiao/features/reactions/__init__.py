"""Reactions: likes of notes and comments, saved notes, and the boards that hold them.

Owns tables like_out, like_in, board, board_note, save_in. Emits Liked, Unliked, NoteSaved, NoteUnsaved,
BoardNamed, BoardDeleted. Promises that after its reactors ran, likes and saves of a subject are counts of
rows.
"""

from hongqiao.features.reactions import events
from hongqiao.features.reactions.boards import (
    board,
    boards_of,
    close_board,
    default_board,
    delete_board,
    make_board,
    notes_on,
    open_board,
    rename_board,
)
from hongqiao.features.reactions.likes import like, liked_among, likes_apart, unlike
from hongqiao.features.reactions.model import Board, Kind
from hongqiao.features.reactions.saves import boards_holding, save, saved_among, unsave

__all__ = [
    "Board",
    "Kind",
    "board",
    "boards_holding",
    "boards_of",
    "close_board",
    "default_board",
    "delete_board",
    "events",
    "like",
    "liked_among",
    "likes_apart",
    "make_board",
    "notes_on",
    "open_board",
    "rename_board",
    "save",
    "saved_among",
    "unlike",
    "unsave",
]
