"""Notes: pictures and words that people publish; `drafts` while they write, `lists` and
`topics` by which notes are found, `audiences` of accounts that become private.

Owns tables note, note_picture, note_revision, note_stat, draft, topic, topic_note.
Emits NotePublished, NoteEdited, NoteWithdrawn. Promises: what `visible` and `lines` leave out, nobody sees.
"""

from hongqiao.features.notes import adding, audiences, drafts, events, lists, screening, topics
from hongqiao.features.notes.cards import cards, lines
from hongqiao.features.notes.model import DraftPicture, NoteCard, NoteDraft, NoteFacts, NoteLine
from hongqiao.features.notes.publish import publish, publish_draft, withdraw
from hongqiao.features.notes.read import count, note, visible

__all__ = [
    "DraftPicture",
    "NoteCard",
    "NoteDraft",
    "NoteFacts",
    "NoteLine",
    "adding",
    "audiences",
    "cards",
    "count",
    "drafts",
    "events",
    "lines",
    "lists",
    "note",
    "publish",
    "publish_draft",
    "screening",
    "topics",
    "visible",
    "withdraw",
]
