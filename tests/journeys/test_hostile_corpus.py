"""B1, B3: every vector, in every field of every form and in translations: no script runs."""

import asyncio
from urllib.parse import quote

import asyncpg

from tests.attacks.filling import Typist, town_of
from tests.attacks.forms import Field, forms_of
from tests.attacks.vectors import TECHNIQUES, VECTORS
from tests.journeys.watching import refused, watch_refusals
from tests.web.visitor import Visitor

TRANSLATE_ALL = """
    insert into translation
    select s.bucket, s.key, 'es', 'engine', 'fake', '1', s.lang,
      'TR' || row_number() over (order by s.key) || ' '
        || ($1::text[])[1 + row_number() over (order by s.key) % cardinality($1::text[])],
      'good', '{}', '', null, now()
    from translation_source s
    where s.lang <> 'es'
    on conflict do nothing
"""
TO_TRANSLATE = "select count(*) from translation_source where lang <> 'es'"
LAST = "the last of all"
_STRANGE = r"""
    () => {
      const strange = [], scheme = /^\s*(javascript|vbscript|data):/i, picture = /^data:image\//;
      const leads = ['href', 'action', 'formaction', 'src', 'data', 'xlink:href'];
      const known = ['importmap', 'application/json', 'application/ld+json', 'speculationrules'];
      const never = 'iframe, object, embed, base, math, marquee, main style, main meta, main link';
      for (const one of document.querySelectorAll('*')) {
        for (const {name, value} of one.attributes) {
          if (/^on|^(data-)?hx-on/i.test(name)) strange.push(`${name} on ${one.tagName}`);
          if (leads.includes(name) && scheme.test(value) && !picture.test(value)) strange.push(value);
        }
      }
      for (const one of document.querySelectorAll('script:not([src])')) {
        if (!known.includes(one.type)) strange.push('a script of its own');
      }
      for (const one of document.querySelectorAll(never)) strange.push(one.tagName);
      return strange;
    }
"""
_WAKE = """
    () => {
      const kinds = ['mouseover', 'pointerenter', 'focus', 'error', 'load', 'toggle', 'animationstart'];
      for (const menu of document.querySelectorAll('details')) menu.open = true;
      for (const one of document.querySelectorAll('main *')) {
        for (const kind of kinds) one.dispatchEvent(new Event(kind));
      }
    }
"""
SEARCHED = 14


def hostile_town(visitor: Visitor, community) -> tuple[Typist, list[str]]:
    """A member all of whose words are attacks, in every form; the pages that show them."""
    mei = Typist(visitor.sign_up("mei", reads=["zh-Hans"]))
    pages = town_of(mei.who)
    for path in pages:
        mei.visit(path)
    notes = []
    field = {"title": Field("title", "text", longest=60), "body": Field("body", "textarea", longest=1_400)}
    while set(VECTORS) - mei.used or len(notes) < 8:
        words = {name: mei.words(one) for name, one in field.items()}
        title, body = words["title"], words["body"]
        notes.append(mei.who.publish(title, f"周末的咖啡馆\n{body}", place=title[:60], sure="on"))
        assert mei.who.say(notes[0], body[:1_000], sure="on").status == 303
    person = f"/people/{mei.who.handle}"
    more = [
        f"{person}/followers",
        "/drafts",
        "/following",
        f"{notes[0]}/history",
        f"{notes[0]}/near",
        "/statements",
    ]
    return mei, [*notes, *(page for page in pages if "/compose/" not in page), *more]


def translate_all(community) -> int:
    """Every text of the town has a translation that is an attack."""

    async def run() -> int:
        connection = await asyncpg.connect((community.home / "dsn").read_text())
        for _ in range(120):  # the worker takes the texts in one after the other
            if await connection.fetchval(TO_TRANSLATE) > 20:
                break
            await asyncio.sleep(0.5)
        told = await connection.execute(TRANSLATE_ALL, [_all_in_one()])
        await connection.close()
        return int(told.rpartition(" ")[2])

    return asyncio.run(run())


def _all_in_one() -> str:
    """Every vector in one translation, so that each page that shows one shows them all."""
    return "\n".join([*(one.replace("\0", "") for one in VECTORS), LAST])


async def looks_harmless(person, path: str) -> None:
    """Opens the page, wakes what could wake, and finds nothing that acts."""
    await person.open(path)
    await person.page.evaluate(_WAKE)
    assert await person.page.evaluate("window.pwned") is None, path
    assert await refused(person.page) == [], path
    assert await person.page.evaluate(_STRANGE) == [], path
    assert await person.page.title() != "", path


async def test_the_corpus_is_shown_as_words_wherever_one_can_type(arrive, visitor, community):
    assert len(VECTORS) >= 120 and len(TECHNIQUES) >= 8
    typist, pages = await asyncio.to_thread(hostile_town, visitor, community)
    mei = await arrive("en")
    await watch_refusals(mei.page)
    await mei.sign_in(visitor.handle)
    queries = [f"/search?q={quoted}" for quoted in _asked(typist)]

    for path in [*pages, *queries]:
        await looks_harmless(mei, path)
    for number, answer in enumerate(typist.reflected):
        await _reflect(mei, f"{visitor.origin}/reflected/{number}", answer)

    assert mei.troubles == []
    assert set(VECTORS) <= typist.used
    fields = {name for _, name in typist.typed}
    assert fields >= {"title", "body", "place", "words", "name", "bio", "alt-*", "topics", "version_title"}


async def test_the_corpus_is_words_in_the_moderators_console_too(arrive, visitor, community):
    mei = Typist(visitor.sign_up("mei", reads=["zh-Hans"]), TECHNIQUES["events"])
    note = await asyncio.to_thread(town_of, mei.who)
    await asyncio.to_thread(_reported, community, mei.who, note[2])
    aisha = await arrive("en")
    await watch_refusals(aisha.page)
    await aisha.sign_up("aisha", reads=["en"])
    made = await asyncio.to_thread(community.run, "admin", "role", aisha.handle, "moderator")
    assert made.returncode == 0
    await aisha.context.clear_cookies()
    await aisha.sign_in(aisha.handle)

    await looks_harmless(aisha, "/admin/cases")
    links = aisha.page.locator("a.cases__case")
    paths = [await links.nth(at).get_attribute("href") for at in range(await links.count())]
    for path in paths:
        await looks_harmless(aisha, path)

    assert paths and aisha.troubles == []


def _reported(community, mei: Visitor, note: str) -> None:
    """diego reports the note and its author, in words that are attacks."""
    diego = Typist(Visitor(community.origin).sign_up("diego"), TECHNIQUES["mutation"])
    for about in (f"note:{note.rpartition('/')[2]}", f"account:{mei.handle}"):
        path = f"/report?about={about}"
        [form] = [one for one in forms_of(diego.who.get(path).text, path) if one.action == "/report"]
        assert diego.send(form, category="scam").status == 303


async def test_the_corpus_as_translations_is_shown_as_words(arrive, visitor, community):
    _, pages = await asyncio.to_thread(hostile_town, visitor, community)
    diego = await arrive("es")
    await watch_refusals(diego.page)
    await diego.sign_up("diego", reads=["es"])
    made = await asyncio.to_thread(translate_all, community)
    shown = 0

    for path in pages:
        await looks_harmless(diego, path)
        shown += LAST in await diego.page.locator("body").inner_text()

    assert made > 20 and shown > 10, (made, shown)
    assert diego.troubles == []


def _asked(typist: Typist) -> list[str]:
    return [quote(typist.words(Field("q", "search", longest=200)), safe="") for _ in range(SEARCHED)]


async def _reflect(person, url: str, answer) -> None:
    """Shows what the site answered to a form, with the headers that it had."""
    headers = {name: value for name, value in answer.headers.items() if name.lower().startswith("content-s")}

    async def fulfil(route) -> None:
        await route.fulfill(status=200, body=answer.text, headers={**headers, "content-type": "text/html"})

    await person.page.route(url, fulfil)
    await looks_harmless(person, url)
