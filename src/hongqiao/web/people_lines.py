"""People as lists show them, held for some seconds: names change rarely, and who leaves is gone at once."""

from collections.abc import Iterable, Mapping

import msgspec

from hongqiao.features import people, trust
from hongqiao.features.people import Person, Profile
from hongqiao.kernel.errors import NotFound
from hongqiao.web.request import Here

_HELD_FOR_S = 4


class PersonLine(msgspec.Struct, frozen=True):
    """A person in a list or beside what they made."""

    handle: str
    name: str
    tone: int
    lang: str
    is_private: bool = False

    @property
    def initial(self) -> str:
        return self.name[:1].upper()

    @property
    def path(self) -> str:
        return f"/people/{self.handle}"


def line_of(person: Person) -> PersonLine:
    """The person's line."""
    return PersonLine(person.handle, person.name, person.tone, person.lang, person.is_private)


async def shown_profile(at: Here, handle: str) -> Profile:
    """The profile under a handle. Raises NotFound, also when a decision hides it from the viewer."""
    profile = await people.person(at.scope, handle)
    if await trust.standing.hidden_among(at.scope, [profile.id]):
        raise NotFound
    return profile


async def own_name(at: Here) -> str:
    """The signed-in viewer's shown name."""
    line = (await people_lines(at, [at.scope.me])).get(at.scope.me)
    return line.name if line else at.scope.viewer.handle


def forget_line(at: Here, account_id: int) -> None:
    """Drops what is held of a person who just changed their profile."""
    at.site.people.put((account_id, int(at.scope.now.timestamp()) // _HELD_FOR_S), None, 0)


async def met_lines(at: Here, ids: Iterable[int]) -> Mapping[int, PersonLine]:
    """As people_lines, without those from whom a block parts the viewer."""
    wanted = set(ids)
    return await people_lines(at, wanted - await people.boundaries.parted_among(at.scope, list(wanted)))


async def people_lines(at: Here, ids: Iterable[int]) -> Mapping[int, PersonLine]:
    """Lines by account id; one statement for those that are not held."""
    window = int(at.scope.now.timestamp()) // _HELD_FOR_S
    found, missing = {}, []
    for id_ in set(ids):
        held = at.site.people.get((id_, window))
        if held is None:
            missing.append(id_)
        else:
            found[id_] = held
    if missing:
        for person in (await people.people(at.scope, missing)).values():
            found[person.id] = line_of(person)
            at.site.people.put((person.id, window), found[person.id], 400)
    return found
