"""E3, E4: whatever is sent to whatever route, the site answers in time and without a fault of its own.

`--hypothesis-profile long` sends fifty times as much.
"""

import logging
import time

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hongqiao.features import accounts, reactions
from hongqiao.features.notes import drafts
from hongqiao.kernel.ids import to_public
from hongqiao.web.app import make_app
from hongqiao.web.request import csrf_token
from tests.attacks.fuzzing import STREAMS, Asked, requests_to, routes_of
from tests.attacks.test_routes import rows
from tests.cast import drain, sign_up
from tests.features.acts import publish, say
from tests.web.sitting import site_of

ALLOWED_S = 2.0
A_ROUTE = 8 if settings().max_examples <= 100 else settings().max_examples
"""Requests to each route; as many as the profile says if it says more than the usual."""

_GROUPS = (
    "", "about admin boards comments .well-known", "compose confirm corrections.tmx detect drafts",
    "feed following healthz languages", "lexicon", "me media", "notes", "people places reading search",
    "report reports rules", "followers held left nearby requests", "settings", "statements status",
    "sign-in sign-out sign-up subjects suspended welcome", "topics", "translate translations",
    "transparency assets",
)  # fmt: skip
"""Routes by the first word of their address, in groups that take about as long."""


class Town:
    """The site, somebody signed in, a moderator, and the ids of what is there."""

    def __init__(self, scope, site, cookies: list[str], ids: list[str]) -> None:
        self.site, self.cookies, self.ids = site, cookies, ids
        self.app = make_app(site)
        self.routes = routes_of(self.app._app._app)  # type: ignore[attr-defined]

    async def ask(self, asked: Asked, cookie: str) -> tuple[httpx.Response, float]:
        """The answer and how long it took."""
        headers = {"content-type": asked.kind} if asked.kind else {}
        if asked.is_signed:
            headers["x-csrf"] = csrf_token(self.site.settings.secret, cookie)
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=True)
        async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
            client.cookies.set("login", cookie)
            began = time.monotonic()
            content = asked.body if asked.method == "POST" else None
            answer = await client.request(asked.method, asked.path, content=content, headers=headers)
            return answer, time.monotonic() - began


@pytest.fixture
async def town(scope) -> Town:
    mei, aisha = await sign_up(scope, "mei"), await sign_up(scope, "aisha")
    note, private = await publish(mei), await publish(mei, "Only mine", audience=2)
    comment = await say(mei, note)
    async with mei.transaction() as tx:
        board = await reactions.make_board(tx, "Mine")
        draft = await drafts.edit_draft(tx, note.id)
    await drain(scope)
    await accounts.give_role(scope, "aisha", "moderator")
    cookies = []
    for who in (mei, aisha):
        async with scope.transaction() as tx:
            cookies.append(await accounts.devices.start_login(tx, who.me, device="test"))
    made = [to_public(one) for one in (note.id, private.id, comment.id, board, draft.id)]
    refs = [f"note:{made[0]}:title", f"note:{made[1]}:body", f"comment:{made[2]}:words"]
    return Town(scope, site_of(scope), cookies, [*made, *refs, "mei", "aisha", "noodles"])


def drawn(requests: st.SearchStrategy[Asked]) -> list[Asked]:
    """So many requests, the same in each run."""
    found: list[Asked] = []

    @settings(max_examples=A_ROUTE, database=None, derandomize=True, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(requests)
    def collect(one: Asked) -> None:
        found.append(one)

    collect()
    return found


@pytest.mark.parametrize("heads", [group.split(" ") for group in _GROUPS], ids=" ".join)
async def test_whatever_is_sent_no_route_breaks(town, heads, caplog):
    caplog.set_level(logging.ERROR)
    told = []
    for route in [one for one in town.routes if one.path.split("/")[1] in heads]:
        for number, asked in enumerate(drawn(requests_to(route, town.ids))):
            answer, took_s = await town.ask(asked, town.cookies[number % 2])
            if took_s > ALLOWED_S:  # the machine may have been busy: once more
                took_s = min(took_s, (await town.ask(asked, town.cookies[number % 2]))[1])
            if (
                answer.status_code >= 500
                or took_s > ALLOWED_S
                or caplog.records
                or "Traceback" in answer.text
            ):
                faults = [f"{one.getMessage()} {one.exc_text or one.exc_info}" for one in caplog.records]
                told.append(f"{asked}: {answer.status_code} in {took_s:.1f} s {faults}")
                caplog.clear()

    assert not told, "\n".join(told[:10])


def test_every_route_is_in_a_group():
    heads = {row[1].split("/")[1] for row in rows() if row[1] not in STREAMS}

    assert heads == {head for group in _GROUPS for head in group.split(" ")}
