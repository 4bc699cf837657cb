"""Translations are found by words, an author's own version wins, and withdrawn words leave. Case H6."""

from datetime import timedelta

from hongqiao.features import translation
from hongqiao.features.translation import Text, recall
from tests.features.acts import later

TITLE = Text("note:1:title", "Good morning", "en")
TWIN = Text("note:2:title", "Good morning", "en")
PRIVATE = Text("note:3:title", "Good morning", "en", shared=False, owner_salt="7")


async def keep(scope, text, words, *, version="1"):
    await translation.memory.keep_result(scope, text, "zh-Hans", words, engine="local-llm", version=version)


async def test_a_result_is_found_wherever_the_same_words_stand(scope):
    await keep(scope, TITLE, "早上好")

    other = Text("note:4:title", "Good night", "en")
    found = await translation.stored(scope, [TITLE, TWIN, other], "zh-Hant")

    assert {ref: made.words for ref, made in found.items()} == {TITLE.ref: "早上好", TWIN.ref: "早上好"}
    assert found[TITLE.ref].origin == "engine"


async def test_private_words_share_nothing(scope):
    await keep(scope, TITLE, "早上好")

    assert await translation.stored(scope, [PRIVATE], "zh") == {}


async def test_the_authors_version_wins_and_speaks_for_its_place_only(scope):
    await translation.memory.keep_version(scope, TITLE, "zh-Hans", "早呀")
    await keep(scope, TITLE, "早上好")

    found = await translation.stored(scope, [TITLE, TWIN], "zh")

    assert (found[TITLE.ref].words, found[TITLE.ref].origin) == ("早呀", "author")
    assert found[TWIN.ref].words == "早上好"


async def test_the_authors_version_holds_when_the_language_is_seen_otherwise_later(scope):
    await translation.memory.keep_version(scope, TITLE, "zh", "早呀")

    found = await translation.stored(scope, [Text(TITLE.ref, TITLE.words, "fr")], "zh")

    assert found[TITLE.ref].words == "早呀"


async def test_the_newest_result_of_an_engine_is_shown(scope):
    await keep(scope, TITLE, "早上好", version="1")
    scope.now += timedelta(hours=1)
    await keep(scope, TITLE, "早安", version="2")

    found = await translation.stored(scope, [TITLE], "zh")

    assert (found[TITLE.ref].words, found[TITLE.ref].version) == ("早安", "2")


async def test_a_text_in_the_readers_language_is_not_looked_up(scope):
    await keep(scope, TITLE, "早上好")

    assert await translation.stored(scope, [TITLE], "en-GB") == {}


async def test_results_go_with_the_last_use_of_the_words(scope):
    await translation.remember(scope, [TITLE], "note:1")
    await translation.remember(scope, [TWIN], "note:2")
    await keep(scope, TITLE, "早上好")

    await translation.forget(scope, [TITLE], "note:1")
    after_first = await translation.stored(scope, [TWIN], "zh")
    await translation.forget(scope, [TWIN], "note:2")
    after_last = await translation.stored(scope, [TWIN], "zh")

    assert (len(after_first), after_last) == (1, {})
    assert await scope.db.fetch("select 1 from translation_source") == []


async def test_the_authors_version_goes_with_its_own_text(scope):
    await translation.remember(scope, [TITLE, TWIN], "note:1")
    await translation.memory.keep_version(scope, TITLE, "zh", "早呀")

    await translation.forget(scope, [TITLE], "note:1")

    assert await translation.stored(scope, [TITLE], "zh") == {}


async def test_remembering_twice_is_remembering_once(scope):
    for _ in range(2):
        await translation.remember(scope, [TITLE], "note:1")

    await translation.forget(scope, [TITLE], "note:1")

    assert await scope.db.fetch("select 1 from translation_use") == []


async def test_a_whole_page_is_one_statement(scope, database):
    texts = [Text(f"note:{n}:title", f"Good morning {n}", "en") for n in range(40)]
    for text in texts[::2]:
        await keep(scope, text, f"早上好{text.ref}")

    found = await translation.stored(scope, texts, "zh")

    assert set(found) == {text.ref for text in texts[::2]}


async def test_words_that_nothing_came_to_use_are_forgotten_after_a_day(scope):
    await translation.remember(scope, [TWIN], "note:2")
    await keep(scope, TWIN, "早上好")
    unused = Text("note:5:title", "Good night", "en")
    await keep(scope, unused, "晚安")
    await recall.note_uses(scope, translation.key_of(unused), [unused.words], "en")

    early = await translation.memory.sweep(later(scope, hours=23))
    went = await translation.memory.sweep(later(scope, hours=25))

    assert (early, went) == (0, 1)
    assert set(await translation.stored(scope, [TWIN, unused], "zh")) == {TWIN.ref}
    assert len(await scope.db.fetch("select 1 from translation_source")) == 1
    assert await scope.db.fetch("select 1 from segment_use") == []


async def test_no_hash_of_a_sentence_stays_when_the_worker_saw_another_language(scope):
    said_french = Text("note:6:title", "The sea was calm and quiet the whole day", "fr", False, "draft:1")
    await keep(scope, said_french, "海很平静")
    await recall.note_uses(scope, translation.key_of(said_french), [said_french.words], "en")

    await translation.forget(scope, [said_french], "draft:1")

    assert await scope.db.fetch("select 1 from segment_use") == []
