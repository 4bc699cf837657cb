"""What rises is translated before anybody asks: for members' languages, in turn, and only in idle time."""

import json
from dataclasses import replace

import msgspec
import pytest

from hongqiao.adapters.postgres.outbox import Relay
from hongqiao.entry.wiring import reactors
from hongqiao.features import accounts, feeds, translation
from hongqiao.features.feeds import ahead
from hongqiao.features.site import Limit
from hongqiao.features.translation import Text
from hongqiao.kernel.ports.jobs import BACKFILL, FOLLOWED, TAPPED
from tests.cast import PASSWORD, drain, sign_up
from tests.fakes import FakeEngine
from tests.features.acts import follow, later, say
from tests.features.acts import publish as publish_title


@pytest.fixture
def able(scope):
    """A worker whose engines serve every pair, and whose operator wants nothing ahead."""
    settings = msgspec.structs.replace(scope.ports.settings, pretranslate=())
    return replace(scope, ports=replace(scope.ports, engines=(FakeEngine(),), settings=settings))


async def here_today(scope, handle):
    """A member who signed in."""
    member = await sign_up(scope, handle)
    await accounts.sign_in(scope, handle, PASSWORD, device="phone")
    return member


async def asked_for(scope) -> list[tuple[str, str, int]]:
    """(words, target, priority) of the translations that were asked for since the outbox was emptied."""
    found = []
    for job in await drain(scope):
        wish = json.loads(job.body)
        [row] = await scope.db.fetch(
            "select words from translation_source where key = $1", bytes.fromhex(wish["key"])
        )
        found.append((row[0], wish["target"], job.priority))
    return found


async def test_the_languages_are_those_of_members_who_were_here_of_late(scope):
    for handle in ("diego", "mei", "luma", "aisha"):
        await here_today(scope, handle)

    assert await accounts.devices.languages_of_late(scope) == ["en", "es", "zh-Hans"]
    assert await accounts.devices.languages_of_late(later(scope, days=31)) == []


async def test_titles_come_first_and_then_comments(able):
    await here_today(able, "mei")
    diego = await here_today(able, "diego")
    note = await publish_title(diego, "Un domingo en el mercado")
    await say(diego, note, "Hoy hay naranjas muy dulces")
    await drain(able)
    await feeds.arrange_explore(able)

    count = await feeds.translate_ahead(able)

    assert count == 2
    assert await asked_for(able) == [
        ("Un domingo en el mercado", "zh", BACKFILL),
        ("Hoy hay naranjas muy dulces", "zh", BACKFILL),
    ]


async def test_what_is_translated_is_not_asked_for_again(able):
    await here_today(able, "mei")
    diego = await here_today(able, "diego")
    await publish_title(diego, "Un domingo en el mercado")
    await drain(able)
    await feeds.arrange_explore(able)
    await feeds.translate_ahead(able)
    await drain(able, with_jobs=True)

    assert await feeds.translate_ahead(able) == 0


async def test_nothing_is_asked_for_while_somebody_waits(able, database):
    await here_today(able, "mei")
    await publish_title(await here_today(able, "diego"), "Un domingo en el mercado")
    await drain(able)
    await feeds.arrange_explore(able)
    await translation.wish(able, Text("x", "Buenos días a todos", "es"), "zh", TAPPED)
    await Relay(database, reactors()).relay_once()

    assert await feeds.translate_ahead(able) == 0


async def test_without_an_engine_for_the_pair_nothing_is_asked_for(able):
    await here_today(able, "mei")
    await publish_title(await here_today(able, "diego"), "Un domingo en el mercado")
    await drain(able)
    await feeds.arrange_explore(able)

    other = replace(able, ports=replace(able.ports, engines=(FakeEngine(pairs=[("en", "zh")]),)))

    assert await feeds.translate_ahead(other) == 0


async def test_an_hour_takes_so_many_and_no_more(able, monkeypatch):
    monkeypatch.setattr(ahead, "AN_HOUR", Limit("translations ahead of readers", 1, 3_600))
    await here_today(able, "mei")
    diego = await here_today(able, "diego")
    for title in ("Un domingo en el mercado", "El puente viejo de noche"):
        await publish_title(diego, title)
    await drain(able)
    await feeds.arrange_explore(able)

    assert await feeds.translate_ahead(able) == 1
    assert await feeds.translate_ahead(able) == 0


@pytest.mark.parametrize("audience", [1, 2])
async def test_what_is_not_for_everybody_is_left_to_those_who_read_it(able, audience):
    await here_today(able, "mei")
    await publish_title(await here_today(able, "diego"), "Un domingo en casa", audience=audience)
    await drain(able)
    await feeds.arrange_explore(able)

    assert await feeds.translate_ahead(able) == 0


async def test_a_new_note_is_asked_for_in_the_languages_of_its_followers(able):
    mei, diego = await sign_up(able, "mei"), await sign_up(able, "diego")
    await follow(mei, diego)
    await drain(able)
    await publish_title(diego, "Un domingo en el mercado")

    assert await asked_for(able) == [("Un domingo en el mercado", "zh", FOLLOWED)]
