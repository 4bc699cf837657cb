"""Words that would like to be scripts: shown as words on every page, and the policy has nothing to refuse.

Cases B1, B3.
"""

from playwright.async_api import expect

from tests.journeys.watching import refused, watch_refusals
from tests.web.visitor import Visitor

CORPUS = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg/onload=window.pwned=1>",
    '"><script>window.pwned=1</script>',
    "' onmouseover='window.pwned=1' x='",
    "javascript:window.pwned=1",
    "<iframe srcdoc='<script>parent.pwned=1</script>'>",
    "</textarea><script>window.pwned=1</script>",
    "</title><script>window.pwned=1</script>",
    "<math><mtext><table><mglyph><style><img src onerror=window.pwned=1>",
    "{{ 7*7 }}{% if 1 %}pwned{% endif %}",
    "${window.pwned=1}",
    "<!--><img src=x onerror=window.pwned=1>-->",
    "<a href='jav&#x09;ascript:window.pwned=1'>x</a>",
    "data:text/html,<script>window.pwned=1</script>",
    "\u202egnp.<script>window.pwned=1</script>",
    "<style>@import '//evil.example'</style>",
    "%(name)s %s {0}",
    "<base href='//evil.example/'>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    'https://x.example/"onmouseover=window.pwned=1//',
    "#<b>topic</b> @mei<img/src=x onerror=window.pwned=1>",
    '<noscript><p title="</noscript><img src=x onerror=window.pwned=1>">',
    "<template><script>pwned=1</script>",
    "<translated-text state=waiting ref='note:x:title'><img src=x onerror=window.pwned=1></translated-text>",
)
BODY = "\n".join(CORPUS)


async def test_no_words_of_people_become_script_on_any_page(arrive, visitor):
    pages = _everything_hostile(visitor)
    mei = await arrive()
    await watch_refusals(mei.page)
    await mei.sign_in(visitor.handle)
    for path in pages:
        assert await mei.open(path) == 200, path
        await mei.page.evaluate("for (const menu of document.querySelectorAll('details')) menu.open = true")
        await mei.page.evaluate("""
            for (const one of document.querySelectorAll('main *')) {
              for (const kind of ['mouseover', 'focus', 'error', 'load']) one.dispatchEvent(new Event(kind));
            }
        """)

        assert await mei.page.evaluate("window.pwned") is None, path
        assert await refused(mei.page) == [], path
        assert (
            await mei.page.locator("main script, main iframe, main base, main style, main math").count() == 0
        ), path
        assert await mei.page.locator("a[href^='javascript:'], a[href^='data:']").count() == 0, path
    assert mei.troubles == []


async def test_hostile_words_stay_words_in_the_layer_over_the_feed(arrive, visitor):
    pages = _everything_hostile(visitor)
    mei = await arrive()
    await watch_refusals(mei.page)
    await mei.open(f"/people/{visitor.handle}")
    await mei.page.locator(f"a.note-card__link[href='{pages[0]}']").click()
    layer = mei.page.locator("dialog.note-over")

    await expect(layer.locator(".comment").first).to_contain_text("<script>window.pwned=1</script>")
    await expect(layer.locator(".note-view__scroll")).to_contain_text("<svg/onload=window.pwned=1>")

    assert await mei.page.evaluate("window.pwned") is None
    assert await refused(mei.page) == [] and mei.troubles == []


def _everything_hostile(mei: Visitor) -> list[str]:
    """A member all of whose words are attacks; the pages that show them, the note first."""
    mei.sign_up("mei", name=CORPUS[1][:30])
    settings = [
        ("name", CORPUS[2][:30]),
        ("bio", BODY[:200]),
        ("place", CORPUS[3][:60]),
        ("locale", "en"),
        ("reads", "en"),
    ]
    assert mei.post("/settings", settings).status == 303
    note = _hostile_note(mei)
    cover = mei.publish(CORPUS[5], CORPUS[6])
    assert note.startswith("/notes/")
    for words in CORPUS[:4]:
        assert mei.say(note, words).status == 303
    board = mei.post("/boards", {"name": CORPUS[0]}).location
    mei.post(f"{note}/save?board={board.removeprefix('/boards/')}", {"to": "on"})
    kept = mei.get(f"{note}/edit").location
    mei.post(f"{kept}/draft", {"title": CORPUS[7], "body": BODY})
    person = f"/people/{mei.handle}"
    return [
        note,
        cover,
        person,
        f"{person}?tab=boards",
        board,
        kept,
        "/drafts",
        "/settings",
        f"{note}/history",
        f"{person}/followers",
        "/following",
    ]


def _hostile_note(mei: Visitor) -> str:
    """A note with a picture, all of whose words are attacks; its address."""
    draft = mei.start_draft()
    key = mei.add_picture(draft).text.split('data-key="')[1].split('"')[0]
    fields = {
        "title": CORPUS[0],
        "body": BODY,
        "place": CORPUS[4],
        f"alt-{key}": CORPUS[3],
        "order": key,
        "version_lang": "es",
        "version_title": CORPUS[8],
        "version_body": BODY,
    }
    return mei.post(f"/compose/{draft}/publish", fields).location
