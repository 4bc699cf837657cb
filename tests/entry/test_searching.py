"""`hongqiao search --as`: what one person would find, with all that decides what they may see."""

import msgspec
import pytest

from hongqiao.entry.search import as_person, found_lines
from hongqiao.features import accounts, search
from hongqiao.kernel.errors import NotFound
from tests.cast import drain, sign_up
from tests.features.notes.writing import publish
from tests.features.trust.moderating import ruling
from tests.features.trust.test_marks import decided


async def titles(scope, handle):
    found = await found_lines(await as_person(scope, handle), search.Finder(), "orchard", limit=5)
    return [line.title for line in found]


async def lives_in(who, country):
    wanted = msgspec.structs.replace(await accounts.preferences(who), country=country)
    await accounts.change_preferences(who, wanted)


async def test_age_and_country_decide_what_a_person_finds(scope):
    mei, diego, aisha, noor = [await sign_up(scope, one) for one in ("mei", "diego", "aisha", "noor")]
    gated = await publish(mei, title="Orchard for adults", body="")
    barred = await publish(mei, title="Orchard abroad", body="")
    await drain(scope)
    await decided(diego, aisha, "note", gated, mei.me, ruling("age-gate"))
    await decided(diego, aisha, "note", barred, mei.me, ruling("hide", countries=("DE",)))

    await lives_in(diego, "FR")
    assert set(await titles(scope, "diego")) == {"Orchard for adults", "Orchard abroad"}
    await lives_in(diego, "DE")
    assert await titles(scope, "diego") == ["Orchard for adults"]
    await lives_in(noor, "FR")
    assert await titles(scope, "noor") == ["Orchard abroad"]


async def test_a_person_looks_in_their_own_languages(scope):
    await sign_up(scope, "diego")

    viewer = (await as_person(scope, "diego")).viewer

    assert (viewer.handle, viewer.reads, viewer.locale) == ("diego", ("es", "en"), "en")
    with pytest.raises(NotFound):
        await as_person(scope, "nobody_here")
