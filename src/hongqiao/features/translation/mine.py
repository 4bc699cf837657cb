"""What somebody corrected, as a TMX file of their own: whatever became of it, all languages in one."""

from collections.abc import AsyncIterator

from hongqiao.features.translation.exchange import Unit, write_tmx, write_unit
from hongqiao.features.translation.queries import mine as rows
from hongqiao.kernel.ids import bucket_of, bucket_of_name
from hongqiao.kernel.scope import Scope

ALL_LANGUAGES = "*all*"
_PAGE = 200
_NEWEST = (1 << 63) - 1


async def has_corrected(scope: Scope) -> bool:
    """Whether the viewer suggested anything yet. Raises SignInNeeded for nobody."""
    return bool(await rows.LISTED.all(scope.db, bucket_of(scope.me), scope.me, _NEWEST, 1))


async def own_tmx(scope: Scope) -> str:
    """The viewer's corrections of texts that everyone may read, newest first. Raises SignInNeeded."""
    head, tail = write_tmx(ALL_LANGUAGES, "", scope.ports.settings.content_licence)
    names = {int(scope.me): scope.viewer.handle}
    units = [
        write_unit(Unit(written, words, int(scope.me), one.made_at), one.source, one.target, names)
        async for one in _said(scope)
        for written, words in zip(one.written, one.said, strict=True)
    ]
    return "".join((head, *units, tail))


async def _said(scope: Scope) -> AsyncIterator[rows.Said]:
    """Page by page, two statements each."""
    before = _NEWEST
    while page := await rows.LISTED.all(scope.db, bucket_of(scope.me), scope.me, before, _PAGE):
        found = await rows.SAID.all(
            scope.db,
            [bucket_of_name(one.key) for one in page],
            [one.key for one in page],
            [one.target for one in page],
            [one.correction_id for one in page],
            scope.me,
        )
        for one in found:
            yield one
        before = page[-1].correction_id
