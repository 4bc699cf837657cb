"""Decisions about somebody, page by page."""

import re
from types import SimpleNamespace

import pytest

from hongqiao.features.trust import statement as statements
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import to_public
from hongqiao.web.trust.statements import own
from tests.cast import sign_up
from tests.features.trust.deciding import fields_of
from tests.web.sitting import site_of, sits


async def decided(scope, person_id: int, times: int) -> list[str]:
    """As many statements to this person; their ids, newest first."""
    ids = []
    for _ in range(times):
        told = statements.Statement(**fields_of(scope, person_id=person_id))
        async with scope.transaction() as tx:
            await statements.issue(tx, told)
        ids.append(to_public(told.decision_id))
    return ids[::-1]


async def page(at, before: str = "") -> str:
    answer = await own.fn(SimpleNamespace(scope={"here": at}), before=before)
    return answer.content.decode()


def listed(words: str) -> list[str]:
    return re.findall(r'class="panel cases__case" href="/statements/([^"]+)"', words)


def older(words: str) -> str:
    found = re.search(r'href="/statements\?before=([^"]+)">Older</a>', words)
    return found[1] if found else ""


async def test_older_decisions_follow_page_by_page_each_once(scope):
    mei, luma = await sign_up(scope, "mei"), await sign_up(scope, "luma")
    theirs = await decided(scope, mei.me, 50)
    await decided(scope, luma.me, 2)
    at = sits(site_of(scope), mei)

    first = await page(at)
    second = await page(at, older(first))
    third = await page(at, older(second))

    assert [len(listed(one)) for one in (first, second, third)] == [24, 24, 2]
    assert listed(first) + listed(second) + listed(third) == theirs
    assert older(third) == ""


async def test_a_page_that_is_just_full_leads_to_no_empty_one(scope):
    mei, luma = await sign_up(scope, "mei"), await sign_up(scope, "luma")
    await decided(scope, luma.me, 3)
    await decided(scope, mei.me, 24)
    at = sits(site_of(scope), mei)

    only = await page(at)

    assert len(listed(only)) == 24
    assert older(only) == ""


async def test_an_address_that_names_no_decision_leads_nowhere(scope):
    mei = await sign_up(scope, "mei")

    with pytest.raises(NotFound):
        await page(sits(site_of(scope), mei), "not-an-id!")
