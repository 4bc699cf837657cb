"""Pictures as they are served: by key, width and format, to those who may see what shows them."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from litestar import MediaType, Request, Response, get

from hongqiao.features import accounts, media, notes
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import NoteId, from_public
from hongqiao.kernel.scope import Scope, Viewer
from hongqiao.web.request import Site, cookie_name

_NAME = re.compile(r"([1-9][0-9]{1,3})\.(avif|webp|jpeg)")
_HEADERS = {
    "cache-control": "private, max-age=604800, immutable",
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": "inline",
}
_NOT_KEPT = {**_HEADERS, "cache-control": "private, no-store"}
"""Of what not everybody may see: who may see it now may not see it the next moment."""


def media_handlers(site: Site) -> list:
    """Handlers that need no reader, but where a picture is not for everybody."""

    @get("/media/{key:str}/{name:str}")
    async def picture(request: Request, key: str, name: str) -> Response:
        """One rendition. A key is 128 bits that nobody can guess, and it dies with the picture.

        Who asks is looked up only for what not everybody may see.
        """
        wanted, found = _NAME.fullmatch(name), None
        if wanted:
            scope = Scope(Viewer(), site.database, site.ports, site.ids, datetime.now(UTC))

            async def is_seen(subjects: Sequence[str]) -> bool:
                scope.viewer = await _viewer(request, site, scope)
                return await _sees_any(scope, subjects)

            found = await media.served(scope, key, int(wanted[1]), wanted[2], is_seen=is_seen)
        if found is None or wanted is None:
            return Response(b"", status_code=404, media_type=MediaType.TEXT)
        headers = _HEADERS if found.is_open else _NOT_KEPT
        return Response(found.data, headers=headers, media_type=f"image/{wanted[2]}")

    @get("/assets/{path:path}")
    async def asset(request: Request, path: str) -> Response:
        """Style, scripts, icons; their addresses change with their content."""
        found = site.assets.get(f"/assets{path}")
        if found is None:
            return Response(b"", status_code=404, media_type=MediaType.TEXT)
        body, gzipped, content_type = found
        headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(gzipped, headers={**headers, "content-encoding": "gzip"}, media_type=content_type)
        return Response(body, headers=headers, media_type=content_type)

    return [picture, asset]


async def _viewer(request: Request, site: Site, scope: Scope) -> Viewer:
    login = request.cookies.get(cookie_name("login", site.settings))
    known = await accounts.viewer_of(scope, login) if login else None
    return known.viewer if known else Viewer()


async def _sees_any(scope: Scope, subjects: Sequence[str]) -> bool:
    """Whether the viewer may see one of the notes among these subjects; nothing else shows pictures."""
    for subject in subjects:
        kind, _, name = subject.partition(":")
        note_id = from_public(name) if kind == "note" else None
        if note_id is None:
            continue
        try:
            await notes.visible(scope, NoteId(note_id))
        except NotFound:
            continue
        return True
    return False
