"""Archives of Mastodon, Pixelfed and Instagram, read into posts; nothing in them need be well formed."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from hongqiao.features.archives.model import Brought, BroughtPicture, LeftOut
from hongqiao.features.archives.words import mended, plain
from hongqiao.features.archives.zips import JSON_BYTES, Zip
from hongqiao.kernel.errors import Invalid, mark

_PUBLIC = ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".gif")
_NOT_THIS = mark(
    "This archive does not look as one of that service. Choose the other service, or its JSON form."
)
Reader = Callable[[Zip], Iterator[Brought | LeftOut]]


def mastodon(archive: Zip) -> Iterator[Brought | LeftOut]:
    """`outbox.json` with its `media_attachments`."""
    activities = _many(_json(archive, "outbox.json"), "orderedItems")
    for activity in activities:
        if _of(activity, "type") == "Announce":
            yield LeftOut("boost")
        elif _of(activity, "type") == "Create" and isinstance(activity.get("object"), dict):
            yield _post(archive, activity["object"])
        else:
            yield LeftOut("unreadable")


def pixelfed(archive: Zip) -> Iterator[Brought | LeftOut]:
    """A JSON file of statuses, in the form of its API or of ActivityPub, beside the media."""
    names = [name for name in archive.names if name.lower().endswith(".json")]
    told = next((name for name in sorted(names, key=len) if "status" in name.lower()), "")
    if not told:
        yield from mastodon(archive)
        return
    for status in _many(_json(archive, told), "orderedItems", "statuses", "data"):
        inner = status.get("object") if isinstance(status, dict) else None
        if isinstance(status, dict) and status.get("reblog"):
            yield LeftOut("boost")
        else:
            yield _post(archive, inner if isinstance(inner, dict) else status)


def instagram(archive: Zip) -> Iterator[Brought | LeftOut]:
    """`posts_1.json` and those after it, of the JSON form of the download."""
    number = 1
    while names := archive.ending(f"media/posts_{number}.json") or archive.ending(
        f"content/posts_{number}.json"
    ):
        for post in _many(_json(archive, names[0]), "media", "ig_posts"):
            yield _instagram_post(archive, post)
        number += 1
    if number == 1:
        raise Invalid(_NOT_THIS)


READERS: Mapping[str, Reader] = {"mastodon": mastodon, "pixelfed": pixelfed, "instagram": instagram}


def _post(archive: Zip, post: Any) -> Brought | LeftOut:
    """A post in the words of ActivityPub or of Mastodon’s API."""
    at = _moment(_of(post, "published") or _of(post, "created_at"))
    ref = _of(post, "id") or _of(post, "uri") or _of(post, "url")
    if at is None or not ref:
        return LeftOut("unreadable")
    if why := _closed(post, ref):
        return LeftOut(why)
    attached = post.get("attachment") or post.get("media_attachments") or []
    pictures, dropped = _attached(archive, attached if isinstance(attached, list) else [])
    langs = post.get("contentMap")
    lang = next(iter(langs), "") if isinstance(langs, dict) and len(langs) == 1 else _of(post, "language")
    return Brought(
        ref=ref,
        at=at,
        words=plain(_of(post, "content")),
        title=plain(_of(post, "summary") or _of(post, "spoiler_text")),
        lang=lang if isinstance(lang, str) else "",
        is_open=_is_open(post),
        pictures=pictures,
        dropped=dropped,
    )


def _closed(post: Mapping[str, Any], ref: str) -> str:
    """Why a post is none that one would bring along, or nothing."""
    to, cc = _texts(post.get("to")), _texts(post.get("cc"))
    answers = post.get("inReplyTo") or post.get("in_reply_to_id")
    own = ref.rsplit("/", 1)[0]
    if post.get("type") == "Question" or post.get("poll"):
        return "poll"
    if _of(post, "visibility") == "direct":
        return "direct"
    if to and not any(one in _PUBLIC or one.rstrip("/").endswith("/followers") for one in to + cc):
        return "direct"
    if answers and not (isinstance(answers, str) and "/" in own and answers.startswith(f"{own}/")):
        return "answer"
    return ""


def _is_open(post: Mapping[str, Any]) -> bool:
    visibility = _of(post, "visibility")
    if visibility:
        return visibility in ("public", "unlisted")
    return any(one in _PUBLIC for one in _texts(post.get("to")) + _texts(post.get("cc")))


def _attached(archive: Zip, attached: list[Any]) -> tuple[tuple[BroughtPicture, ...], tuple[str, ...]]:
    pictures: list[BroughtPicture] = []
    dropped: list[str] = []
    for one in attached:
        kind = _of(one, "mediaType") or _of(one, "mime") or _of(one, "type")
        url = _of(one, "url") or _of(one, "remote_url")
        name = _found(archive, url)
        if kind.startswith(("video", "audio", "gifv")):
            dropped.append("video")
        elif not name:
            dropped.append("missing")
        else:
            pictures.append(BroughtPicture(name, _of(one, "name") or _of(one, "description")))
    return tuple(pictures), tuple(dropped)


def _instagram_post(archive: Zip, post: Any) -> Brought | LeftOut:
    shown = post.get("media") if isinstance(post, dict) else None
    if not isinstance(shown, list) or not all(isinstance(one, dict) for one in shown):
        return LeftOut("unreadable")
    told = _of(post, "title") or next((_of(one, "title") for one in shown if _of(one, "title")), "")
    at = _moment(
        post.get("creation_timestamp") or next((one.get("creation_timestamp") for one in shown), None)
    )
    if at is None:
        return LeftOut("unreadable")
    pictures: list[BroughtPicture] = []
    dropped: list[str] = []
    for one in shown:
        uri = _of(one, "uri")
        if not uri.lower().endswith(_PICTURES):
            dropped.append("video")
        elif name := _found(archive, uri):
            pictures.append(BroughtPicture(name))
        else:
            dropped.append("missing")
    ref = "|".join([at.isoformat(), *(_of(one, "uri") for one in shown)])
    return Brought(ref, at, mended(told), pictures=tuple(pictures), dropped=tuple(dropped))


def _found(archive: Zip, address: str) -> str:
    """The file that an address means: the longest end of its path that the archive has, never its name alone
    when two files are called so.
    """
    parts = [part for part in address.split("?")[0].split("/") if part and not part.endswith(":")]
    for start in range(len(parts)):
        found = archive.ending("/".join(parts[start:]))
        if found:
            return found[0] if start < len(parts) - 1 or len(found) == 1 else ""
    return ""


def _json(archive: Zip, path: str) -> Any:
    names = archive.ending(path)
    if not names:
        raise Invalid(_NOT_THIS)
    try:
        return msgspec.json.decode(archive.read(names[0], at_most=JSON_BYTES))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as wrong:
        raise Invalid(_NOT_THIS, detail=f"{names[0][:200]}: {wrong}") from wrong


def _many(told: Any, *keys: str) -> list[Any]:
    """The list itself, or the one under the first of these keys that there is."""
    if isinstance(told, dict):
        told = next((told[key] for key in keys if isinstance(told.get(key), list)), None)
    if not isinstance(told, list):
        raise Invalid(_NOT_THIS)
    return told


def _of(thing: Any, key: str) -> str:
    value = thing.get(key) if isinstance(thing, dict) else None
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _texts(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _moment(told: Any) -> datetime | None:
    """From ISO text or Unix seconds."""
    try:
        if isinstance(told, int | float) and not isinstance(told, bool):
            return datetime.fromtimestamp(told, UTC)
        at = datetime.fromisoformat(told)
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
