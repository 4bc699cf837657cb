"""Rows as their owner may have them: own things by lasting names, others by handle only, staff not at all."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hongqiao.features.archives.kinds import Row, in_utc, ref_of
from hongqiao.kernel.ids import from_public, to_public

PEOPLE = frozenset(
    {
        "account_id", "author_id", "person_id", "owner_id", "follower_id", "target_id", "note_author_id",
        "reporter_id", "editor_id", "member_id", "guardian_id", "blocked_id", "blocker_id", "muted_id",
        "other_id", "asker_id", "ward_id",
    }
)  # fmt: skip
"""Columns with the id of a person."""

STAFF = frozenset(
    ["by_id", "by_handle", "claimed_by", "asked_by", "answered_by", "settled_by", "parties", "people"]
)
"""Columns that say who of others acted: left out, unless it was the owner."""

HANDLES = frozenset(["handle", "person_handle", "editor_handle", "made_by"])
IDS = frozenset(
    {
        "id", "note_id", "comment_id", "parent_id", "reply_to_id", "draft_id", "subject_id", "board_id",
        "case_id", "decision_id", "reversal_id", "correction_id", "change_id", "applied_id", "reverses",
        "session", "edits", "matter_id", "batch",
    }
)  # fmt: skip
SECRETS = frozenset(["bucket", "key_hash", "token_hash", "password_hash", "salt", "sealed"])
"""Never in an archive, whatever a rule of the map says: what opens doors, and where rows lie."""

SOMEBODY = "somebody"


class Names:
    """What own things are called in an archive, and which people are called how."""

    def __init__(self, account_id: int, handle: str, rows: Mapping[str, Sequence[Row]]) -> None:
        self.me, self.handle = account_id, handle
        self.handles: dict[int, str] = {}
        self.pictures: dict[str, str] = {}
        self._own = dict(_own_things(rows))

    def named(self, table: str, row: Row) -> Row:
        """The row without ids that mean something on one site only."""
        told: Row = {}
        for column, value in row.items():
            if column in SECRETS or (column in STAFF and value not in (self.me, self.handle)):
                continue
            told[column] = self._value(table, column, value)
        return told

    def _value(self, table: str, column: str, value: Any) -> Any:
        if column in PEOPLE or column in STAFF:
            return self._person(value)
        if table == "account" and column == "id":
            return "me"
        if column in HANDLES and value == self.handle:
            return "me"
        if table == "note_picture" and column == "key":
            return self.pictures.get(value, "")
        if table == "draft" and column == "pictures":
            return self._kept(value)
        if column in IDS and isinstance(value, int):
            return self._own.get(value, to_public(value))
        if column == "subject" and isinstance(value, str) and ":" in value:
            return self._subject(value)
        return in_utc(value)

    def _person(self, value: Any) -> Any:
        if value in (self.me, self.handle):
            return "me"
        if isinstance(value, int):
            return f"@{self.handles[value]}" if value in self.handles else SOMEBODY
        return value

    def _subject(self, value: str) -> str:
        kind, _, public = value.partition(":")
        id_ = from_public(public)
        if kind == "account" and id_ == self.me:
            return "me"
        return self._own.get(id_, value) if id_ is not None else value

    def _kept(self, shown: Sequence[Row]) -> list[Row]:
        """Pictures of a draft, those that are still there."""
        return [
            {"name": self.pictures[one["key"]], "alt": one.get("alt", "")}
            for one in shown
            if one["key"] in self.pictures
        ]


def people_in(rows: Mapping[str, Sequence[Row]], me: int) -> set[int]:
    """Ids of the other people whom the rows name and whose handle belongs there."""
    named = (row.get(column) for table in rows.values() for row in table for column in PEOPLE)
    return {value for value in named if isinstance(value, int) and value and value != me}


def picture_keys(rows: Mapping[str, Sequence[Row]]) -> list[str]:
    """Keys of all pictures in notes and drafts, each once."""
    shown = [row["key"] for row in rows.get("note_picture", ())]
    kept = [one["key"] for row in rows.get("draft", ()) for one in row.get("pictures", ())]
    return list(dict.fromkeys([*shown, *kept]))


def _own_things(rows: Mapping[str, Sequence[Row]]) -> Iterator[tuple[int, str]]:
    for row in rows.get("note", ()):
        if row["state"] == 0:
            yield row["id"], ref_of("note", in_utc(row["made_at"]), row["title"], row["body"])
    for row in rows.get("board", ()):
        if row["state"] == 0:
            yield row["id"], ref_of("board", in_utc(row["made_at"]), row["name"])
