"""Somebody who talks to the site without a browser: cookies, tokens and forms, and anything that is none."""

import contextlib
import http.client
import io
import itertools
import random
import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from PIL import Image

PASSWORD = "seven bridges in spring"
ADULT = "18-0"
_addresses = itertools.count(1)
_names = itertools.count(1)
_tints = itertools.count(1)

Upload = tuple[str, bytes, str]
"""File name, content, media type."""


def new_handle(name: str) -> str:
    """A handle of this name that nobody has yet."""
    return f"{name}_{next(_names)}"


def new_address() -> str:
    """An address in a network of its own, so that limits by address do not fall on another test."""
    number = next(_addresses)
    return f"10.{number // 250}.{number % 250}.7"


def new_picture(width: int = 480, height: int = 640, format: str = "PNG") -> bytes:
    """A picture that no other test has: two bands of colour."""
    tint = next(_tints)
    image = Image.new("RGB", (width, height), (tint * 37 % 256, tint * 91 % 256, tint // 256 % 256))
    image.paste((255 - tint % 200, 200, tint * 53 % 256), (0, height // 2, width, height))
    held = io.BytesIO()
    image.save(held, format)
    return held.getvalue()


def unlike(number: int, signs: int = 60) -> str:
    """Chinese signs without sense, others for each number."""
    drawn = random.Random(number)
    return "".join(chr(drawn.randrange(0x4E00, 0x9FA5)) for _ in range(signs))


class Answer:
    """What came back."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = response.status, response.headers, response.read()

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def location(self) -> str:
        return self.headers.get("location", "")

    def __repr__(self) -> str:
        return f"<{self.status} {self.location or self.words()[:300]}>"

    def words(self) -> str:
        """The page's words without its tags."""
        shown = re.sub(r"<(script|style)\b.*?</\1>", " ", self.text, flags=re.DOTALL)
        return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))).strip()


class Visitor:
    """One person on one device."""

    def __init__(self, origin: str, *, language: str = "en", address: str = "") -> None:
        self.origin, self.handle, self.cookies = origin, "", dict[str, str]()
        self._host = urlsplit(origin).netloc
        self._own = {"accept-language": language, "x-forwarded-for": address or new_address()}
        self._token = ""

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str | None] | None = None
    ) -> Answer:
        """One request, as it stands; a header of None is left out."""
        connection = http.client.HTTPConnection(self._host, timeout=30)
        sent: dict[str, str | None] = {**self._own, "connection": "close", "user-agent": "Visitor"}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent.update(headers or {})
        try:
            kept = {name: value for name, value in sent.items() if value is not None}
            # A server that has seen enough closes; as in a browser, what it said meanwhile counts.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.request(method, path, body or None, kept)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        self._keep_cookies(answer)
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    def post(
        self,
        path: str,
        fields: Any = (),
        *,
        files: Mapping[str, Upload | Sequence[Upload]] | None = None,
        token: str | None = "",
        headers: Mapping[str, str | None] | None = None,
    ) -> Answer:
        """A form as a browser sends it. `token` "" is the right one, None sends none."""
        pairs = list(fields.items() if isinstance(fields, Mapping) else fields)
        right = self.token() if token == "" else token
        if right is not None:
            pairs.insert(0, ("csrf", right))
        if files is None:
            body = urlencode(pairs, quote_via=quote).encode()
            kind = "application/x-www-form-urlencoded"
        else:
            body, kind = multipart(pairs, files)
        sent = {
            "content-type": kind,
            "origin": self.origin,
            "sec-fetch-site": "same-origin",
            **(headers or {}),
        }
        return self.ask("POST", path, body, sent)

    def token(self) -> str:
        """The token of this visitor's forms."""
        if not self._token:
            self._token = value_of(self.get("/about/terms").text, "csrf")
        return self._token

    def sign_up(self, who: str = "mei", *, reads: Sequence[str] = ("en",), **fields: str) -> "Visitor":
        """Joins through the form; returns this visitor."""
        handle = fields.pop("handle", "") or new_handle(who)
        answer = self.post("/sign-up", self.sign_up_form(handle, reads, **{"name": who, **fields}))
        assert answer.status == 303, answer
        self.handle, self._token = handle, ""
        return self

    def sign_up_form(
        self, handle: str, reads: Sequence[str] = ("en",), **fields: str
    ) -> list[tuple[str, str]]:
        """Everything that the sign-up form sends."""
        known = {"handle": handle, "name": handle, "password": PASSWORD, "age": ADULT, **fields}
        return [*known.items(), *(("reads", tag) for tag in reads), ("interests", "food")]

    def sign_in(self, handle: str, password: str = PASSWORD, **fields: str) -> Answer:
        """Signs in through the form."""
        answer = self.post("/sign-in", {"handle": handle, "password": password, **fields})
        if answer.status == 303:
            self.handle, self._token = handle, ""
        return answer

    def sign_out(self) -> None:
        """Ends this login."""
        self.post("/sign-out")
        self._token = ""

    def start_draft(self) -> str:
        """Opens a new note; returns the id of its draft."""
        page = self.get("/compose").text
        found = re.search(r'action="/compose/([^/"]+)/publish"', page)
        assert found, "the compose page has no form"
        return found[1]

    def add_picture(self, draft: str, data: bytes | None = None, name: str = "a.png") -> Answer:
        """Sends one picture as the page's script does."""
        upload = (name, new_picture() if data is None else data, "image/png")
        return self.post(
            f"/compose/{draft}/pictures",
            files={"picture": upload},
            token=None,
            headers={"x-csrf": self.token()},
        )

    def publish(self, title: str, body: str = "", *, pictures: int = 0, **fields: str) -> str:
        """Publishes a note (with its title as cover when it has no picture); returns its path."""
        draft = self.start_draft()
        for _ in range(pictures):
            assert self.add_picture(draft).status == 200
        cover = {} if pictures else {"cover_style": "memo"}
        answer = self.post(f"/compose/{draft}/publish", {"title": title, "body": body, **cover, **fields})
        assert answer.status == 303, answer
        return answer.location

    def say(self, note: str, words: str, **fields: str) -> Answer:
        """Says something under the note."""
        return self.post(f"{note}/comments", {"words": words, "reply_to": "", **fields})

    def _keep_cookies(self, answer: Answer) -> None:
        for cookie in answer.headers.get_all("set-cookie") or []:
            name, _, value = cookie.split(";", 1)[0].partition("=")
            if "max-age=0" in cookie.lower() or not value.strip('"'):
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value


def value_of(page: str, name: str) -> str:
    """The value of the first field of this name."""
    found = re.search(rf'name="{name}"[^>]*? value="([^"]*)"', page)
    assert found, f"the page has no field {name}: {page[:300]}"
    return unescape(found[1])


def media_in(page: str) -> list[str]:
    """Addresses of the pictures that the page shows, each once."""
    return list(dict.fromkeys(re.findall(r"/media/[0-9a-f]{32}/[0-9]+\.[a-z]+", page)))


def multipart(
    pairs: Sequence[tuple[str, Any]], files: Mapping[str, Upload | Sequence[Upload]]
) -> tuple[bytes, str]:
    """Body and content type of a form with files."""
    edge = "----one-edge-between-parts"
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in pairs]
    for field, given in files.items():
        for name, data, kind in [given] if isinstance(given, tuple) and isinstance(given[0], str) else given:
            head = f'name="{field}"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'
            parts.append(head.encode() + data)
    body = b"".join(
        f"--{edge}\r\nContent-Disposition: form-data; ".encode() + part + b"\r\n" for part in parts
    )
    return body + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"
