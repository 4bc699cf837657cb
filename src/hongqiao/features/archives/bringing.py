"""Bringing posts from elsewhere: each becomes a note of its old date, once, by the rules of publishing."""

import asyncio
from collections import Counter
from dataclasses import replace

from hongqiao.features import media, notes, trust
from hongqiao.features.archives import store
from hongqiao.features.archives.model import (
    ALT,
    PUBLIC_A_DAY,
    SOURCES,
    Brought,
    LeftOut,
    Receipt,
    id_ms,
    ref_hash,
    titled,
)
from hongqiao.features.archives.readers import READERS
from hongqiao.features.archives.zips import Zip
from hongqiao.features.notes import DraftPicture, NoteDraft
from hongqiao.features.site import declare_limit, spend
from hongqiao.kernel.errors import Invalid, NotFound, Refusal, TooSoon, Unavailable, mark
from hongqiao.kernel.ids import DraftId, NoteId, bucket_of
from hongqiao.kernel.language import base_of
from hongqiao.kernel.scope import Scope

PUBLIC = declare_limit("notes brought, public", PUBLIC_A_DAY, 86_400)
ONLY_ME, OPEN = 2, 0
_STYLES = ("memo", "poster", "bubble", "book", "grid", "news", "night", "plain")


async def bring(scope: Scope, archive: Zip, *, source: str, audience: int) -> Receipt:
    """Takes the posts of an archive in as the viewer’s notes; doing it again adds only what is missing.

    `audience` holds at most: what was not open to everybody there is for the viewer alone here. Raises
    Invalid for an archive that is none of this service, NotAllowed while restricted. Costs 0.2 to 3 s
    a picture; each note is a transaction.
    """
    if source not in SOURCES:
        raise Invalid(mark("Choose where the archive is from."))
    await trust.standing.require_unrestricted(scope)
    bringing = _Bringing(scope, archive, source, audience)
    posts = READERS[source](archive)
    while (post := await asyncio.to_thread(next, posts, None)) is not None:
        await bringing.take(post)
    return bringing.receipt


class _Bringing:
    """One archive on its way in."""

    def __init__(self, scope: Scope, archive: Zip, source: str, audience: int) -> None:
        self._scope, self._archive, self._source, self._audience = scope, archive, source, audience
        self._bucket = bucket_of(scope.me)
        self._taken = self._there = self._pictures = 0
        self._left: Counter[str] = Counter()

    @property
    def receipt(self) -> Receipt:
        return Receipt(self._taken, self._there, self._pictures, dict(sorted((+self._left).items())))

    async def take(self, post: Brought | LeftOut) -> None:
        """Makes one post a note, or counts why not."""
        if isinstance(post, LeftOut):
            self._left[post.why] += 1
            return
        ref = ref_hash(self._source, post.ref)
        if await store.BROUGHT.maybe(self._scope.db, self._bucket, self._scope.me, ref) is not None:
            self._there += 1
            return
        self._left.update(post.dropped)
        pictures = await self._developed(post)
        if not (pictures or post.words.strip() or post.title.strip()):
            self._left["empty"] += 1
            return
        try:
            await self._publish(post, ref, pictures)
        except (Invalid, NotFound):
            self._left["declined"] += 1
            return
        self._taken += 1
        self._pictures += len(pictures)

    async def _publish(self, post: Brought, ref: bytes, pictures: tuple[DraftPicture, ...]) -> NoteId:
        title, body = titled(post)
        number = int.from_bytes(ref[:8], "big") >> 1
        draft = NoteDraft(
            DraftId(number),
            title=title,
            body=body,
            audience=await self._audience_of(post),
            cover_style="" if pictures else _STYLES[number % len(_STYLES)],
            pictures=pictures,
        )
        at = min(post.at, self._scope.now)
        async with self._scope.transaction() as tx:
            then = replace(tx, now=at)
            note_id = await notes.publish(then, draft, at_ms=id_ms(at), lang=base_of(post.lang))
            await store.ADD_BROUGHT.run(tx.db, self._bucket, self._scope.me, ref, note_id, self._scope.now)
        return note_id

    async def _audience_of(self, post: Brought) -> int:
        if self._audience == ONLY_ME or not post.is_open:
            return ONLY_ME
        if self._audience == OPEN:
            try:
                await spend(self._scope, PUBLIC, str(self._scope.me))
            except TooSoon:
                self._left["kept-private"] += 1
                return ONLY_ME
        return self._audience

    async def _developed(self, post: Brought) -> tuple[DraftPicture, ...]:
        """The pictures that can be taken; the darkroom makes each anew, without what its file told."""
        at_most = self._scope.ports.settings.pictures_per_note
        self._left.update({"many": max(0, len(post.pictures) - at_most)})
        taken: dict[str, DraftPicture] = {}
        for picture in post.pictures[:at_most]:
            try:
                limit = self._scope.ports.settings.picture_bytes
                data = await asyncio.to_thread(self._archive.read, picture.name, at_most=limit)
                key = (await media.take(self._scope, data)).key
            except Unavailable:
                raise
            except Refusal:
                self._left["refused"] += 1
                continue
            taken.setdefault(key, DraftPicture(key, picture.alt[:ALT]))
        return tuple(taken.values())
