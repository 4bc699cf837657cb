"""One’s own data: taking all of it along, bringing posts from elsewhere."""

from collections.abc import AsyncIterator
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.response import Stream

from hongqiao.features import accounts
from hongqiao.features.archives import SOURCES, UPLOAD_BYTES, WHY, Receipt, carrying_in, carrying_out
from hongqiao.kernel.errors import Invalid, SignInNeeded, mark
from hongqiao.kernel.settings import MEBIBYTE
from hongqiao.web.device import device_name, network_of
from hongqiao.web.request import Here, fields, here

AUDIENCES = ("public", "followers", "me")
NAMES = {"mastodon": "Mastodon", "pixelfed": "Pixelfed", "instagram": "Instagram"}
_UNKEPT = {"cache-control": "no-store"}
_NONE = mark("Choose the archive first.")


@get("/settings/data")
async def data_page(request: Request) -> Response:
    """What somebody can do with what is theirs."""
    at = _signed_in(request)
    asked = await carrying_out.asked(at.scope)
    if at.reader.has_archive:
        await accounts.notices.look_at_archive(at.scope)
        at.reader = msgspec.structs.replace(at.reader, has_archive=False)
    page = at.page(
        "archives/data.html",
        archives=[_line(row) for row in asked if row.state == "ready"],
        is_making=any(carrying_out.is_being_made(row, at.scope.now) for row in asked),
        days=carrying_out.KEPT_FOR.days,
    )
    page.headers.update(_UNKEPT)
    return page


@post("/settings/data/archive", status_code=200)
async def ask_archive(request: Request) -> Response:
    """Asks for the archive."""
    at = _signed_in(request)
    device, place = device_name(at.device), network_of(at.address)
    await carrying_out.ask(at.scope, login=at.login_id, device=device, place=place)
    return at.redirect("/settings/data#archive")


@get("/settings/data/archives/{key:str}")
async def fetch_archive(request: Request, key: str) -> Response | Stream:
    """The archive, for its owner alone; nothing on the way keeps a copy."""
    at = _signed_in(request)
    row, pieces = await carrying_out.opened(at.scope, key)
    name = f"{at.reader.handle}-{row.made_at:%Y-%m-%d}.zip"
    headers = {
        **_UNKEPT,
        "content-length": str(row.size_bytes),
        "content-disposition": f'attachment; filename="{name}"',
    }
    return Stream(pieces, headers=headers, media_type="application/zip")


@post("/settings/data/archives/{key:str}/delete", status_code=200)
async def delete_archive(request: Request, key: str) -> Response:
    """Deletes the archive before its time."""
    at = _signed_in(request)
    await carrying_out.withdraw(at.scope, key)
    return at.redirect("/settings/data#archive")


@get("/settings/data/import")
async def import_form(request: Request) -> Response:
    """Where one’s posts of other services are taken in, and what came of it."""
    return await _import_page(_signed_in(request))


@post("/settings/data/import", status_code=200, request_max_body_size=UPLOAD_BYTES + 4 * MEBIBYTE)
async def bring_archive(request: Request) -> Response:
    """Takes an archive for the worker."""
    at, form = _signed_in(request), await fields(request)
    files = form.files("file")
    source, audience = form.text("source"), form.text("audience", "me")
    try:
        if not files or not files[0].filename:
            raise Invalid(fields={"file": _NONE})
        number = AUDIENCES.index(audience) if audience in AUDIENCES else -1
        await carrying_in.take_upload(at.scope, _pieces(files[0]), source=source, audience=number)
    except Invalid as refusal:
        errors = at.say_each(refusal.fields or {"file": refusal.message})
        return await _import_page(at, source=source, audience=audience, errors=errors, status=422)
    return at.redirect("/settings/data/import?brought=1#receipts")


async def _import_page(
    at: Here, *, source: str = "mastodon", audience: str = "me", errors: dict | None = None, status: int = 200
) -> Response:
    receipts = [_receipt(at, row, receipt) for row, receipt in await carrying_in.brought(at.scope)]
    return at.page(
        "archives/import.html",
        http_status=status,
        sources=[(name, NAMES[name]) for name in SOURCES],
        form={"source": source, "audience": audience, "errors": errors or {}},
        receipts=receipts,
        is_waiting=any(one["state"] == "waiting" for one in receipts),
        megabytes=UPLOAD_BYTES // MEBIBYTE,
    )


def _line(row: carrying_out.OutRow) -> dict[str, Any]:
    size = f"{max(0.1, row.size_bytes / MEBIBYTE):.1f}"
    return {"key": row.key, "made_at": row.made_at, "ends_at": row.ends_at, "size": size}


def _receipt(at: Here, row: carrying_in.InRow, receipt: Receipt) -> dict[str, Any]:
    return {
        "source": NAMES[row.source],
        "made_at": row.made_at,
        "state": row.state,
        "receipt": receipt,
        "left": [(count, at.say(WHY[why])) for why, count in receipt.left.items() if why in WHY],
        "trouble": at.say(receipt.trouble) if receipt.trouble else "",
    }


async def _pieces(file: Any) -> AsyncIterator[bytes]:
    while piece := await file.read(carrying_in.PIECE_BYTES):
        yield piece


def _signed_in(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


HANDLERS = [data_page, ask_archive, fetch_archive, delete_archive, import_form, bring_archive]
