"""Cards: kept as they were rendered, for exactly those who see the same, and never beyond the note."""

import re

import pytest

from hongqiao.features import notes, people, reactions, translation
from hongqiao.features.notes.lists import texts_of
from hongqiao.features.notes.model import Audience
from hongqiao.features.reactions import Kind
from hongqiao.features.translation import Text
from hongqiao.kernel.ids import to_public
from hongqiao.web.cards import card_pieces
from tests.cast import drain, sign_up
from tests.features.acts import follow, later, unfollow
from tests.features.notes.writing import edit, publish, take, withdraw
from tests.web.sitting import site_of, sits

TITLE = "The sea was calm"


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


@pytest.fixture
def site(scope):
    return site_of(scope)


async def cards(at, *ids) -> str:
    return (await card_pieces(at, ids)).decode()


def shown_ids(html: str) -> list[str]:
    """Public ids of the cards, in order."""
    return re.findall(r'class="note-card__link" href="/notes/(\w+)"', html)


async def renders(site, at, *ids) -> bool:
    """Whether showing these cards renders a new one."""
    before = len(site.fragments)
    await cards(at, *ids)
    return len(site.fragments) > before


async def test_the_same_card_is_rendered_once_for_everyone_who_sees_the_same(scope, mei, diego, site):
    note_id = await publish(mei, title=TITLE)
    first = await cards(sits(site, scope), note_id)

    second = await renders(site, sits(site, diego), note_id)

    assert not second
    assert await cards(sits(site, diego), note_id) == first
    assert TITLE in first


async def test_a_card_names_nobody_who_reads_it(scope, mei, diego, site):
    html = await cards(sits(site, diego), await publish(mei, title=TITLE))

    assert "diego" not in html
    assert "token of" not in html


async def test_a_new_title_is_shown_at_once(mei, scope, site):
    note_id = await publish(mei, title=TITLE)
    at = sits(site, scope)
    await cards(at, note_id)

    await edit(mei, note_id, title="The sea was rough")
    html = await cards(at, note_id)

    assert "rough" in html
    assert "calm" not in html


async def test_a_like_changes_the_card_for_everyone_and_the_heart_for_one(mei, diego, scope, site):
    note_id = await publish(mei, title=TITLE)
    await cards(sits(site, scope), note_id)
    await cards(sits(site, diego), note_id)

    async with diego.transaction() as tx:
        await reactions.like(tx, Kind.NOTE, note_id)
    await drain(scope)
    stranger, liker = await cards(sits(site, scope), note_id), await cards(sits(site, diego), note_id)

    assert 'data-count="1"' in stranger
    assert 'data-count="1"' in liker
    assert 'aria-pressed="false"' in stranger
    assert 'aria-pressed="true"' in liker


@pytest.mark.parametrize("other", [{"locale": "zh-Hans"}, {"locale": "ar"}, {"partial": True}])
async def test_other_looks_are_other_pieces(mei, scope, site, other):
    note_id = await publish(mei, title=TITLE)
    await cards(sits(site, scope), note_id)

    assert await renders(site, sits(site, scope, **other), note_id)


async def test_a_translation_is_shown_once_it_is_there_and_to_those_who_need_it(mei, scope, site):
    note_id = await publish(mei, title=TITLE, body="")
    await drain(scope)
    title, _ = texts_of(note_id, title=TITLE, body="", lang="en", author_id=mei.me, is_public=True)
    waiting = await cards(sits(site, scope, reads=("zh-Hans",)), note_id)

    await translation.memory.keep_result(scope, title, "zh", "海很平静", engine="fake", version="1")
    chinese = await cards(sits(site_of(scope), scope, reads=("zh-Hans",)), note_id)
    english = await cards(sits(site, scope), note_id)

    assert 'state="waiting"' in waiting
    assert TITLE in waiting
    assert "海很平静" in chinese
    assert "seal" in chinese
    assert "海很平静" not in english
    assert "translated-text" not in english


async def test_readers_of_different_languages_never_get_each_others_card(mei, scope, site):
    note_id = await publish(mei, title=TITLE, body="")
    await drain(scope)
    title, _ = texts_of(note_id, title=TITLE, body="", lang="en", author_id=mei.me, is_public=True)
    for target, words in (("zh", "海很平静"), ("es", "El mar estaba tranquilo")):
        await translation.memory.keep_result(scope, title, target, words, engine="fake", version="1")

    seen = [await cards(sits(site, scope, reads=(tag,)), note_id) for tag in ("zh-Hans", "es", "en")]

    for html, words in zip(seen, ("海很平静", "El mar estaba tranquilo", TITLE), strict=True):
        shown = html.partition('class="reason-menu')[0]
        assert words in shown
        assert sum(other in shown for other in ("海很平静", "El mar estaba tranquilo", TITLE)) == 1


async def test_the_original_of_a_translated_title_is_in_the_menu_of_its_card(mei, scope, site):
    note_id = await publish(mei, title=TITLE, body="")
    await drain(scope)
    title, _ = texts_of(note_id, title=TITLE, body="", lang="en", author_id=mei.me, is_public=True)
    await translation.memory.keep_result(scope, title, "zh", "海很平静", engine="fake", version="1")

    translated = await cards(sits(site, scope, reads=("zh-Hans",)), note_id)

    assert f'<p data-was lang="en" dir="ltr">{TITLE}</p>' in translated.partition('class="reason-menu')[2]
    assert "data-was" not in await cards(sits(site, scope), note_id)


async def test_the_description_of_a_cover_is_read_in_the_readers_language(mei, scope, site):
    pictures = await take(scope, "red")
    note_id = await publish(mei, title="海很平静", pictures=pictures, cover_style="")
    described = Text("x", "red", "en")
    await translation.memory.keep_result(scope, described, "zh", "红色", engine="fake", version="1")

    html = await cards(sits(site, scope, reads=("zh-Hans",)), note_id)

    assert 'alt="红色" lang="zh-Hans"' in html


async def test_a_note_that_was_hidden_after_its_card_was_kept_does_not_show(mei, diego, scope, site):
    gone, closed, followed, stays = [await publish(mei, title=f"{TITLE} {n}") for n in range(4)]
    await follow(diego, mei)
    every = (gone, closed, followed, stays)
    before = await cards(sits(site, diego), *every)

    await withdraw(mei, gone)
    await edit(mei, closed, audience=Audience.ME)
    await edit(mei, followed, audience=Audience.FOLLOWERS)

    assert shown_ids(before) == [to_public(id_) for id_ in every]
    assert shown_ids(await cards(sits(site, scope), *every)) == [to_public(stays)]
    assert shown_ids(await cards(sits(site, diego), *every)) == [to_public(followed), to_public(stays)]
    await unfollow(diego, mei)
    assert shown_ids(await cards(sits(site, diego), *every)) == [to_public(stays)]
    assert shown_ids(await cards(sits(site, mei), *every)) == [to_public(id_) for id_ in every[1:]]


async def test_cards_stand_in_the_order_asked_for(mei, scope, site):
    ids = [await publish(mei, title=f"{TITLE} {n}") for n in range(12)]
    asked = [ids[n] for n in (5, 2, 11, 0, 7, 3, 1, 9, 4, 10)]

    html = await cards(sits(site, scope), *asked)

    assert shown_ids(html) == [to_public(id_) for id_ in asked]
    assert await cards(sits(site, scope)) == ""


async def test_a_changed_name_is_shown_within_half_a_minute(mei, scope, site):
    note_id = await publish(mei, title=TITLE)
    await cards(sits(site, scope), note_id)

    async with mei.transaction() as tx:
        await people.change_profile(tx, name="大美", bio="", place="")

    assert "大美" in await cards(sits(site, later(scope, seconds=31)), note_id)


async def test_only_the_first_pictures_are_fetched_at_once(mei, scope, site):
    pictures = await take(scope, "red")
    ids = [await publish(mei, title=f"{TITLE} {n}", pictures=pictures, cover_style="") for n in range(12)]

    html = await cards(sits(site, scope), *ids)
    more = await cards(sits(site, scope, partial=True), *ids)

    assert (html.count('fetchpriority="high"'), html.count('loading="lazy"')) == (2, 4)
    assert (more.count('fetchpriority="high"'), more.count('loading="lazy"')) == (0, 12)


HOSTILE = ['<script>alert("x")</script>', "{{ 7 * 7 }}", "'\" onmouseover=alert(1) x='"]


@pytest.mark.parametrize("title", HOSTILE)
async def test_a_title_is_words_and_never_markup(mei, scope, site, title):
    html = await cards(sits(site, scope), await publish(mei, title=title))

    assert "<script" not in html
    assert "49" not in re.sub(r'href="[^"]*"|formaction="[^"]*"|data-copy="[^"]*"|note:\w+', "", html)
    assert not re.search(r"<[^>]*\sonmouseover=", html)


async def test_the_cache_never_grows_beyond_its_bytes(mei, scope, site):
    ids = [await publish(mei, title=f"{TITLE} {n}") for n in range(6)]
    site.fragments._limit = 6_000

    for locale in ("en", "zh-Hans", "ar"):
        await cards(sits(site, scope, locale=locale), *ids)

    assert site.fragments.used_bytes <= 6_000
    assert shown_ids(await cards(sits(site, scope), *ids)) == [to_public(id_) for id_ in ids]


async def test_a_count_that_changed_shows_with_the_next_page(mei, scope, site):
    note_id = await publish(mei, title=TITLE)
    await cards(sits(site, scope), note_id)

    await notes.count(scope, note_id, likes=3)

    assert 'data-count="3"' in await cards(sits(site, scope), note_id)
