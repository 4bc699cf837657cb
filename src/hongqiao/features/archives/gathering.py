"""Gathering all that the data map says is somebody’s, as it goes into their archive."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from hongqiao.features import media, people
from hongqiao.features.archives import store
from hongqiao.features.archives.kinds import Row, sorted_rows
from hongqiao.features.archives.naming import Names, people_in, picture_keys
from hongqiao.kernel.holdings import Holding, Rows, Traces
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.scope import Scope

AT_ONCE = 500
FILE_FORMAT = "jpeg"
"""Of the formats that a picture is kept in, the one that everything can show."""


class PictureFile(msgspec.Struct, frozen=True):
    """A picture of an archive: its path there, and the rendition whose bytes it has."""

    name: str
    key: str
    width: int


class Gathered(msgspec.Struct, frozen=True):
    """Somebody’s rows by kind, as they may have them, and the pictures of their notes and drafts."""

    kinds: dict[str, list[Row]]
    pictures: list[PictureFile]


async def gather(scope: Scope, traces: Traces, holdings: Iterable[Holding]) -> Gathered:
    """Everything that the map gives a copy of; other people appear by their handles only.

    For the worker: reads many buckets. Costs a statement a table, and each picture once from disk.
    """
    rows: dict[str, list[Row]] = {}
    for one in holdings:
        if isinstance(one.export, Rows):
            rows[one.table] = [msgspec.json.decode(text) for text in await one.export.of(scope.db, traces)]
    brought = rows.pop("brought_row", [])
    names = Names(traces.account_id, traces.handle, rows)
    names.handles = await _handles(scope, sorted(people_in(rows, traces.account_id)))
    pictures = await _pictures(scope, traces.account_id, picture_keys(rows))
    names.pictures = {picture.key: picture.name for picture in pictures}
    kinds: dict[str, list[Row]] = defaultdict(list)
    for table, own in rows.items():
        kinds[table] = [names.named(table, row) for row in own]
    for row in brought:
        kinds[row["kind"]].append(msgspec.json.decode(row["body"]))
    return Gathered({kind: sorted_rows(kind, of_kind) for kind, of_kind in sorted(kinds.items())}, pictures)


async def _handles(scope: Scope, ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(ids), AT_ONCE):
        known = await people.people(scope, ids[start : start + AT_ONCE])  # type: ignore[arg-type]
        found.update({int(id_): person.handle for id_, person in known.items()})
    return found


async def _pictures(scope: Scope, account_id: int, keys: Sequence[str]) -> list[PictureFile]:
    """Those that are there, under the names with which they came, or under the hash of their bytes."""
    travelled = await store.PICTURE_NAMES.all(scope.db, bucket_of(account_id), account_id)
    known: Mapping[str, str] = {row.key: row.name for row in travelled}
    files: list[PictureFile] = []
    for start in range(0, len(keys), AT_ONCE):
        there = await media.pictures(scope, keys[start : start + AT_ONCE])
        for key in keys[start : start + AT_ONCE]:
            width = max(there[key].widths) if key in there else 0
            data = await media.read(scope, key, width, FILE_FORMAT) if width else None
            if data is not None:
                name = known.get(key) or f"media/{hashlib.sha256(data).hexdigest()[:32]}.jpg"
                files.append(PictureFile(name, key, width))
    return files
