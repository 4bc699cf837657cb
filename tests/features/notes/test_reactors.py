"""What follows from a note: it agrees with the notes as they are, however the news are delivered."""

import asyncio
import random
from dataclasses import replace

import pytest

from hongqiao.features import translation
from hongqiao.features.notes import reactors
from hongqiao.features.notes.events import NotePublished
from hongqiao.features.notes.lists import texts_of
from hongqiao.features.notes.model import Audience, small_texts_of
from hongqiao.features.notes.reactors import subject_of
from hongqiao.features.notes.topics import shelf_of
from hongqiao.kernel.ids import bucket_of, bucket_of_name
from hongqiao.kernel.text import topics_in
from tests.cast import drain, sign_up
from tests.fakes import FakeEngine
from tests.features.deliveries import collect, deliver, deliver_badly
from tests.features.notes.writing import edit, publish, take, withdraw

NOTES = "select id, author_id, title, body, lang, audience, subject, place from note where state = 0"
ALTS = "select note_id, position, alt from note_picture"
LISTED = "select slug, note_id from topic_note where slug not like '@%'"  # places stand there too
COUNTED = "select slug, notes from topic where notes <> 0 and slug not like '@%'"
PICTURES = "select p.key, p.note_id from note_picture p"
KEPT = "select key, subject from media_use"
USED = "select key, subject, ref from translation_use"
SOURCES = "select key from translation_source"
RESULTS = "select words from translation"
BODIES = ("#noodles at night", "#rice", "", "No topic here", "#noodles #rice #上海")


async def rows(scope, statement) -> set[tuple]:
    return {tuple(row) for row in await scope.db.fetch(statement)}


async def worded(scope) -> set[tuple]:
    """(key, subject, ref) of every text of every note that stands."""
    found = set()
    alts = sorted(await rows(scope, ALTS))
    for id_, author_id, title, body, lang, audience, _, place in await rows(scope, NOTES):
        whose = {"lang": lang, "author_id": author_id, "is_public": audience == Audience.PUBLIC}
        described = [alt for note_id, _, alt in alts if note_id == id_]
        texts = [
            *texts_of(id_, title=title, body=body, **whose),
            *small_texts_of(id_, place=place, alts=described, body=body, **whose),
        ]
        found |= {(translation.key_of(text), subject_of(id_), text.ref) for text in texts if text.words}
    return found


async def listed(scope) -> set[tuple]:
    """(slug, note) of every public note."""
    return {
        (slug, id_)
        for id_, _, _, body, _, audience, subject, _ in await rows(scope, NOTES)
        if audience == Audience.PUBLIC
        for slug in (*topics_in(body), *shelf_of(subject))
    }


@pytest.mark.parametrize("seed", range(5))
async def test_topics_pictures_and_words_agree_with_the_notes_however_news_are_delivered(scope, seed):
    chance = random.Random(seed)
    authors = [await sign_up(scope, handle) for handle in ("mei", "diego")]
    pictures, standing = await take(scope, "red", "blue"), []
    pending = await collect(scope)

    for number in range(14):
        fields = {
            "title": chance.choice(["Noodles", "The sea was calm", f"Note {number}"]),
            "body": chance.choice(BODIES),
            "place": chance.choice(["", "上海", "the bridge"]),
            "subject": chance.choice(["", "food", "travel"]),
            "audience": chance.choice([Audience.PUBLIC, Audience.PUBLIC, Audience.ME]),
            "pictures": tuple(chance.sample(pictures, chance.randrange(3))),
        }
        act = chance.choice(["publish", "edit", "edit", "withdraw"]) if standing else "publish"
        if act == "publish":
            author = chance.choice(authors)
            standing.append((author, await publish(author, **fields)))
        elif act == "edit":
            await edit(*chance.choice(standing), **fields)
        else:
            await withdraw(*standing.pop(chance.randrange(len(standing))))
        pending += await collect(scope)
        if chance.random() < 0.5:
            await deliver(scope, chance.sample(pending, min(4, len(pending))))
    await deliver_badly(scope, chance, pending)

    assert await rows(scope, LISTED) == await listed(scope)
    counts = [slug for slug, _ in await listed(scope)]
    assert await rows(scope, COUNTED) == {(slug, counts.count(slug)) for slug in counts}
    shown = {(key, subject_of(note_id)) for key, note_id in await rows(scope, PICTURES)}
    assert await rows(scope, KEPT) == shown
    assert await rows(scope, USED) == await worded(scope)


@pytest.mark.parametrize(
    "audiences",
    [
        (Audience.PUBLIC,),
        (Audience.PUBLIC, Audience.ME),
        (Audience.FOLLOWERS, Audience.PUBLIC),
    ],
)
async def test_of_a_withdrawn_note_no_word_is_left(scope, audiences):
    scope = replace(scope, ports=replace(scope.ports, engines=(FakeEngine(),)))
    mei = await sign_up(scope, "mei")
    note_id = await publish(mei, title="The sea was calm", body="All day #sea", audience=audiences[0])
    await drain(scope, with_jobs=True)
    for audience in audiences[1:]:
        await edit(mei, note_id, audience=audience)
        await drain(scope, with_jobs=True)
    await edit(mei, note_id, title="The sea was rough")
    await drain(scope, with_jobs=True)

    await withdraw(mei, note_id)
    await drain(scope, with_jobs=True)

    for statement in (USED, SOURCES, RESULTS, LISTED):
        assert await rows(scope, statement) == set(), statement


async def test_a_public_note_is_translated_for_those_who_will_read_it(scope):
    scope = replace(scope, ports=replace(scope.ports, engines=(FakeEngine(),)))
    diego = await sign_up(scope, "diego")
    words = {"title": "El mar estaba tranquilo", "body": "Nos quedamos todo el día en la playa"}
    note_id = await publish(diego, **words)

    await drain(scope, with_jobs=True)

    texts = texts_of(note_id, **words, lang="es", author_id=diego.me, is_public=True)
    for target in scope.ports.settings.pretranslate:
        assert set(await translation.stored(scope, texts, target)) == {text.ref for text in texts}


@pytest.mark.parametrize("audience", [Audience.FOLLOWERS, Audience.ME])
async def test_other_notes_wait_until_somebody_asks(scope, audience):
    diego = await sign_up(scope, "diego")
    await publish(diego, title="El mar estaba tranquilo", audience=audience)

    assert await drain(scope) == []


@pytest.mark.parametrize(
    ("title", "body", "guessed", "read"),
    [
        ("El mar estaba tranquilo", "Nos quedamos todo el día en la playa", "es", "es"),
        ("The sea was calm and quiet", "We stayed on the beach for the whole long day", "es", "en"),
        ("海很平静", "我们在沙滩上待了一整天", "zh", "zh"),
        ("666", "", "und", "und"),
    ],
)
async def test_the_worker_reads_the_language_again(scope, title, body, guessed, read):
    diego = await sign_up(scope, "diego")
    note_id = await publish(diego, title=title, body=body)
    [[at_first]] = await scope.db.fetch("select lang from note where id = $1", note_id)

    await drain(scope)

    [[later]] = await scope.db.fetch("select lang from note where id = $1", note_id)
    assert (at_first, later) == (guessed, read)


async def test_a_language_read_late_does_not_overwrite_a_newer_revision(scope):
    diego = await sign_up(scope, "diego")
    note_id = await publish(diego, title="The sea was calm and quiet the whole day")
    published = NotePublished(bucket=bucket_of(note_id), note_id=note_id, author_id=diego.me)
    await edit(diego, note_id, title="海很平静", body="")

    await reactors.read_language(scope, published)

    assert (await scope.db.fetchrow("select lang from note"))[0] == "zh"


async def test_the_authors_own_version_stays_when_its_audience_and_words_do(scope):
    mei = await sign_up(scope, "mei")
    fields = {"title": "海很平静", "body": ""}
    own = {"version_lang": "en", "version_title": "Calm sea"}
    note_id = await publish(mei, **fields)
    await edit(mei, note_id, place="海边", **own)

    await drain(scope)

    title, _ = texts_of(note_id, **fields, lang="zh", author_id=mei.me, is_public=True)
    found = await translation.stored(scope, [title], "en")
    assert (found[title.ref].words, found[title.ref].origin) == ("Calm sea", "author")


async def test_the_authors_own_version_goes_along_when_the_audience_changes(scope):
    mei = await sign_up(scope, "mei")
    fields = {"title": "海很平静", "body": ""}
    note_id = await publish(mei, **fields)
    await edit(mei, note_id, version_lang="en", version_title="Calm sea")
    await drain(scope)

    seen = []
    for audience in (1, 0):
        await edit(mei, note_id, audience=audience)
        await drain(scope)
        both = [
            texts_of(note_id, **fields, lang="zh", author_id=mei.me, is_public=public)[0]
            for public in (True, False)
        ]
        found = [await translation.stored(scope, [text], "en") for text in both]
        seen.append([[one.words for one in kept.values()] for kept in found])

    assert seen == [[[], ["Calm sea"]], [["Calm sea"], []]]


@pytest.mark.parametrize("late", ["index_topics", "keep_pictures", "read_language"])
async def test_a_reactor_that_meets_a_withdrawal_leaves_nothing(scope, late):
    """It has read the note and waits for a row; the note is withdrawn and cleared; then it goes on."""
    mei = await sign_up(scope, "mei")
    [red] = await take(scope, "red")
    note_id = await publish(mei, title="海很平静", body="#sea", pictures=(red,))
    published = NotePublished(bucket=bucket_of(note_id), note_id=note_id, author_id=mei.me)
    title, _ = texts_of(note_id, title="海很平静", body="", lang="zh", author_id=mei.me, is_public=True)
    held = {
        "index_topics": ("insert into topic_note values ($1, 'sea', $2)", bucket_of_name("sea"), note_id),
        "keep_pictures": ("select from media_object where key = $1 for update", red.key),
        "read_language": (
            "insert into translation_source values ($1, $2, 'zh', '', true, now())",
            bucket_of_name(translation.key_of(title)),
            translation.key_of(title),
        ),
    }[late]

    with pytest.raises(ConnectionResetError):
        async with scope.transaction() as holding:
            await holding.db.execute(*held)
            reacting = asyncio.create_task(getattr(reactors, late)(scope, published))
            await asyncio.sleep(0.3)  # it waits for the row that is held
            assert not reacting.done()
            await withdraw(mei, note_id)
            if late != "keep_pictures":
                await asyncio.wait_for(cleared(scope, late), 10)
            raise ConnectionResetError
    await reacting
    await drain(scope)

    for statement in (LISTED, KEPT, USED, SOURCES):
        assert await rows(scope, statement) == set(), statement


async def cleared(scope, late: str) -> None:
    """Delivers the withdrawal, but to nobody who would wait for the row that is held."""
    for name, event in await collect(scope):
        if type(event).__name__ == "NoteWithdrawn":
            await deliver(scope, [(name, event)])
