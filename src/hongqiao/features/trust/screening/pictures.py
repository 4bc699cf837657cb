"""Screening of pictures: on a list: never shown; naked: veiled; explicit: a person first."""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from hongqiao.features import media
from hongqiao.features.trust.casework import URGENCY, Evidence
from hongqiao.features.trust.queries import screening as sql
from hongqiao.features.trust.screening.holds import open_machine_case
from hongqiao.features.trust.screening.model import Finding
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import bucket_of, bucket_of_name, to_public
from hongqiao.kernel.ports.nudity import Sighting
from hongqiao.kernel.scope import Scope

JOB = "look-at-picture"
VEILED_FROM, HELD_FROM = 0.5, 0.8
"""Score from which a picture is veiled, and of what is explicit from which a person looks first. Of 218
ordinary photographs one came to 0.5 and none to 0.7 (bin/measure screening).
"""
Choice = Literal["show", "veil", "hide"]
CHOICES: tuple[Choice, ...] = ("veil", "hide", "show")
LISTS_BUCKET = bucket_of_name("known pictures")
REMOVED_HERE = "removed-here"
"""The list of what decisions of this site removed; nobody brings or drops it."""
_WIDTH, _AT_ONCE = 640, 1_000
_KNOWN = mark(
    "This picture is on a list of pictures that must not be spread. It isn’t added, nobody sees it, and "
    "a person looks at what happened."
)


class ToLookAt(msgspec.Struct, frozen=True):
    """The body of a job: a picture, and the subject that shows it."""

    key: str
    subject: str


class Copy(msgspec.Struct, frozen=True):
    """A picture that is the same as another, and what shows it."""

    key: str
    subjects: Sequence[str]


async def turn_away_known(scope: Scope, key: str) -> None:
    """Raises Invalid for a picture on a list, which nobody sees from then on; a case about who gave it opens.

    Call it when the picture was taken in, outside a transaction. One statement for most.
    """
    finding = await known(scope, key)
    if finding is None:
        return
    await media.prints.quarantine(scope, key)
    evidence = Evidence(
        subject=f"account:{to_public(scope.me)}", kind="account", person_id=scope.me,
        handle=scope.viewer.handle, parties=(),
        path=f"/people/{scope.viewer.handle}", version=key, texts=(), pictures=(key,),
    )  # fmt: skip
    async with scope.transaction() as tx:
        await open_machine_case(tx, evidence, [finding])
    raise Invalid(_KNOWN)


async def known(scope: Scope, key: str) -> Finding | None:
    """What follows when the picture, or its mirror image, is on a list of this site."""
    for print_ in await media.prints.prints_of(scope, key):
        match = await sql.MATCH.maybe(
            scope.db, LISTS_BUCKET, f"x{print_}", media.prints.ALIKE_WITHIN, REMOVED_HERE
        )
        if match is not None:
            return Finding("known-picture", "hold", f"list-{match.list}", key, match.category)
    return None


async def add_list(scope: Scope, name: str, prints: Iterable[str], *, category: str) -> list[str]:
    """Puts prints of 64 hexadecimal signs on a list; returns them. Raises Invalid for anything else."""
    if category not in URGENCY:
        raise Invalid(mark("There is no such category."))
    if name == REMOVED_HERE:
        raise Invalid(mark("This list is kept by decisions alone. Choose another name."))
    said = list(dict.fromkeys(line.split(",")[0].strip().lower() for line in prints if line.strip()))
    for one in said:
        if len(one) != 64 or set(one) - set("0123456789abcdef"):
            raise Invalid(
                mark("A print has 64 hexadecimal signs; this line has something else."), detail=one[:80]
            )
    for one in said:
        await sql.ADD_KNOWN.run(scope.db, LISTS_BUCKET, name, f"x{one}", category, scope.now)
    return said


async def drop_list(scope: Scope, name: str) -> int:
    """Takes a list away; returns how many prints it had. What was found by it stays as it was decided."""
    return await sql.DROP_LIST.run(scope.db, LISTS_BUCKET, name)


async def lists(scope: Scope) -> "list[sql.ListRow]":
    """The lists of this site."""
    return await sql.LISTS.all(scope.db, LISTS_BUCKET, REMOVED_HERE)


async def find_copies(scope: Scope, key: str) -> list[Copy]:
    """Every picture here that is the same as this one, itself among them, and what shows each. For staff and
    workers: it reads the prints of all pictures, some 0.2 s for 100,000.
    """
    print_ = await media.prints.print_of(scope, key)
    keys = dict.fromkeys([key, *(await media.prints.alike(scope, print_) if print_ else ())])
    return [Copy(one, await media.prints.users_of(scope, one)) for one in keys]


async def ask_to_look(scope: Scope, keys: Iterable[str], *, subject: str) -> None:
    """Asks for a look at the pictures, after everything that somebody waits for; nothing without a model."""
    if scope.ports.nudity is None or scope.ports.nudity.state() != "ready":
        return
    for key in keys:
        body = msgspec.json.encode(ToLookAt(key, subject))
        named = {"bucket": bucket_of_name(key), "priority": 0, "once_as": f"{JOB}:{key}:{subject}"}
        await scope.ports.jobs.add(scope.db, JOB, body, **named)


async def look(scope: Scope, asked: ToLookAt) -> Finding | None:
    """Looks at one picture and keeps what was seen; what to hold, if anything. Raises Unavailable."""
    nudity = scope.ports.nudity
    found = (await media.pictures(scope, [asked.key])).get(asked.key)
    if nudity is None or found is None:
        return None
    data = await media.read(scope, asked.key, media.best_width(found, _WIDTH), "jpeg")
    if data is None:
        return None
    seen = await nudity.look(data)
    await sql.SET_SIGHTING.run(
        scope.db, bucket_of_name(asked.key), asked.key, nudity.version, seen.naked, list(seen.parts),
        is_sensitive(seen), scope.now,
    )  # fmt: skip
    return Finding("nudity", "hold", nudity.version, asked.key) if seen.explicit >= HELD_FROM else None


def is_sensitive(seen: Sighting) -> bool:
    """Whether a picture is veiled until somebody wants to see it."""
    return seen.naked >= VEILED_FROM


async def sensitive_among(scope: Scope, keys: Iterable[str]) -> set[str]:
    """Those of the pictures that are veiled. One statement."""
    wanted = sorted(set(keys))
    if not wanted:
        return set()
    return set(await sql.SENSITIVE.all(scope.db, [bucket_of_name(key) for key in wanted], wanted))


async def forget(scope: Scope, keys: Iterable[str]) -> None:
    """Forgets what was seen in those of the pictures that are gone. A statement, and one for each of them."""
    wanted = sorted(set(keys))
    if not wanted:
        return
    there = await media.prints.known_among(scope, wanted)
    for key in wanted:
        if key not in there:
            await sql.FORGET_SIGHTING.run(scope.db, bucket_of_name(key), key)


async def forget_gone(scope: Scope) -> None:
    """As forget, for every picture that was ever looked at; for the worker, once a day."""
    last = ""
    while keys := await sql.SIGHTED.all(scope.db, last, _AT_ONCE):
        await forget(scope, keys)
        last = keys[-1]


async def choice(scope: Scope) -> Choice:
    """What the viewer wants with such pictures: behind a veil, unless they said otherwise."""
    if scope.viewer.account_id is None:
        return "veil"
    said = await sql.CHOICE.maybe(scope.db, bucket_of(scope.me), scope.me)
    return next((one for one in CHOICES if one == said), "veil")


async def choose(scope: Scope, wanted: str) -> None:
    """Keeps the viewer’s choice. Raises Invalid for one that there isn’t."""
    if wanted not in CHOICES:
        raise Invalid(mark("Choose one of the three."))
    await sql.CHOOSE.run(scope.db, bucket_of(scope.me), scope.me, wanted)
