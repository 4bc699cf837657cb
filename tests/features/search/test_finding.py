"""Finding notes: in any script, as they stand now, and never what the viewer may not see."""

import pytest

from hongqiao.features import people, search, translation
from hongqiao.features.notes import NoteDraft
from hongqiao.features.notes.model import Audience
from hongqiao.features.translation import Text
from hongqiao.kernel.ids import NoteId, to_public
from hongqiao.kernel.scope import Scope
from tests.cast import drain, sign_up
from tests.features.acts import later
from tests.features.notes.writing import edit, publish, withdraw
from tests.features.search.vectors import Meanings


async def found(scope: Scope, text: str, *, synonyms=None) -> list[NoteId]:
    return [NoteId(hit.id) for hit in await search.Finder(synonyms).find(scope, text)]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("上海的小众咖啡馆", "咖啡"),
        ("上海的小众咖啡馆", "咖啡館"),
        ("上海的小众咖啡馆", "kafei"),
        ("上海的小众咖啡馆", "kā fēi"),
        ("麻婆豆腐二十分钟", "mpdf"),
        ("渋谷のカフェ巡り", "かふぇ"),
        ("渋谷のカフェ巡り", "shibuya"),
        ("コーヒーの淹れ方", "koohii"),
        ("조용한 카페에서", "카페"),
        ("Gâteaux au chocolat", "gateau"),
        ("Кошки на окне", "кошка"),
        ("Morning ☕ by the lake", "☕"),
        ("Mapo tofu tonight", "mapotofu"),
        ("猫", "猫"),
    ],
)
async def test_a_note_is_found_by_its_title_in_any_script(scope, title, query):
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title=title, body="")
    await publish(mei, title="Something else entirely", body="別の話 另外一件事 딴 이야기")

    await drain(scope)

    assert (await found(scope, query))[:1] == [note_id]


async def test_a_note_is_found_by_its_topic_its_place_and_its_body(scope):
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="Night", body="Slow broth #拉面", place="Kyoto")
    await drain(scope)

    hits = await search.Finder().find(scope, "broth")
    assert [(hit.id, hit.why) for hit in hits] == [(note_id, ("body",))]
    assert await found(scope, "#拉面") == await found(scope, 'place:"kyoto"') == [note_id]


async def test_a_phrase_in_the_last_line_of_a_long_chinese_body_is_found(scope):
    mei = await sign_up(scope, "mei")
    signs = "".join(chr(0x4E00 + number % 4_000) for number in range(4_900))
    note_id = await publish(mei, title="长文", body=f"{signs}\n最后去了江边的旧灯塔")

    await drain(scope)

    assert await found(scope, "“江边的旧灯塔”") == await found(scope, "旧灯塔") == [note_id]


async def test_edits_are_found_and_former_words_are_not(scope):
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="Umbrella", body="")
    await drain(scope)

    await edit(mei, note_id, title="Lantern")
    await drain(scope)

    assert await found(scope, "lantern") == [note_id]
    assert await found(scope, "umbrella") == []


async def test_a_withdrawn_note_is_gone_from_everything_that_search_says(scope):
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="Zanzibar secrets", body="#zanzibarnights", place="Zanzibar")
    await drain(scope)

    await withdraw(mei, note_id)

    assert await found(scope, "zanzibar") == []
    await drain(scope)
    assert await search.names.offered(scope, "zanz") == []
    assert (await search.Finder().answer(scope, "zanzibr")).meant == ""


async def test_nobody_finds_what_they_may_not_see(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    mine = await publish(mei, title="Hidden orchard", audience=Audience.ME, body="#orchardonly")
    await publish(mei, title="Orchard for friends", audience=Audience.FOLLOWERS, body="")
    await drain(scope)

    assert await found(scope, "orchard") == await found(diego, "orchard") == []
    assert mine in await found(mei, "orchard")
    assert await search.names.offered(scope, "orch") == []
    answer = await search.Finder().answer(diego, "orchrd")
    assert (answer.meant, answer.related) == ("", ())


async def test_followers_find_what_is_for_followers_until_they_leave(scope):
    scope.ports.vectors = Meanings()
    mei, diego, luma = [await sign_up(scope, handle) for handle in ("mei", "diego", "luma")]
    for_few = await publish(mei, title="Beach walk for friends", audience=Audience.FOLLOWERS, body="")
    await publish(mei, title="Beach diary, locked", audience=Audience.ME, body="")
    async with diego.transaction() as tx:
        await people.follow(tx, mei.me)
    await drain(scope, with_jobs=True)

    for query in ("beach", "shore stroll", '"for friends"', "beach from:mei"):
        assert await found(diego, query) == [for_few]
        assert await found(luma, query) == await found(scope, query) == []

    async with diego.transaction() as tx:
        await people.unfollow(tx, mei.me)
    assert await found(diego, "beach") == []


async def test_phrases_exclusions_and_filters_narrow(scope):
    mei = await sign_up(scope, "mei")
    one = await publish(mei, title="Green tea cake", body="")
    other = await publish(mei, title="Cake with green icing, and tea", body="")
    await drain(scope)

    assert set(await found(scope, "green tea cake")) == {one, other}
    assert await found(scope, '"green tea"') == [one]
    assert await found(scope, "cake -icing") == [one]
    assert await found(scope, "cake lang:ja") == []
    assert set(await found(scope, "cake from:mei since:day")) == {one, other}
    assert await found(scope, "cake from:nobody_here") == []


async def test_a_hashtag_finds_notes_that_bear_its_topic_in_any_language(scope):
    mei = await sign_up(scope, "mei")
    cats = await publish(mei, title="Two on the sofa", body="Asleep #cats")
    neko = await publish(mei, title="Night walk", body="黒いの #ねこ")
    talk = await publish(mei, title="Let us have a quick talk", body="All about the weather today #chat")
    await publish(mei, title="Noodles", body="#noodles")
    await drain(scope)

    for hashtag in ("#猫", "#cats", "topic:ねこ"):
        assert set(await found(scope, hashtag)) == {cats, neko}
        assert await found(scope, f"{hashtag} sofa") == [cats]
        assert await found(scope, f"{hashtag} -sofa") == [neko]
    assert await found(scope, "#cats #noodles") == []
    assert await found(scope, "#chat") == [talk]


async def test_meaning_is_narrowed_by_topics_in_any_language(scope):
    scope.ports.vectors = Meanings()
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="A walk on the shore", body="#猫")
    await publish(mei, title="Another walk on the shore", body="")
    await drain(scope, with_jobs=True)

    assert await found(scope, "beach #cats") == [note_id]


async def test_topics_that_lie_near_are_others_than_the_one_that_was_asked_for(scope):
    mei = await sign_up(scope, "mei")
    await publish(mei, title="Two on the sofa", body="#猫 #cats #sofalife")
    await drain(scope)

    answer = await search.Finder().answer(scope, "#cat")

    assert answer.related == ("sofalife",)


@pytest.mark.parametrize("since", ["since:day", "since:week", "since:year", "since:2024-01-01"])
async def test_a_time_alone_finds_what_is_newest(scope, since):
    mei = await sign_up(scope, "mei")
    one, other = await publish(mei, title="Green tea", body=""), await publish(mei, title="猫", body="")
    await drain(scope)

    assert set(await found(scope, since)) == {one, other}
    assert await found(later(scope, days=3000), "since:week") == []


async def test_a_mistyped_word_finds_what_was_meant(scope):
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="Rhubarb crumble", body="")
    await drain(scope)

    answer = await search.Finder().answer(scope, "rhubrab")

    assert (answer.meant, [hit.id for hit in answer.hits]) == ("rhubarb", [note_id])


async def test_a_translated_title_is_found_when_it_arrives(scope):
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="桂花糕的做法", body="")
    await drain(scope)
    title = Text(f"note:{to_public(note_id)}:title", "桂花糕的做法", "zh")

    await translation.memory.keep_result(
        scope, title, "en", "How to make osmanthus cake", engine="x", version="1"
    )
    await search.index_uses(scope, translation.key_of(title))

    (hit,) = await search.Finder().find(scope, "osmanthus")
    assert (hit.id, hit.why) == (note_id, ("translation",))


async def test_names_of_a_topic_lead_across_languages(scope):
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="武康路咖啡", body="")
    await drain(scope)

    (hit,) = await search.Finder(lambda word: ["咖啡"] if word == "coffee" else []).find(scope, "coffee")

    assert (hit.id, hit.why) == (note_id, ("concept",))


async def test_notes_near_in_meaning_are_found_and_leave_with_their_notes(scope):
    scope.ports.vectors = Meanings()
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="A walk on the shore", body="")
    await publish(mei, title="Tax forms", body="")
    await drain(scope, with_jobs=True)

    (hit, *_) = await search.Finder().find(scope, "beach stroll")
    assert (hit.id, hit.why) == (note_id, ("meaning",))
    assert await found(scope, "beach stroll lang:ja") == []

    await withdraw(mei, note_id)
    await drain(scope)

    assert note_id not in await found(scope, "beach stroll")


async def test_search_goes_on_by_words_when_meaning_takes_too_long(scope):
    scope.ports.vectors = Meanings(takes_s=5)
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="A walk on the shore", body="")
    await drain(scope)

    assert await found(scope, "shore") == [note_id]


async def test_the_same_news_twice_is_one_entry(scope):
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, NoteDraft(1, title="Once", cover_style="memo", body="#once"))
    await drain(scope)

    for _ in range(2):
        await search.index_notes(scope, [note_id])

    assert await found(scope, "once") == [note_id]
    assert [name.notes for name in await search.names.offered(scope, "once")] == [1]
