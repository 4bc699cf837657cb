"""Accepted words appear wherever they repeat, with who wrote them, and vanish again."""

import pytest

from hongqiao.features import translation
from hongqiao.features.translation import Text, corrections
from hongqiao.kernel.ports.jobs import TAPPED
from tests.fakes import FakeEngine
from tests.features.translation.correcting import (
    BETTER,
    BODY,
    LAST,
    NOW,
    OTHER,
    TWIN,
    agree,
    person,
    spread,
    stored,
    suggested,
    translated,
    votes,
)


@pytest.fixture
def diego(scope):
    return person(scope, 2, "en", "zh-Hans")


async def test_a_suggestion_changes_nothing_until_readers_agree(scope, diego):
    await translated(scope, BODY)

    id_ = await suggested(diego)
    await votes(scope, id_, yes=(("zh", 11), ("en", 12)))

    assert await stored(scope) == NOW
    [one] = await corrections.suggestions(diego, BODY, "en")
    assert (one.yes, one.no, one.mine, one.correction.state) == (2, 0, None, "open")
    assert one.correction.words == f"Boil the tofu. {BETTER}"


async def test_agreed_words_are_shown_wherever_the_text_repeats_with_who_wrote_them(scope, diego):
    await translated(scope, BODY, TWIN)
    id_ = await suggested(diego)

    await agree(scope, id_)

    found = await translation.stored(scope, [BODY, TWIN], "en")
    assert {one.words for one in found.values()} == {f"Boil the tofu. {BETTER}"}
    assert {(one.origin, one.people) for one in found.values()} == {("person", (2,))}


async def test_an_agreed_segment_is_used_word_for_word_in_other_texts(scope, diego):
    await translated(scope, BODY)
    await agree(scope, await suggested(diego))
    engine = FakeEngine()

    await translation.wish(scope, OTHER, "en", TAPPED)
    await spread(scope, engine)

    assert (await stored(scope, OTHER)).splitlines()[1] == BETTER
    assert not any("花椒" in asked for asked in engine.asked)
    assert (await translation.stored(scope, [OTHER], "en"))[OTHER.ref].people == (2,)


async def test_texts_translated_earlier_are_made_anew_with_it(scope, diego):
    await translated(scope, BODY)
    await translation.wish(scope, OTHER, "en", TAPPED)
    await spread(scope, FakeEngine())
    before = await stored(scope, OTHER)

    await agree(scope, await suggested(diego), BODY, FakeEngine())

    assert BETTER not in before and BETTER in await stored(scope, OTHER)


async def test_what_is_reverted_vanishes_everywhere(scope, diego):
    await translated(scope, BODY, TWIN)
    id_ = await suggested(diego)
    await agree(scope, id_)
    await translation.wish(scope, OTHER, "en", TAPPED)
    await spread(scope, FakeEngine())

    aisha = person(scope, 9, "en", role="moderator")
    async with aisha.transaction() as tx:
        undone = await corrections.revert(tx, BODY, "en", id_)
    await corrections.show(scope, undone)
    await spread(scope, FakeEngine())

    assert await stored(scope) == await stored(scope, TWIN) == NOW
    assert await stored(scope, OTHER) and BETTER not in await stored(scope, OTHER)
    assert await corrections.remembered_segments(scope, [LAST], "zh", "en") == {}


async def test_without_an_engine_what_is_reverted_vanishes_too(scope, diego):
    await translated(scope, BODY)
    id_ = await suggested(diego)
    await agree(scope, id_)
    await translation.wish(scope, OTHER, "en", TAPPED)
    await spread(scope, FakeEngine())

    async with diego.transaction() as tx:
        await corrections.take_back(tx, BODY, "en", id_)
    await spread(scope)

    assert await stored(scope, OTHER) == ""


async def test_a_text_of_remembered_segments_needs_no_engine(scope, diego):
    await translated(scope, BODY)
    await agree(scope, await suggested(diego))
    alone = Text("comment:1:words", LAST, "zh")

    await translation.wish(scope, alone, "en", TAPPED)
    await spread(scope)

    found = (await translation.stored(scope, [alone], "en"))[alone.ref]
    assert (found.words, found.engine, found.people) == (BETTER, "memory", (2,))


async def test_what_changed_while_the_engine_worked_is_not_kept(scope, diego):
    await translated(scope, BODY)
    id_ = await suggested(diego)
    await agree(scope, id_)

    class Slow(FakeEngine):
        async def translate(self, text, **asked):
            if not self.asked:
                async with diego.transaction() as tx:
                    await corrections.take_back(tx, BODY, "en", id_)
                await spread(scope)
            return await super().translate(text, **asked)

    await translation.wish(scope, OTHER, "en", TAPPED)
    await spread(scope, Slow())

    assert BETTER not in await stored(scope, OTHER)
