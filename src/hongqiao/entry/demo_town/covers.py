"""The pictures of the town's notes: photographs where somebody brought them, our own drawings elsewhere."""

import asyncio
import random
from collections.abc import Sequence
from pathlib import Path

import msgspec
import resvg_py

from hongqiao.entry.demo_town.illustrator import draw
from hongqiao.entry.demo_town.town import TownNote
from hongqiao.features import media
from hongqiao.features.media import Picture
from hongqiao.features.notes import DraftPicture
from hongqiao.kernel.errors import Invalid, Unavailable
from hongqiao.kernel.scope import Scope

WIDTH = 1080
RATIOS = ("3x4", "3x4", "3x4", "4x5", "5x6", "1x1", "4x3")
CREDITS = "credits.json"
_PAUSES_S = (1, 5, 15)


class Photo(msgspec.Struct, frozen=True):
    """A photograph that a folder's credits.json tells of."""

    file: str
    description: str
    source: str
    license: str
    author: str = ""


class Credit(msgspec.Struct, frozen=True):
    """A photograph that the site shows, for its page of credits; `key` is the picture's."""

    file: str
    key: str
    description: str
    author: str
    source: str
    license: str


class Covers:
    """Makes pictures for notes. `photos` is a folder with credits.json, or None: then all are drawn."""

    def __init__(self, home: Path, photos: Path | None) -> None:
        self._credits_file = home / CREDITS
        self._photos = photos
        self._known = _read_photos(photos) if photos else {}

    async def pictures(self, scope: Scope, note: TownNote) -> tuple[DraftPicture, ...]:
        """The note's pictures in their order, taken in. Costs 0.2 to 1 s a picture."""
        shown = [self._known[file] for file in note.photos if file in self._known]
        if shown:
            taken = await asyncio.gather(*(self._take_photo(scope, photo) for photo in shown))
        else:
            taken = await asyncio.gather(
                *(_take_drawing(scope, note, place) for place in range(len(note.scenes)))
            )
        return tuple({picture.key: picture for picture in taken}.values())

    async def _take_photo(self, scope: Scope, photo: Photo) -> DraftPicture:
        assert self._photos is not None
        taken = await _take(scope, await asyncio.to_thread((self._photos / photo.file).read_bytes))
        self._credit(photo, taken.key)
        return DraftPicture(taken.key, photo.description)

    def _credit(self, photo: Photo, key: str) -> None:
        """Written before the note is: no picture is shown whose maker is not named."""
        credit = Credit(photo.file, key, photo.description, photo.author, photo.source, photo.license)
        given = {one.file: one for one in read_credits(self._credits_file)} | {photo.file: credit}
        fresh = self._credits_file.with_suffix(".part")
        fresh.write_bytes(msgspec.json.encode(sorted(given.values(), key=lambda one: one.file)))
        fresh.replace(self._credits_file)


def read_credits(path: Path) -> Sequence[Credit]:
    """Credits of the photographs that the site shows; none when there is no such file."""
    return msgspec.json.decode(path.read_bytes(), type=list[Credit]) if path.exists() else []


def png_of(note: TownNote, place: int) -> bytes:
    """The drawing that stands at this place of the note, 1080 wide; always the same. Costs 0.1 to 0.2 s."""
    chance = random.Random(f"cover {note.key}")
    ratio, seed = chance.choice(RATIOS), chance.randrange(1_000_000)
    drawing = draw(note.scenes[place], seed=seed + place, ratio=ratio)
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, width=WIDTH, skip_system_fonts=True))


async def _take_drawing(scope: Scope, note: TownNote, place: int) -> DraftPicture:
    taken = await _take(scope, await asyncio.to_thread(png_of, note, place))
    return DraftPicture(taken.key, note.alts[place])


async def _take(scope: Scope, data: bytes) -> Picture:
    """Takes a picture that is known to be sound: only a busy machine can refuse it, so it is tried again."""
    for pause_s in _PAUSES_S:
        try:
            return await media.take(scope, data)
        except (Invalid, Unavailable):
            await asyncio.sleep(pause_s)
    return await media.take(scope, data)


def _read_photos(folder: Path) -> dict[str, Photo]:
    known = msgspec.json.decode((folder / CREDITS).read_bytes(), type=list[Photo])
    return {photo.file: photo for photo in known if (folder / photo.file).exists()}
