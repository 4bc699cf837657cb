"""What people wrote stands on every page in the reader's language, or is marked as an original."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import httpx
import pytest
from jinja2 import ChoiceLoader, DictLoader

from hongqiao.features import accounts, feeds, notes, people, reactions, recommendation
from hongqiao.features.accounts import Preferences
from hongqiao.features.notes import DraftPicture
from hongqiao.kernel.language import base_of, guess_lang
from hongqiao.kernel.scope import Scope, Viewer
from hongqiao.web.app import make_app
from tests.cast import drain, sign_up
from tests.features.acts import follow, say
from tests.features.notes.writing import edit, publish, take
from tests.web import surfaces
from tests.web.sitting import CHECKOUT, site_of
from tests.web.surfaces import Met, Page, Said

READERS = {"en": "en", "zh-Hans": "zh-Hans", "ar": "ar", "es": "en"}
"""Language read -> language of the interface."""
ALL_BUT = 0.01
PAGES_AT_MOST = 600
ALIKE_AT_MOST = 30
"""Pages of one kind; else the words of a few texts, each with its own page, keep the crawl from the rest."""
ELSEWHERE = ("/media/", "/assets/", "/sign-", "/compose")
WRITTEN = """
    select title, lang, 'title' from note where state = 0
    union select split_part(body, '#', 1), lang, 'body' from note where state = 0
    union select place, lang, 'note place' from note where state = 0
    union select p.alt, n.lang, 'alt' from note_picture p join note n on n.id = p.note_id
    union select name, lang, 'topic' from topic where slug not like '~%' and slug not like '@%'
    union select words, lang, 'comment' from comment
    union select bio, lang, 'bio' from profile
    union select place, lang, 'place' from profile
    union select b.name, p.lang, 'board' from board b join profile p on p.account_id = b.owner_id
      where not b.is_private
"""
TRANSLATE_ALL = """
    insert into translation
    select s.bucket, s.key, $1, 'engine', 'fake', '1', s.lang,
      '⟨' || $1 || '-' || row_number() over (order by s.key) || '⟩', 'good', '{}', '', null, now()
    from translation_source s
    where s.lang <> $1
"""
TRANSLATED = """
    select s.words, t.words from translation t
    join translation_source s on s.key = t.key where t.target = $1
"""
AUTHORS = {
    "mei": (
        "zh",
        "周末的咖啡馆和一只橘猫",
        "店里很安静，猫一直睡在窗边。",
        "猫咪",
        "上海武康路",
        "一只睡在窗边的橘猫",
        "我拍城市里的猫。",
        "成都锦里",
        "想再去的小店",
        "改过之前的旧标题写在这里",
    ),
    "diego": (
        "es",
        "Un domingo en el mercado viejo",
        "Compramos naranjas y hablamos con todos.",
        "domingueando",
        "Mercado de la Boquería",
        "Naranjas sobre una mesa azul",
        "Camino mucho y cocino poco.",
        "Barrio de Gracia",
        "Sitios para volver",
        "Un título que fue cambiado después",
    ),
    "luma": (
        "en",
        "A quiet walk along the harbour",
        "We counted boats until the rain came.",
        "harbour",
        "The old harbour bridge",
        "Small boats under a grey sky",
        "I walk before breakfast.",
        "Near the lighthouse",
        "Walks worth repeating",
        "A title that was changed afterwards",
    ),
}
COMMENTS = {
    "mei": "下次带我一起去吧",
    "diego": "Me encanta este lugar tan tranquilo",
    "luma": "This made my whole morning",
}


@dataclass(frozen=True)
class Reader:
    """Somebody who reads one language, and the cookie of their login."""

    target: str
    cookie: str


@pytest.fixture
async def town(scope) -> Scope:
    """Three people who wrote in three languages wherever people can write."""
    authors = {handle: await sign_up(scope, handle) for handle in AUTHORS}
    pictures = await take(scope, "red", "green", "blue")
    written = []
    for (handle, author), picture in zip(authors.items(), pictures, strict=True):
        _, title, body, tag, place, alt, bio, home, board, before = AUTHORS[handle]
        described = (DraftPicture(picture.key, alt),)
        note_id = await publish(
            author, title=before, body=f"{body} #{tag}", place=place, pictures=described, cover_style=""
        )
        await edit(author, note_id, title=title)
        written.append(await notes.visible(author, note_id))
        async with author.transaction() as tx:
            await people.change_profile(tx, name=handle, bio=bio, place=home)
            board_id = await reactions.make_board(tx, board)
            await reactions.save(tx, note_id, board_id)
    for facts in written:
        for handle, author in authors.items():
            await say(author, facts, COMMENTS[handle])
    await drain(scope)
    await feeds.arrange_explore(scope)
    await recommendation.gather.lay_ready(scope)
    return scope


async def joins(scope: Scope, reads: str) -> Reader:
    """A new reader who follows everybody."""
    handle = f"reader_{base_of(reads)}"
    reader = await sign_up(scope, handle)
    await accounts.change_preferences(reader, Preferences(READERS[reads], (reads,), ()))
    for author in AUTHORS:
        whom = await people.person(scope, author)
        await follow(reader, replace(scope, viewer=Viewer(whom.id)))
    await drain(scope)
    async with scope.transaction() as tx:
        cookie = await accounts.devices.start_login(tx, reader.me, device="test")
    return Reader(base_of(reads), cookie)


async def crawled(scope: Scope, reader: Reader, raw: dict[str, str] | None = None) -> dict[str, Page]:
    """Every page that leads on from Explore, by its path. `raw` are templates in place of the real ones."""
    site = site_of(scope)
    for environment in site.rendering._environments.values():
        environment.loader = ChoiceLoader([DictLoader(raw or {}), environment.loader])
    seen: dict[str, Page] = {}
    kinds = Counter[str]()
    waiting = ["/", "/following"]
    transport = httpx.ASGITransport(app=make_app(site))
    async with httpx.AsyncClient(
        transport=transport, base_url="http://site", cookies={"login": reader.cookie}
    ) as client:
        while waiting and len(seen) < PAGES_AT_MOST:
            path = waiting.pop(0)
            kind = _kind_of_page(path)
            if path in seen or path.startswith(ELSEWHERE) or kinds[kind] >= ALIKE_AT_MOST:
                continue
            kinds[kind] += 1
            answer = await client.get(path)
            assert answer.status_code in (200, 303), (path, answer.status_code)
            seen[path] = surfaces.read(path, answer.text if answer.status_code == 200 else "")
            waiting += sorted(seen[path].links)
    assert len(seen) < PAGES_AT_MOST, "pages were left out"
    return seen


async def what_was_said(scope: Scope, target: str) -> list[Said]:
    """All that people wrote and that a reader of `target` does not read."""
    made = {row[0]: row[1] for row in await scope.db.fetch(TRANSLATED, target)}
    bodies = {words.partition("#")[0].strip(): said for words, said in made.items()}
    found = set()
    for words, lang, kind in await scope.db.fetch(WRITTEN):
        spoken = guess_lang(words, author_lang=lang)
        if words.strip() and base_of(spoken) != target:
            found.add(Said(words.strip(), base_of(spoken), bodies.get(words.strip(), ""), kind))
    return sorted(found, key=lambda one: one.words)


def judged(met: Sequence[Met]) -> tuple[float, str]:
    """Share of meetings with a fault on the worst surface, and the first faults there in words.

    A surface is a kind of page with a kind of words: one that is seldom met counts as much as any.
    """
    surfaces_met: dict[tuple[str, str], list[Met]] = {}
    for one in met:
        surfaces_met.setdefault((_kind_of_page(one.path), one.said.kind), []).append(one)
    worst, told = 0.0, ""
    for here in surfaces_met.values():
        faults = [one for one in here if one.fault]
        if len(faults) / len(here) > worst:
            worst = len(faults) / len(here)
            told = "\n".join(f"{one.path}: {one.said.words!r}: {one.fault}" for one in faults[:12])
    return worst, told


def _kind_of_page(path: str) -> str:
    """/notes/tYXa/read?x=1 -> /notes/*/read."""
    first, *rest = path.partition("?")[0].strip("/").split("/")
    return "/".join(["", first, *("*" if at == 0 else part for at, part in enumerate(rest))])


@pytest.mark.parametrize("reads", READERS)
async def test_when_all_is_translated_every_surface_is_in_the_readers_language(town, reads):
    reader = await joins(town, reads)
    await town.db.execute(TRANSLATE_ALL, reader.target)

    pages = await crawled(town, reader)

    said = await what_was_said(town, reader.target)
    met = list(surfaces.meetings(pages, said))
    share, faults = judged(met)
    assert share <= ALL_BUT, faults
    assert surfaces.unmet(said, met) == []
    assert [one.words for one in said if not one.translated] == []
    assert len(met) > 100


@pytest.mark.parametrize("reads", ["en", "ar"])
async def test_when_nothing_is_translated_every_surface_marks_the_original(town, reads):
    reader = await joins(town, reads)

    pages = await crawled(town, reader)

    said = await what_was_said(town, reader.target)
    met = list(surfaces.meetings(pages, said))
    share, faults = judged(met)
    assert share <= ALL_BUT, faults
    assert surfaces.unmet(said, met) == []


PLANTS = {
    "notes/show.html": ("{{ brief(note.place) }}", "{{ note.place.original or note.place.words }}"),
    "notes/_card.html": ("{{ line(card.title) }}", "{{ card.title.original or card.title.words }}"),
    "notes/_gallery.html": (
        'alt=shot.alt.words or _("Picture %(number)d, not described", number=loop.index), lang=shot.alt.lang',
        "alt=shot.alt.original or shot.alt.words, lang=shot.alt.source or shot.alt.lang",
    ),
    "people/_head.html": ("{{ text(person.bio) }}", "{{ person.bio.original or person.bio.words }}"),
    "people/_boards.html": ("{{ line(board.name) }}", "{{ board.name.original or board.name.words }}"),
    "topics/show.html": ("{{ tag(topic.name) }}", "{{ topic.name.original or topic.name.words }}"),
}


@pytest.mark.parametrize("template", PLANTS)
async def test_a_surface_that_prints_peoples_words_raw_is_found(town, template):
    reader = await joins(town, "en")
    await town.db.execute(TRANSLATE_ALL, reader.target)
    feature, _, name = template.partition("/")
    source = (CHECKOUT / "src/hongqiao/web" / feature / "templates" / name).read_text("utf-8")
    good, raw = PLANTS[template]
    assert source.count(good) == 1

    pages = await crawled(town, reader, {template: source.replace(good, raw)})

    said = await what_was_said(town, reader.target)
    share, faults = judged(list(surfaces.meetings(pages, said)))
    assert share > ALL_BUT, faults
