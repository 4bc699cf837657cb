"""Addresses that machines know: whom to tell of a weakness, and where a password is changed."""

from datetime import UTC, datetime, time, timedelta

from litestar import Request, Response, get

from hongqiao.web.request import here

GOOD_FOR = timedelta(days=180)


@get("/.well-known/security.txt")
async def security_txt(request: Request) -> Response[str]:
    """Source: RFC 9116. Without a contact of the operator's own, the page about the site stands in."""
    at = here(request)
    settings = at.site.settings
    origin = settings.origin.rstrip("/")
    ends = datetime.combine(at.scope.now.date() + GOOD_FOR, time(), UTC)
    lines = [
        f"Contact: {settings.security_contact or f'{origin}/about'}",
        f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(settings.locales)}",
        f"Canonical: {origin}/.well-known/security.txt",
    ]
    return Response("\n".join(lines) + "\n", media_type="text/plain")


@get("/.well-known/change-password")
async def change_password(request: Request) -> Response[None]:
    """Source: W3C, A Well-Known URL for Changing Passwords."""
    return here(request).redirect("/settings/security")


HANDLERS = [security_txt, change_password]
