"""Pictures as they are served: by key, width and format; only what was made is there."""

import re
from datetime import UTC, datetime

from litestar import MediaType, Request, Response, get

from hongqiao.features import media
from hongqiao.kernel.scope import Scope, Viewer
from hongqiao.web.request import Site

_NAME = re.compile(r"([1-9][0-9]{1,3})\.(avif|webp|jpeg)")
_HEADERS = {
    "cache-control": "private, max-age=604800, immutable",
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": "inline",
}


def media_handlers(site: Site) -> list:
    """Handlers that need no reader: whoever knows the key of a picture may see it."""

    @get("/media/{key:str}/{name:str}")
    async def picture(request: Request, key: str, name: str) -> Response:
        """One rendition. A key is 128 bits that nobody can guess, and it dies with the picture."""
        wanted = _NAME.fullmatch(name)
        data = None
        if wanted:
            scope = Scope(Viewer(), site.database, site.ports, site.ids, datetime.now(UTC))
            data = await media.read(scope, key, int(wanted[1]), wanted[2])
        if data is None:
            return Response(b"", status_code=404, media_type=MediaType.TEXT)
        return Response(data, headers=_HEADERS, media_type=f"image/{wanted[2]}")

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
