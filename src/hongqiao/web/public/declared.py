"""Every limit that a member can meet, read from what counts: none is secret."""

from collections.abc import Iterable
from typing import Any

from litestar import Request, Response, get

from hongqiao.features import accounts, trust
from hongqiao.features.site import By, Declared, declared_limits
from hongqiao.kernel.bounds import declared_bounds
from hongqiao.kernel.errors import mark
from hongqiao.kernel.settings import MEBIBYTE, Settings
from hongqiao.web.public.limits import ACTS as POSTED
from hongqiao.web.public.limits import LEVELS
from hongqiao.web.request import Here, here

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400
JOINING, POSTING, PEOPLE = mark("Joining and signing in"), mark("Posting"), mark("People and likes")
FINDING, WORDS, DATA = mark("Finding"), mark("Translations and words"), mark("Your data")
REPORTING = mark("Reports and complaints")
GROUPS = (JOINING, POSTING, PEOPLE, FINDING, WORDS, REPORTING, DATA)
ACTS: dict[str, tuple[str, str]] = {
    "sign up, address": (JOINING, mark("Tries to join")),
    "sign in, address": (JOINING, mark("Tries to sign in")),
    "sign in, handle": (JOINING, mark("Tries to sign in, and to confirm by password")),
    "passkey, address": (JOINING, mark("Tries with a passkey")),
    "second step, account": (JOINING, mark("Codes of the second step")),
    "second step, account, day": (JOINING, mark("Codes of the second step")),
    "previews": (POSTING, mark("Previews of a draft for other readers")),
    "own versions": (POSTING, mark("Own versions in another language")),
    "proposals about topics": (POSTING, mark("Proposals about topics")),
    "votes about topics": (POSTING, mark("Votes about topics")),
    "reactions": (PEOPLE, mark("Likes and saves, and taking them back")),
    "follows": (PEOPLE, mark("Following people, and no longer")),
    "topics followed": (PEOPLE, mark("Following topics, and no longer")),
    "boundaries": (PEOPLE, mark("Blocks, mutes and requests to follow")),
    "filters": (PEOPLE, mark("Changes to filters")),
    "searches": (FINDING, mark("Searches")),
    "nearby": (FINDING, mark("Saying where you are, for Nearby")),
    "signals": (FINDING, mark("What you open and hide, written down for your feed")),
    "steering": (FINDING, mark("Changes to your feed")),
    "translation wishes": (WORDS, mark("Texts on your screen that are to be translated")),
    "translations tapped": (WORDS, mark("Translations asked for by hand")),
    "translations made anew": (WORDS, mark("Translations made again")),
    "translations ahead of readers": (WORDS, mark("Texts translated before anybody asks")),
    "suggestions": (WORDS, mark("Suggested better translations")),
    "votes on suggestions": (WORDS, mark("Votes on suggestions")),
    "words saved": (WORDS, mark("Words saved to your word book")),
    "report, address": (REPORTING, mark("Reports")),
    "notice without account": (REPORTING, mark("Reports without an account")),
    "legal forms, address": (REPORTING, mark("Legal forms")),
    "archives asked for": (DATA, mark("Archives of what is yours")),
    "archives brought": (DATA, mark("Archives brought from elsewhere")),
    "notes brought, public": (DATA, mark("Notes brought from elsewhere for everyone to see")),
    "corrections taken along": (DATA, mark("Downloads of your corrections")),
}
"""Name of a limit -> its group, and what it counts in words."""

LENGTHS: dict[str, str] = {
    "note title": mark("The title of a note"),
    "note words": mark("The words of a note"),
    "note place": mark("The place of a note"),
    "picture words": mark("What a picture shows, for those who don’t see it"),
    "comment": mark("A comment"),
    "name": mark("Your name"),
    "bio": mark("About you"),
    "place": mark("Where you are, on your page"),
    "board name": mark("The name of a board"),
    "topic name": mark("A name of a topic"),
    "search": mark("A search"),
    "suggestion": mark("A suggested translation"),
    "report": mark("A report or a complaint"),
}
"""Name of a bound -> what has so many letters or signs at most."""
COUNTED = ("topics", "boards", "drafts")
"""Bounds that count something else."""

WHOSE: dict[By, str] = {
    "account": mark("an account"),
    "reader": mark("an account, or a visitor"),
    "address": mark("a network"),
    "handle": mark("a handle, whoever tries"),
    "all": mark("everybody together"),
}


@get("/transparency/limits")
async def declared(request: Request) -> Response:
    """All of them, in the reader’s language."""
    at = here(request)
    levels = accounts.levels
    return at.page(
        "public/declared.html",
        groups=[(at.say(name), rows) for name in GROUPS if (rows := _rows(at, name, declared_limits()))],
        everyone=at.site.settings.sign_ups_per_hour,
        is_invite_only=at.site.settings.invite_only,
        levels=[at.say(LEVELS[level]) for level in levels.LEVELS],
        posting=[
            (at.say(words), [levels.ALLOWED[act][level] for level in levels.LEVELS])
            for act, words in POSTED.items()
        ],
        lengths=[(at.say(what), declared_bounds()[name]) for name, what in LENGTHS.items()],
        bounds=_bounds(at.site.settings),
    )


def _rows(at: Here, group: str, found: Iterable[Declared]) -> list[dict[str, Any]]:
    return [
        {
            "what": at.say(ACTS[one.limit.action][1]),
            "times": one.limit.times,
            "per": _span(one.limit.per_s),
            "whose": at.say(WHOSE[one.by]),
        }
        for one in found
        if ACTS[one.limit.action][0] == group
    ]


def _span(per_s: int) -> tuple[str, int]:
    """The unit of a window and how many of it: what the template has words for."""
    for name, length_s in (("day", DAY_S), ("hour", HOUR_S)):
        if per_s % length_s == 0:
            return name, per_s // length_s
    return "minute", per_s // MINUTE_S


def _bounds(settings: Settings) -> dict[str, int]:
    return {
        "complaint": trust.casework.WORDS_LENGTH,
        "picture": settings.picture_bytes // MEBIBYTE,
        "logins": accounts.devices.MOST,
        "login_days": settings.login_days,
        "leaving_days": settings.leaving_days,
        "passkeys": accounts.passkeys.MOST,
        **{name: declared_bounds()[name] for name in COUNTED},
        "in_note": settings.pictures_per_note,
        "warned": trust.staff.misuse.WARNED_AT,
        "looked_at": trust.staff.misuse.LOOKED_AT_FROM,
    }
