"""What readers steer by holds: the dial, the switch, and the first pages of somebody new."""

from collections import Counter

import pytest

from hongqiao.features import notes, recommendation, translation
from hongqiao.features.accounts import Preferences, change_preferences
from hongqiao.features.recommendation import Stockroom, Why, about, controls, served
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.paging import read_cursor
from tests.cast import sign_up
from tests.features.acts import follow
from tests.features.recommendation.reading import ids, like, page, pages, town


async def langs_of(reader, found) -> list[str]:
    return [line.lang for line in await notes.lines(reader, ids(found))]


async def test_the_dial_is_held_within_five_points_a_page(scope):
    await town(scope, 70, langs=("en", "en", "zh", "es", "ja"))
    luma = await sign_up(scope, "luma")

    for mix in (0, 15, 30, 50):
        await controls.set_mix(luma, mix)
        found = await page(luma, size=20)
        foreign = sum(lang != "en" for lang in await langs_of(luma, found))

        assert abs(100 * foreign / 20 - mix) <= 5


async def test_a_dial_beyond_its_ends_is_refused(scope):
    luma = await sign_up(scope, "luma")

    for percent in (-1, 51):
        with pytest.raises(Invalid):
            await controls.set_mix(luma, percent)


async def test_no_language_fills_the_first_pages_of_somebody_new(scope):
    await town(scope, 70, langs=("zh", "zh", "zh", "zh", "en", "es", "ja"))
    luma = await sign_up(scope, "luma")

    found = await pages(luma, 2, size=12)

    for one in found:
        assert max(Counter(await langs_of(luma, one)).values()) <= 6
    assert len({(await notes.cards(luma, ids(found[0])))[id_].topics[0] for id_ in ids(found[0])}) >= 5


async def test_the_first_page_of_somebody_new_has_what_they_chose(scope):
    await town(scope, 60)
    luma = await sign_up(scope, "luma")
    await change_preferences(luma, Preferences("en", ("en",), ("pets", "crafts")))

    found = await page(luma, size=20)
    about = [card.topics[0] for card in (await notes.cards(luma, ids(found))).values()]

    assert sum(topic in ("pets", "crafts") for topic in about) >= 6


async def test_signals_of_a_session_count_on_its_next_page(scope):
    await town(scope, 60)
    luma = await sign_up(scope, "luma")
    first = await page(luma, size=12)
    cards = await notes.cards(luma, ids(first))
    liked = [id_ for id_ in ids(first) if cards[id_].topics[0] == cards[ids(first)[0]].topics[0]]

    await like(luma, *liked)
    found = await page(luma, size=12)

    assert found.known.steps == len(liked)
    assert found.known.taste is not None
    assert Why.TASTE in {reason.why for reason in found.reasons.values()}


async def test_a_minor_who_said_nothing_is_not_profiled(scope):
    await town(scope, 30)
    noor, diego = await sign_up(scope, "noor"), await sign_up(scope, "diego")

    assert not (await recommendation.choice_of(noor)).profiled
    assert (await recommendation.choice_of(diego)).profiled
    await controls.use_activity(noor)
    assert (await recommendation.choice_of(noor)).profiled


async def test_forgetting_leaves_nothing_of_what_somebody_did(scope, database):
    written = await town(scope, 30)
    diego = await sign_up(scope, "diego")
    await like(diego, written[0])
    await page(diego)

    await controls.forget_activity(diego)

    for table in ("feed_event", "reader_taste", "feed_served"):
        assert await database.fetch(f"select 1 from {table} where account_id = $1", diego.me) == []


async def test_following_comes_without_activity_too(scope):
    written = await town(scope, 60)
    noor, author = await sign_up(scope, "noor"), await sign_up(scope, "mei")
    await follow(noor, author)

    found = await page(noor)

    assert not found.choice.profiled
    assert set(ids(found)) <= set(written)
    assert not {Why.NEAR, Why.TASTE} & {reason.why for reason in found.reasons.values()}


async def test_new_notes_get_one_place_in_ten_and_never_the_first_two(scope):
    await town(scope, 60)
    luma, room = await sign_up(scope, "luma"), Stockroom()
    first = await page(luma, room, size=20)
    second = await page(luma, room, first.next, size=20)

    logged = await served(luma, read_cursor(first.next, 3)[0])
    tried = [at for at, one in enumerate(logged) if one.was_tried]
    langs = await langs_of(luma, first) + await langs_of(luma, second)

    assert len(logged) == len(ids(first, second)) == 40
    assert 1 <= len(tried) <= 4
    assert not {0, 1, 20, 21} & set(tried)
    assert {langs[at] for at in tried} == {"en"}


async def test_new_notes_in_another_language_are_tried_where_their_title_is_translated(scope):
    written = await town(scope, 24, langs=("zh",))
    luma = await sign_up(scope, "luma")
    for card in (await notes.cards(luma, written[:20])).values():
        title = card.title_text
        await translation.memory.keep_result(scope, title, "en", "Words", engine="fake", version="1")

    found = await pages(luma, 1, size=20)
    logged = await served(luma, read_cursor(found[0].next, 3)[0])

    assert {one.note_id for one in logged if one.was_tried} <= set(written[:20])
    assert any(one.was_tried for one in logged)


async def test_less_like_a_note_means_what_its_topic_means_in_its_own_language(scope, database):
    (note_id,) = await town(scope, 1, langs=("es",))
    await database.execute("update note set topics = '{cena}'")
    diego = await sign_up(scope, "diego")

    written = await controls.less_like(diego, note_id)

    assert about.key_of("cena", "es") == about.key_of(written[1].name) == "dinner"


async def test_less_of_a_hashtag_without_a_concept_counts(scope):
    written = await town(scope, 60, langs=("en",))
    diego = await sign_up(scope, "diego")
    tagged = [one for number, one in enumerate(written) if number % 5 == 0]  # #en0, which no concept has

    for _ in range(3):
        await controls.less_of(diego, "topic", "en0")
    places = [at for at, id_ in enumerate(ids(*await pages(diego, 20))) if id_ in tagged]

    assert len(places) == 12
    assert sum(places) / 12 > 40  # of 60; by chance it is 30


async def test_with_the_dial_at_nothing_no_new_note_in_another_language_is_tried(scope):
    await town(scope, 60, langs=("zh", "en"))
    luma = await sign_up(scope, "luma")
    await controls.set_mix(luma, 0)

    for _ in range(5):
        assert set(await langs_of(luma, await page(luma))) == {"en"}
