"""Topics that a reader follows, under all their names, and what they searched for, bring notes.

Read three days later, when no note has a place only because it is new, which is by chance.
"""

import random

import numpy as np

from hongqiao.features import nearby, recommendation, topics
from hongqiao.features.recommendation import Reason, Stockroom, Why, controls
from hongqiao.features.recommendation.candidates import Asked, around
from hongqiao.features.recommendation.known import known_of
from hongqiao.features.search import history
from tests.cast import drain, sign_up
from tests.features.acts import later
from tests.features.deliveries import deliver_badly
from tests.features.notes.writing import publish
from tests.features.recommendation.reading import ELSEWHERE, ids, page, town


async def follow_topic(reader, key: str) -> None:
    async with reader.transaction() as tx:
        await topics.follow(tx, key)


async def cats(scope) -> list[int]:
    """Notes about cats in three languages, among others."""
    mei, diego, luma = [await sign_up(scope, handle) for handle in ("mei", "diego", "luma")]
    told = [
        (mei, "窗台上的它", "#猫", "zh"),
        (diego, "En la ventana", "#gatos", "es"),
        (luma, "Boxes", "#cats", "en"),
    ]
    written = [await publish(author, title=title, body=body) for author, title, body, _ in told]
    await drain(scope, without=ELSEWHERE)
    for id_, (_, _, _, lang) in zip(written, told, strict=True):
        await scope.db.execute("update note set lang = $2 where id = $1", id_, lang)
    await town(scope, 40)
    return written


async def searches(scope) -> int:
    return (await scope.db.fetchrow("select count(*) from reader_search where version <> ''"))[0]


async def test_a_topic_that_is_followed_brings_its_notes_in_every_language(scope):
    about_cats = await cats(scope)
    aisha = await sign_up(scope, "aisha")
    await follow_topic(aisha, topics.concepts_of(["cats"], "en")[0])

    found = await page(later(aisha, days=3), size=24)

    reasons = {id_: reason.why for id_, reason in found.reasons.items()}
    assert set(about_cats) <= set(ids(found))
    assert {reasons[id_] for id_ in about_cats} == {Why.TOPIC_FOLLOWED}


async def test_a_topic_that_is_listed_goes_by_all_its_names_too(scope):
    about_cats = await cats(scope)
    aisha = await sign_up(scope, "aisha")
    await controls.set_topics(aisha, ["#cats"])

    found = await page(later(aisha, days=3), size=24)

    assert set(about_cats) <= {id_ for id_, reason in found.reasons.items() if reason.why == Why.TOPIC}


async def test_a_search_brings_notes_near_to_it_once_however_it_is_told(scope):
    about_cats = await cats(scope)
    aisha = await sign_up(scope, "aisha")
    await history.note_search(aisha, "cats")

    await deliver_badly(scope, random.Random(3))
    found = await page(later(aisha, days=3), size=24)

    assert await searches(scope) == 1
    assert found.reasons[about_cats[2]].why == Why.SEARCHED


async def test_nothing_is_kept_of_searches_that_were_cleared_or_not_to_be_kept(scope):
    aisha, mei, noor = [await sign_up(scope, handle) for handle in ("aisha", "mei", "noor")]
    await history.note_search(aisha, "cats")
    await history.clear_history(later(aisha, minutes=1))
    await history.stop_history(mei)
    await history.note_search(mei, "cats")
    await history.note_search(noor, "cats")  # who may be a minor is not profiled

    await deliver_badly(scope, random.Random(4))

    assert await searches(scope) == 0
    await history.note_search(later(aisha, minutes=2), "dogs")
    await drain(scope)
    assert await searches(scope) == 1


async def test_searches_are_forgotten_with_all_activity_and_after_thirty_days(scope):
    aisha, diego = await sign_up(scope, "aisha"), await sign_up(scope, "diego")
    for reader in (aisha, diego):
        await history.note_search(reader, "cats")
    await drain(scope)

    await controls.forget_activity(aisha)
    assert await searches(scope) == 1
    await recommendation.gather.forget_old(later(scope, days=31))

    assert await searches(scope) == 0


async def test_notes_from_around_are_found_for_who_asked_for_them(scope):
    written = await town(scope, 60)
    author = await sign_up(scope, "somebody")
    mei = await sign_up(scope, "mei")
    for reader in (author, mei):
        await nearby.enter(reader, 31.23, 121.47, words="Show me what is near.")
    theirs = [await publish(author, title=f"From here {number}") for number in range(5)]
    for note_id in theirs:
        await nearby.place_note(author, note_id, 31.25, 121.49)
    await drain(scope, without=ELSEWHERE)
    await recommendation.gather.lay_ready(scope)

    known = await known_of(mei)
    room = Stockroom()
    await room.look(scope)
    stock = room.stock
    (found,) = around(Asked(stock, {}, known, scope.now.timestamp(), np.ones(len(stock), bool)))

    assert {int(stock.ids[at]) for at in found.indices} == set(theirs)
    assert {found.reason(int(at)) for at in found.indices} == {Reason(Why.AROUND, ("5",))}
    assert not (await known_of(await sign_up(scope, "diego"))).around
    assert set(known.around).isdisjoint(written)
