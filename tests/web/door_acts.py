"""What people do at the door in tests: setting a second step up, signing in elsewhere; changed rows."""

import asyncio
import base64
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import asyncpg

from hongqiao.features.accounts import codes
from tests.web.visitor import Visitor


def secret_on(page: str) -> bytes:
    """The secret that a set-up page shows to be typed."""
    found = re.search(r'class="secret"[^>]*>([A-Z2-7 ]+)<', page)
    assert found, page[:500]
    return base64.b32decode(found[1].replace(" ", ""))


def code_of(secret: bytes, *, steps: int = 0) -> str:
    return codes.code_of(secret, codes.step_at(datetime.now(UTC)) + steps)


def add_second_step(who: Visitor) -> tuple[bytes, list[str]]:
    """Turns the second step on; the secret and the recovery codes."""
    secret = secret_on(who.get("/settings/second-step").text)
    page = who.post("/settings/second-step", {"code": code_of(secret, steps=-1)})
    assert page.status == 200, page
    made = re.findall(r'<code class="secret">([a-z2-7-]+)</code>', page.text)
    assert len(made) == 10
    return secret, made


def again(visit, who: Visitor) -> Visitor:
    """The same person on another device, after the password."""
    other = visit()
    answer = other.sign_in(who.handle)
    assert answer.status == 303, answer
    return other


def change(community, sql: str, *values: object) -> None:
    """Changes rows behind the site's back; in a thread, so that journeys can too."""

    async def run() -> None:
        connection = await asyncpg.connect((community.home / "dsn").read_text())
        await connection.execute(sql, *values)
        await connection.close()

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, run()).result()


def make_known(community, *people: Visitor) -> None:
    """Their accounts are no longer new: four days old, and here on each of them."""
    made = "update account set made_at = made_at - interval '4 days', days_seen = 4 where handle = any($1)"
    change(community, made, [one.handle for one in people])
