"""I3: what somebody sends makes no line of its own in a log, whatever it holds."""

import logging

import httpx
import pytest

from hongqiao.web.app import make_app
from hongqiao.web.errors import LOG
from tests.web.sitting import site_of

FORGED = (
    "\r\n2026-01-01 ERROR forged",
    "\nforged",
    "\u2028forged",
    "\x1b[2Jforged",
    "\x00forged",
    "\x85forged",
)


@pytest.mark.parametrize("forged", FORGED)
async def test_no_address_forges_a_line(scope, caplog, forged):
    caplog.set_level(logging.DEBUG, LOG.name)
    transport = httpx.ASGITransport(app=make_app(site_of(scope)))
    quoted = "".join(f"%{byte:02x}" for byte in forged.encode())

    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        for path in (f"/notes/{quoted}", f"/{quoted}", f"/people/mei?x={quoted}"):
            assert (await client.get(path, headers={"x-note": "forged"})).status_code in (200, 404)

    assert not [one for one in caplog.records if forged in one.getMessage()]
