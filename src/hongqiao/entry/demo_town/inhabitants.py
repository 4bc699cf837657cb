"""The people of the town: their accounts, their profiles, and whom they follow."""

import random
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hongqiao.entry.demo_town.town import Town, TownPerson, TownTrouble
from hongqiao.features import accounts, people, trust
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import AccountId, made_at_ms
from hongqiao.kernel.language import base_of, html_tag
from hongqiao.kernel.scope import Scope, Viewer

PASSWORD = "rainbow bridge"
"""Everybody's in the town: it is shown when it is filled, and meant for looking around only."""

MINUTE_MS, DAY_MS = 60_000, 86_400_000
_FOLLOWS = (5, 15)


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody of the town who has an account."""

    person: TownPerson
    id: AccountId
    viewer: Viewer

    def acting(self, scope: Scope, at_ms: float) -> Scope:
        """A scope in which they act at a moment of the past."""
        return replace(scope, viewer=self.viewer, now=datetime.fromtimestamp(at_ms / 1000, UTC))


async def founding_ms(scope: Scope, town: Town) -> int:
    """The moment, in Unix ms, from which the town counts back: this minute, or that of the first filling.

    People of the town joined at moments that only their handles tell, so a later run finds the founding again
    and knows its own. Raises TownTrouble when somebody else has one of the handles.
    """
    for person in town.people:
        try:
            found = await people.person(scope, person.handle)
        except NotFound:
            continue
        founded = made_at_ms(found.id) + _before_founding_ms(person.handle)
        if founded % MINUTE_MS:
            raise TownTrouble(
                f"@{person.handle} is somebody else here: the demo town needs a home of its own"
            )
        return founded
    return int(scope.now.timestamp()) * 1000 // MINUTE_MS * MINUTE_MS


async def settle_in(scope: Scope, town: Town, founded_ms: int) -> dict[str, Resident]:
    """Everybody with an account and a profile, by handle; whoever is there already stays as they are."""
    return {person.handle: await _welcome(scope, person, founded_ms) for person in town.people}


async def follow_one_another(scope: Scope, residents: Mapping[str, Resident], founded_ms: int) -> None:
    """Everybody follows five to fifteen others, rather those of like interests and languages."""
    for resident in residents.values():
        followed = _followed_by(resident.person, [other.person for other in residents.values()])
        async with scope.transaction() as tx:
            for place, handle in enumerate(followed):
                at_ms = founded_ms - (len(followed) - place) * DAY_MS * 2
                await people.follow(resident.acting(tx, at_ms), residents[handle].id)


async def _welcome(scope: Scope, person: TownPerson, founded_ms: int) -> Resident:
    try:
        account_id = (await people.person(scope, person.handle)).id
    except NotFound:
        account_id = await _sign_up(scope, person, founded_ms - _before_founding_ms(person.handle))
    await _agree_anew(scope, person, account_id)
    viewer = Viewer(account_id, person.handle, "member", _locale(scope, person), _reads(person))
    return Resident(person, account_id, viewer)


async def _sign_up(scope: Scope, person: TownPerson, joined_ms: int) -> AccountId:
    form = accounts.SignUp(
        person.handle,
        PASSWORD,
        accounts.ages.of_age(scope.ports.settings, scope.now),
        _reads(person),
        person.interests,
        _locale(scope, person),
        person.name,
    )
    then = replace(scope, now=datetime.fromtimestamp(joined_ms / 1000, UTC))
    async with then.transaction() as tx:
        account_id, form = await accounts.sign_up(tx, form, at_ms=joined_ms)
        await trust.consent.agree(tx, account_id, lang=form.locale, surface="sign-up")
        await people.introduce(
            tx, account_id, form.handle, name=form.name, lang=person.lang, bio=person.bio, place=person.place
        )
    return account_id


async def _agree_anew(scope: Scope, person: TownPerson, account_id: AccountId) -> None:
    """Whoever lived here before the texts were as they are agrees to them now; once more changes nothing."""
    async with scope.transaction() as tx:
        if not await trust.consent.has_agreed(tx, account_id):
            await trust.consent.agree(tx, account_id, lang=_locale(scope, person), surface="notice")


def _before_founding_ms(handle: str) -> int:
    """How long before the founding this one joined: 90 to 289 days, and a part of a minute as a mark."""
    mark = zlib.crc32(handle.encode())
    return (90 + mark % 200) * DAY_MS + mark % (MINUTE_MS - 1) + 1


def _reads(person: TownPerson) -> tuple[str, ...]:
    return tuple(html_tag(tag) for tag in person.reads)


def _locale(scope: Scope, person: TownPerson) -> str:
    known = scope.ports.settings.locales
    return next((tag for tag in known if base_of(tag) == base_of(person.lang)), known[0])


def _followed_by(person: TownPerson, everybody: list[TownPerson]) -> list[str]:
    chance = random.Random(f"follows {person.handle}")

    def nearness(other: TownPerson) -> float:
        shared = len(set(person.interests) & set(other.interests)) + 2 * (other.lang in person.reads)
        return shared + 3 * chance.random()

    others = sorted(
        (other for other in everybody if other.handle != person.handle), key=nearness, reverse=True
    )
    return [other.handle for other in others[: chance.randint(*_FOLLOWS)]]
