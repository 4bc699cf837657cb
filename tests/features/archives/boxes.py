"""Archives as other services make them, built by code: no archive of anybody stands in this repository."""

import io
import json
import zipfile
from typing import Any

from tests.adapters.pictures import samples

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ACTOR = "https://example.social/users/mei"
FOLLOWERS = f"{ACTOR}/followers"


def zipped(files: dict[str, bytes | str | Any]) -> io.BytesIO:
    """A zip with these files; what is neither text nor bytes is written as JSON."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content if isinstance(content, bytes | str) else json.dumps(content))
    held.seek(0)
    return held


def toot(number: int, html: str, **more: Any) -> dict[str, Any]:
    """An activity of Mastodon’s outbox."""
    note = {
        "id": f"{ACTOR}/statuses/{number}",
        "type": "Note",
        "published": f"2023-05-{number:02}T10:00:00Z",
        "content": html,
        "to": [PUBLIC],
        "cc": [FOLLOWERS],
        "attachment": [],
        **more,
    }
    return {"type": "Create", "published": note["published"], "object": note}


def mastodon(*activities: dict[str, Any], media: dict[str, bytes] | None = None) -> io.BytesIO:
    """A Mastodon archive."""
    outbox = {"type": "OrderedCollection", "orderedItems": list(activities)}
    return zipped({"outbox.json": outbox, "actor.json": {"type": "Person"}, **(media or {})})


def picture(colour: tuple[int, int, int]) -> bytes:
    return samples.plain("JPEG", (80, 60), colour)


def garbled(words: str) -> str:
    """UTF-8 that was taken for Latin-1, as in Instagram’s JSON."""
    return words.encode().decode("latin-1")
