"""Settling in: an archive of a site like this one becomes an account here, by the rules of this site.

What is somebody’s own becomes rows of this site; what refers to things of the former site is kept as it came.
"""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import msgspec

from hongqiao.features import accounts, media, notes, people, reactions
from hongqiao.features.archives import store
from hongqiao.features.archives.kinds import TRAVELS, Row, is_travelling, ref_of
from hongqiao.features.archives.model import id_ms
from hongqiao.features.archives.signing import Manifest
from hongqiao.features.archives.zips import JSON_BYTES, Zip
from hongqiao.features.notes import DraftPicture, NoteDraft
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import AccountId, BoardId, DraftId, NoteId, bucket_of
from hongqiao.kernel.scope import Scope, Viewer

_DRAFT = (
    "title", "body", "place", "subject", "audience", "is_ai", "cover_style", "version_lang",
    "version_title", "version_body", "commercial", "replies",
)  # fmt: skip
_BROKEN = mark("This archive holds rows that cannot be read.")


async def settle(scope: Scope, archive: Zip, manifest: Manifest, *, handle: str) -> dict[str, int]:
    """Makes the account, with what of the archive travels; returns how many rows came, by kind.

    The account has a password that nobody knows, and no rights but a member’s. Raises Invalid with field
    messages, also when somebody has the handle. For the command line, on a verified archive; if it breaks
    off, erase the account and begin again.
    """
    rows = _rows(archive, manifest)
    person = await _account(scope, handle, rows)
    try:
        await _take(_Settling(person, archive), rows)
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:  # rows of some other form
        raise Invalid(_BROKEN, detail=repr(wrong)[:200]) from wrong
    return {line.name: line.rows for line in manifest.kinds if line.travels}


async def _take(settling: "_Settling", rows: dict[str, list[Row]]) -> None:
    await settling.take_pictures(rows.get("note_picture", ()), rows.get("draft", ()))
    await settling.publish(rows)
    await settling.keep_drafts(rows.pop("draft", []))
    await settling.make_boards(rows.pop("board", []))
    rows["board_note"] = await settling.save(rows.get("board_note", []))
    for done in ("account", "profile", "note", "note_picture", "note_revision"):
        rows.pop(done, None)
    await settling.keep_rows(rows)


def _rows(archive: Zip, manifest: Manifest) -> dict[str, list[Row]]:
    """The travelling rows by kind."""
    found: dict[str, list[Row]] = {}
    for line in manifest.kinds:
        if line.name in TRAVELS and line.travels:
            try:
                told = msgspec.json.decode(
                    archive.read(f"data/{line.name}.json", at_most=JSON_BYTES), type=list[Row]
                )
            except (msgspec.DecodeError, UnicodeError, RecursionError) as wrong:
                raise Invalid(_BROKEN, detail=line.name) from wrong
            found[line.name] = [row for row in told if is_travelling(line.name, row)]
    return found


async def _account(scope: Scope, handle: str, rows: dict[str, list[Row]]) -> Scope:
    """Signs the person up as they were; returns a scope in which they act."""
    try:
        was, profile = rows["account"][0], rows["profile"][0]
        reads, both = tuple(was["reads"]), tuple(was["both_ways"])
        form = accounts.SignUp(
            handle,
            secrets.token_urlsafe(24),
            _age_of(scope, was),
            reads,
            tuple(was["interests"]),
            was["locale"],
            profile["name"],
        )
        words = {name: str(profile[name]) for name in ("name", "bio", "place", "lang")}
    except (KeyError, IndexError, TypeError) as wrong:
        raise Invalid(_BROKEN, detail="account") from wrong
    async with scope.transaction() as tx:
        account_id, checked = await accounts.sign_up(tx, form)
        await people.introduce(tx, account_id, checked.handle, **words)
        me = replace(tx, viewer=Viewer(account_id, checked.handle, "member", was["locale"], reads, both))
        kept = accounts.Preferences(was["locale"], reads, tuple(was["interests"]), both)
        await accounts.change_preferences(me, kept)
        if profile.get("is_private") or await _starts_private(me):
            await people.private.go_private(me)  # before anything of theirs is there to be seen
    viewer = Viewer(AccountId(account_id), checked.handle, "member", was["locale"], reads, both)
    return replace(scope, viewer=viewer)


def _age_of(scope: Scope, was: Row) -> str:
    """What the form of this site says of the age that somebody brings."""
    ages, told_at = accounts.ages, was.get("age_at")
    band = next((one for one in ages.BANDS if one == was.get("age_band")), "unknown")
    age = ages.Age(band, at=_moment(told_at) if told_at else None)
    return ages.told_elsewhere(age, scope.ports.settings, scope.now)


async def _starts_private(me: Scope) -> bool:
    """Whether an account of this age begins private by the packs of this site."""
    own = await accounts.ages.own(me)
    return accounts.ages.starts_with(own, me.ports.settings, me.now).is_private


class _Settling:
    """One account on its way in."""

    def __init__(self, scope: Scope, archive: Zip) -> None:
        self._scope, self._archive = scope, archive
        self._bucket = bucket_of(scope.me)
        self._keys: dict[str, str] = {}
        self._notes: dict[str, NoteId] = {}
        self._boards: dict[str, BoardId] = {}

    async def take_pictures(self, shown: Sequence[Row], drafts: Sequence[Row]) -> None:
        """Develops each picture anew and remembers under which name it came."""
        names = [row["key"] for row in shown]
        names += [one["name"] for row in drafts for one in row.get("pictures", ())]
        for name in dict.fromkeys(name for name in names if name):
            limit = self._scope.ports.settings.picture_bytes
            data = await asyncio.to_thread(self._archive.read, name, at_most=limit)
            key = (await media.take(self._scope, data)).key
            self._keys[name] = key
            await store.NAME_PICTURE.run(self._scope.db, self._bucket, self._scope.me, key, name)

    async def publish(self, rows: dict[str, list[Row]]) -> None:
        """Publishes each note at its time, as it first read, and edits it as it was edited."""
        shown, said = _by_note(rows.get("note_picture", ())), _by_note(rows.get("note_revision", ()))
        for row in sorted(rows.get("note", ()), key=lambda row: row["made_at"]):
            ref = ref_of("note", row["made_at"], row["title"], row["body"])
            pictures = sorted(shown.get(ref, ()), key=lambda one: one["position"])
            given = tuple(DraftPicture(self._keys[one["key"]], one["alt"]) for one in pictures if one["key"])
            revisions = sorted(said.get(ref, ()), key=lambda one: one["revision"])
            await self._publish(row, ref, given, revisions)

    async def _publish(
        self, row: Row, ref: str, pictures: tuple[DraftPicture, ...], revisions: Sequence[Row]
    ) -> None:
        made = _moment(row["made_at"])
        for number, revision in enumerate(revisions or [row]):
            at = _moment(revision["made_at"])
            draft = NoteDraft(
                DraftId(self._scope.ids.make(self._bucket)),
                title=revision["title"],
                body=revision["body"],
                place=row["place"],
                subject=row["subject"],
                audience=row["audience"] if row.get("chosen_audience") is None else row["chosen_audience"],
                is_ai=row["is_ai"],
                commercial=row.get("commercial", ""),
                cover_style=row["cover_style"],
                replies=row.get("replies", 0),
                pictures=pictures,
                edits=self._notes[ref] if number else None,
            )
            async with self._scope.transaction() as tx:
                then = replace(tx, now=at)
                self._notes[ref] = await notes.publish(then, draft, at_ms=id_ms(made), lang=row["lang"])

    async def keep_drafts(self, rows: Sequence[Row]) -> None:
        """Keeps what was being written."""
        for row in sorted(rows, key=lambda row: row["saved_at"]):
            fields = {name: row[name] for name in _DRAFT if name in row}
            shown = [one for one in row.get("pictures", ()) if one["name"] in self._keys]
            edits = self._notes.get(row.get("edits") or "")
            draft_id = DraftId(self._scope.ids.make(self._bucket))
            kept = msgspec.convert({**fields, "id": draft_id, "edits": edits}, NoteDraft)
            pictures = tuple(DraftPicture(self._keys[one["name"]], one["alt"]) for one in shown)
            kept = msgspec.structs.replace(kept, pictures=pictures)
            async with self._scope.transaction() as tx:
                then = replace(tx, now=_moment(row["saved_at"]))
                await notes.drafts.change_draft(then, draft_id, lambda _, kept=kept: kept)

    async def make_boards(self, rows: Sequence[Row]) -> None:
        """Makes each board at its time; “Saved” is the first one that is made by saving."""
        for row in sorted(rows, key=lambda row: row["made_at"]):
            async with self._scope.transaction() as tx:
                then = replace(tx, now=_moment(row["made_at"]))
                if row["is_default"]:
                    made = await reactions.default_board(then)
                    if not row["is_private"]:
                        await reactions.open_board(then, made)
                else:
                    made = await reactions.make_board(then, row["name"], is_private=row["is_private"])
            self._boards[ref_of("board", row["made_at"], row["name"])] = made

    async def save(self, rows: Sequence[Row]) -> list[Row]:
        """Puts own notes back on their boards; returns the rows of notes that are not here."""
        left = []
        for row in rows:
            note, board = self._notes.get(row["note_id"]), self._boards.get(row["board_id"])
            if note is None or board is None:
                left.append(row)
                continue
            async with self._scope.transaction() as tx:
                await reactions.save(replace(tx, now=_moment(row["added_at"])), note, board)
        return left

    async def keep_rows(self, rows: dict[str, list[Row]]) -> None:
        """Keeps rows as they came, for the next archive."""
        for kind, of_kind in rows.items():
            told = [
                (
                    self._bucket,
                    self._scope.me,
                    kind,
                    number,
                    msgspec.json.encode(row, order="sorted").decode(),
                )
                for number, row in enumerate(of_kind)
            ]
            if told:
                await store.KEEP_ROW.run_each(self._scope.db, told)


def _by_note(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["note_id"], []).append(row)
    return found


def _moment(told: str) -> datetime:
    try:
        return datetime.fromisoformat(told).astimezone(UTC)
    except (ValueError, TypeError) as wrong:
        raise Invalid(_BROKEN, detail=str(told)[:40]) from wrong
