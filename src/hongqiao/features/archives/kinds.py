"""What of somebody’s rows travels to another site, and how it is compared: by content, not by ids."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

Row = dict[str, Any]

TRAVELS: Mapping[str, tuple[str, ...]] = {
    "account": ("age_band", "locale", "reads", "both_ways", "interests"),
    "profile": ("name", "bio", "place", "lang", "is_private"),
    "note": (
        "title", "body", "lang", "place", "subject", "audience", "is_ai", "cover_style", "topics",
        "picture_count", "revision", "made_at", "edited_at", "chosen_audience", "commercial", "replies",
    ),
    "note_picture": ("note_id", "position", "key", "alt"),
    "note_revision": ("note_id", "revision", "title", "body", "made_at"),
    "draft": (
        "title", "body", "place", "subject", "audience", "is_ai", "cover_style", "version_lang",
        "version_title", "version_body", "pictures", "edits", "saved_at", "commercial", "replies",
    ),
    "board": ("name", "is_default", "is_private", "made_at"),
    "board_note": ("board_id", "note_id", "added_at"),
    "comment": ("note_id", "parent_id", "words", "lang", "made_at"),
    "follow_out": ("target_id", "made_at"),
    "like_out": ("kind", "subject_id", "made_at"),
    "saved_word": ("lang", "word", "reading", "meaning", "meaning_lang", "sentence", "path", "made_at"),
    "topic_follow": ("key", "name", "made_at"),
    "feed_choice": ("profiled", "mix", "topics"),
    "feed_weight": ("kind", "name", "weight", "at"),
    "search_history": ("words", "shown", "asked_at"),
    "search_choice": ("keeps",),
}  # fmt: skip
"""Tables of things that are somebody’s wherever they are, and the columns that say what they are. All other
tables are records of one site (sign-ins, decisions, consents, counts): they can be read, and stay there.
"""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)")


def content(kind: str, row: Row) -> Row:
    """The columns of a row that travel."""
    told = {column: row[column] for column in TRAVELS[kind] if column in row}
    if kind == "account" and isinstance(told.get("interests"), list):
        told["interests"] = sorted(told["interests"])  # a set: forms give it in an order of their own
    return told


def is_travelling(kind: str, row: Row) -> bool:
    """Whether a row goes along: what was withdrawn or is held by a decision stays where that was done."""
    if kind not in TRAVELS:
        return False
    if row.get("state", 0) != 0 and kind in ("note", "board", "comment"):
        return False
    return not (kind in ("note_picture", "note_revision") and not str(row["note_id"]).startswith("note:"))


def hash_of(kind: str, rows: Iterable[Row]) -> str:
    """SHA-256, hex, over the content of the travelling rows as canonical JSON, a sorted line each."""
    lines = sorted(canonical(content(kind, row)) for row in rows if is_travelling(kind, row))
    return hashlib.sha256(b"\n".join(lines)).hexdigest()


def canonical(value: Any) -> bytes:
    """The one way to write a value: sorted keys, UTF-8, no blanks."""
    return msgspec.json.encode(value, order="sorted")


def ref_of(kind: str, *parts: Any) -> str:
    """A name for something of one’s own that is the same on every site: by what it is."""
    return f"{kind}:{hashlib.sha256(canonical(list(parts))).hexdigest()[:24]}"


def in_utc(value: Any) -> Any:
    """A moment as text, in UTC with microseconds, whatever the database’s zone; anything else as it is."""
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            moment = datetime.fromisoformat(value).astimezone(UTC)
        except (ValueError, OverflowError):
            return value
        return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value


def sorted_rows(kind: str, rows: Sequence[Row]) -> list[Row]:
    """Rows in an order that says nothing of ids."""
    return sorted(
        rows, key=lambda row: (canonical(content(kind, row)) if kind in TRAVELS else b"", canonical(row))
    )
