"""B1: what people type comes back as the same words, escaped, on every page that shows it. Cases B1, B3."""

from html import escape

import httpx
import pytest

from hongqiao.features import accounts, notes, people, reactions
from hongqiao.features.notes import DraftPicture
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.text import clean_line
from hongqiao.web.app import make_app
from tests.attacks.vectors import TECHNIQUES
from tests.cast import drain, sign_up
from tests.features.acts import say
from tests.features.notes.writing import publish, take
from tests.web.sitting import site_of


@pytest.mark.parametrize("technique", TECHNIQUES)
async def test_words_of_an_attack_stand_on_the_page_escaped(scope, technique):
    vectors = [one for one in TECHNIQUES[technique] if clean_line(one)]
    mei = await sign_up(scope, "mei")
    [picture] = await take(scope, "red")
    described = (DraftPicture(picture.key, vectors[0][:100]),)
    note = await publish(
        mei,
        title=vectors[0][:40],
        body="\n".join(vectors)[:1_900],
        place=vectors[-1][:40],
        pictures=described,
    )
    facts = await notes.visible(mei, note)
    for words in vectors:
        await say(mei, facts, words)
    async with mei.transaction() as tx:
        await people.change_profile(tx, name=vectors[0][:30], bio=vectors[1][:150], place=vectors[2][:40])
        board = await reactions.make_board(tx, vectors[1][:30])
    await drain(scope)

    at = f"/notes/{to_public(note)}"
    paths = [at, f"{at}/history", f"/boards/{to_public(board)}", "/people/mei", "/settings"]
    pages = await _pages(scope, mei, paths)

    for path, page in pages.items():
        raw = [words for words in vectors if "<" in words and clean_line(words) in page]
        assert not raw, (path, raw)
    marked = [words for words in vectors if "<" in words]
    shown = sum(str(escape(clean_line(words), quote=False)) in _as_text(pages) for words in marked)
    assert shown >= len(marked) // 2


def _as_text(pages: dict[str, str]) -> str:
    """The pages with one spelling of quotes."""
    return "\n".join(pages.values()).replace("&#34;", '"').replace("&#39;", "'")


async def _pages(scope, mei, paths: list[str]) -> dict[str, str]:
    """Each page as mei reads it."""
    async with scope.transaction() as tx:
        cookie = await accounts.devices.start_login(tx, mei.me, device="test")
    transport = httpx.ASGITransport(app=make_app(site_of(scope)))
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        client.cookies.set("login", cookie)
        answers = {path: await client.get(path) for path in paths}
    assert {answer.status_code for answer in answers.values()} == {200}, answers
    return {path: answer.text for path, answer in answers.items()}
