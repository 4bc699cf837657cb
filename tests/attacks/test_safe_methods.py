"""D11: addresses that are only looked at change nothing: GET on every route leaves every table as it was."""

import httpx

from hongqiao.features import accounts
from hongqiao.kernel.ids import to_public
from hongqiao.web.app import make_app
from tests.attacks.fuzzing import STREAMS
from tests.attacks.test_routes import rows
from tests.cast import drain, sign_up
from tests.features.acts import publish
from tests.web.sitting import site_of

MAY_CHANGE = {
    "attempt", "draft", "login", "door_notice", "pgqueuer", "translation_wish", "feed_served", "feed_event",
    "outbox", "account", "totp", "reader_search",
}  # fmt: skip
"""What looking may write: counts of tries, when a login was last used, that a notice was seen, a draft that a
page opens, a prepared secret nobody has confirmed, what a reader was shown."""

_COUNTED = """
    select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_migration'
"""


async def test_looking_changes_nothing(scope):
    mei = await sign_up(scope, "mei")
    note = await publish(mei)
    await drain(scope)
    async with scope.transaction() as tx:
        cookie = await accounts.devices.start_login(tx, mei.me, device="test")
    before = await _tables(scope)
    transport = httpx.ASGITransport(app=make_app(site_of(scope)))

    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        client.cookies.set("login", cookie)
        for method, path, *_ in rows():
            if method == "GET" and path not in STREAMS:
                filled = path.replace("{note_id}", to_public(note.id)).replace("{handle}", "mei")
                filled = (
                    filled.replace("{ref}", f"note:{to_public(note.id)}:title")
                    .replace("{", "")
                    .replace("}", "")
                )
                assert (await client.get(filled)).status_code < 500, path

    after = await _tables(scope)
    assert {name for name in after if before[name] != after[name]} <= MAY_CHANGE


async def _tables(scope) -> dict[str, str]:
    """Each table with a hash of all its rows."""
    names = [row[0] for row in await scope.db.fetch(_COUNTED)]
    hashed = "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {} t"
    return {name: (await scope.db.fetch(hashed.format(name)))[0][0] for name in names}
