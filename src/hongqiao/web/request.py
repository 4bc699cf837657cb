"""What every handler starts from: the site, who asks, and how they read."""

import hmac
import re
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response
from litestar.datastructures import Cookie
from markupsafe import Markup

from hongqiao.features import accounts
from hongqiao.features.feeds import ExploreShelf
from hongqiao.features.lexicon import CardShelf
from hongqiao.features.recommendation import Stockroom
from hongqiao.features.search import Finder
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.ids import IdMaker, LoginId, from_public
from hongqiao.kernel.language import direction_of
from hongqiao.kernel.lru import BytesLru
from hongqiao.kernel.ports import Ports
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.settings import Settings
from hongqiao.kernel.sql import Connection
from hongqiao.web.assets import Assets
from hongqiao.web.rendering import Rendering

FIELD_BYTES = 200_000
_UNREADABLE = re.compile(r"[\ufffd\ud800-\udfff]")
"""Half signs, and what the framework puts in place of bytes that are no text."""
_IN_ADDRESSES = "/?#[]@!$&'()*+,;=:%"  # what stays as it is in an address that is written already


class Reader(msgspec.Struct, frozen=True):
    """How somebody reads, as templates see it."""

    locale: str
    reads: tuple[str, ...]
    is_signed_in: bool
    handle: str
    tone: int
    csrf: str
    is_staff: bool
    path: str
    partial: bool
    site_name: str
    interests: tuple[str, ...] = ()
    name: str = ""
    both: tuple[str, ...] = ()
    is_warned: bool = False
    is_told: bool = False
    is_asked: bool = False  # to agree to the texts as they are now
    is_alarmed: bool = False  # a legal deadline warns
    is_ageless: bool = False  # a pack asks for an age that was never told
    has_archive: bool = False
    is_confined: bool = False  # a decision keeps them out: see confining.py

    @property
    def dir(self) -> str:
        return direction_of(self.locale)

    @property
    def initial(self) -> str:
        return self.name[:1].upper()


@dataclass(slots=True)
class Site:
    """One web process: what all its requests share."""

    settings: Settings
    ports: Ports
    database: Connection
    ids: IdMaker
    rendering: Rendering
    assets: Assets
    shelf: ExploreShelf
    stockroom: Stockroom
    cards: CardShelf
    fragments: BytesLru[bytes]
    faces: BytesLru[Any]
    people: BytesLru[Any]
    translations: BytesLru[Any]
    finder: Finder
    agreed: BytesLru[bool]  # who agreed to the texts as they are
    veils: BytesLru[tuple[bool, float]]  # whether a picture is sensitive, and until when that is believed
    regions: dict[int, str] = field(default_factory=dict)  # the last one that was kept, by account
    minutes: dict[int, int] = field(default_factory=dict)  # the last minute that counted, by account


@dataclass(slots=True)
class Here:
    """One request."""

    site: Site
    scope: Scope
    reader: Reader
    login_id: LoginId | None
    visit: str
    address: str
    device: str
    old_tokens: tuple[str, ...] = ()
    limits: accounts.ages.Limits = field(default_factory=accounts.ages.Limits)

    def page(self, template: str, *, http_status: int = 200, **context: Any) -> Response[bytes]:
        """A whole page. `cards` may be given as bytes: they are set in after the template is done."""
        html = self.site.rendering.render(template, self.reader, **_with_hole(context))
        return self._html(html, context.get("cards"), http_status)

    def block(self, template: str, block: str, *, http_status: int = 200, **context: Any) -> Response[bytes]:
        """One block of a page, for a script that asked for a part."""
        html = self.site.rendering.render_block(template, block, self.reader, **_with_hole(context))
        return self._html(html, context.get("cards"), http_status)

    def say(self, message: str, **values: object) -> str:
        """A marked message in the reader's language."""
        return self.site.rendering.translate(self.reader.locale, message, **values)

    def say_each(self, fields: dict[str, str], **values: object) -> dict[str, str]:
        """Field messages in the reader's language."""
        return {field: self.say(message, **values) for field, message in fields.items()}

    def redirect(self, to: str, *, cookies: list[Cookie] | None = None) -> Response[None]:
        """Sends the browser on with GET; only to a path of this site."""
        return Response(
            None,
            status_code=303,
            headers={"Location": quote(local_path(to), safe=_IN_ADDRESSES, errors="replace")},
            cookies=cookies or [],
            media_type="text/html",
        )

    def cookie(self, key: str, value: str, *, max_age_s: int | None = None, is_secret: bool = True) -> Cookie:
        """A cookie as the site sets them: Lax, HttpOnly for secrets, Secure behind TLS."""
        tls = self.site.settings.behind_tls
        return Cookie(
            key=cookie_name(key, self.site.settings),
            value=value,
            max_age=max_age_s,
            path="/",
            httponly=is_secret,
            secure=tls,
            samesite="lax",
        )

    def _html(self, html: str, cards: bytes | None, http_status: int) -> Response[bytes]:
        body = html.encode()
        if cards:
            body = body.replace(_HOLE.encode(), cards, 1)
        return Response(body, status_code=http_status, media_type="text/html")


_HOLE = Markup(f"cards-{secrets.token_hex(8)}")  # nobody outside this process can write it into a text


def _with_hole(context: dict[str, Any]) -> dict[str, Any]:
    """Seventy kilobytes of cards need not go through the template as text: that was a fifth of a page."""
    if "cards" not in context:
        return context
    return {**context, "cards": _HOLE if context["cards"] else ""}


def here(request: Request) -> Here:
    """The request's context, made by the door."""
    return request.scope["here"]  # type: ignore[typeddict-item]


def cookie_name(key: str, settings: Settings) -> str:
    """Behind TLS the name binds the cookie to this very host."""
    return f"__Host-{key}" if settings.behind_tls else key


def csrf_token(secret: bytes, bound_to: str) -> str:
    """The token that forms carry: bound to the login, or to the visit of somebody who is not signed in."""
    return hmac.digest(secret, b"csrf:" + bound_to.encode(), "sha256").hex()[:40]


def local_path(to: str) -> str:
    """A path of this site, or "/" for anything that could lead elsewhere."""
    is_local = to.startswith("/") and not to.startswith(("//", "/\\")) and all(sign > " " for sign in to)
    return to if is_local else "/"


def id_in_path(text: str) -> int:
    """The id in an address; raises NotFound for what cannot be one."""
    id_ = from_public(text)
    if id_ is None:
        raise NotFound
    return id_


class Fields:
    """The fields of a posted form, each read as what it must be."""

    def __init__(self, form: Any) -> None:
        self._form = form

    def text(self, name: str, default: str = "") -> str:
        """One text field; raises Invalid for a file in its place or one that is far too long."""
        value = self._form.get(name, default)
        if not isinstance(value, str) or len(value) > FIELD_BYTES:
            raise Invalid(mark("A field of this form holds something that doesn’t belong there."))
        if _UNREADABLE.search(value):
            raise Invalid(mark("This text holds characters that no language uses."))
        return value.replace("\x00", "")

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of a field that may be there several times."""
        return tuple(value for value in self._form.getall(name, []) if isinstance(value, str))[:100]

    def is_on(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.text(name) in ("on", "1", "true", "yes")

    def names(self, prefix: str) -> list[str]:
        """Names of fields with this prefix."""
        return [name for name in self._form if name.startswith(prefix)]

    def files(self, name: str) -> list[Any]:
        """Uploaded files of this name."""
        return [value for value in self._form.getall(name, []) if hasattr(value, "file")]


async def fields(request: Request) -> Fields:
    """The posted form."""
    return Fields(await request.form())
