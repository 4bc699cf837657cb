"""Notes: pictures and words that people publish; `drafts` while they write, `lists` and
`topics` by which notes are found.

Owns tables note, note_picture, note_revision, note_stat, draft, topic, topic_note.
Emits NotePublished, NoteEdited, NoteWithdrawn. Promises: what `visible` and `lines` leave out, nobody sees.
"""

from hongqiao.features.notes import drafts, events, lists, topics
from hongqiao.features.notes.cards import cards, lines
from hongqiao.features.notes.model import DraftPicture, NoteCard, NoteDraft, NoteFacts, NoteLine, texts_of
from hongqiao.features.notes.publish import keep_own_version, publish, publish_draft, withdraw
from hongqiao.features.notes.read import count, note, revisions, visible

__all__ = [
    "DraftPicture",
    "NoteCard",
    "NoteDraft",
    "NoteFacts",
    "NoteLine",
    "cards",
    "count",
    "drafts",
    "events",
    "keep_own_version",
    "lines",
    "lists",
    "note",
    "publish",
    "publish_draft",
    "revisions",
    "texts_of",
    "topics",
    "visible",
    "withdraw",
]
