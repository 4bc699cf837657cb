"""The security log: one object a line, nothing that somebody typed, and no more than a disk bears."""

import json
import re
from pathlib import Path

import pytest

from hongqiao.features import accounts
from hongqiao.features.accounts import notices, passwords
from hongqiao.features.accounts.sign_up import give_role
from hongqiao.features.site import Limit, security_log, spend
from hongqiao.features.site.security_log import EVENTS, LOG, log_event
from hongqiao.kernel.errors import Invalid, TooSoon
from hongqiao.kernel.ids import to_public
from tests.cast import PASSWORD, sign_up
from tests.features.acts import later

LISTED = Path(__file__).parents[3] / "docs" / "operating" / "security-events.md"
NETWORK = "192.0.2.0/24"


@pytest.fixture
def lines(caplog, monkeypatch):
    """What was told since, as objects."""
    caplog.set_level("INFO", LOG.name)
    monkeypatch.setattr(security_log, "_GAUGES", {event: security_log._Gauge() for event in EVENTS})

    def told() -> list[dict]:
        return [json.loads(one.getMessage()) for one in caplog.records if one.name == LOG.name]

    return told


async def test_a_wrong_password_names_the_account_and_never_what_was_typed(scope, lines):
    mei = await sign_up(scope, "mei")

    for handle in ("mei", "hunter2secret"):
        with pytest.raises(Invalid):
            await accounts.sign_in(scope, handle, "hunter2 hunter2", device="phone", place=NETWORK)

    at = scope.now.isoformat(timespec="milliseconds")
    told = {"at": at, "event": "sign_in.failed", "network": NETWORK}
    assert lines() == [told | {"account": to_public(mei.me)}, told]


async def test_signing_in_roles_and_passwords_are_told_of(scope, lines):
    mei = await sign_up(scope, "mei")

    await accounts.sign_in(scope, "mei", PASSWORD, device="phone", place=NETWORK)
    await give_role(scope, "mei", "moderator")
    await passwords.reset_password(scope, "mei", "eight bridges in autumn")

    assert [(one["event"], one["account"]) for one in lines()] == [
        ("door.signed_in", to_public(mei.me)),
        ("role.changed", to_public(mei.me)),
        ("password.reset", to_public(mei.me)),
    ]
    assert lines()[1]["role"] == "moderator"


async def test_a_limit_is_told_of_once_a_window(scope, lines):
    limit = Limit("sign in, address", 2, 900)

    for _ in range(2):
        await spend(scope, limit, NETWORK)
    for _ in range(3):
        with pytest.raises(TooSoon):
            await spend(scope, limit, NETWORK)

    [line] = lines()
    assert (line["event"], line["action"], line["network"]) == ("limit.reached", limit.action, NETWORK)


@pytest.mark.parametrize(
    "key", ["mei", "192.0.2.7", "2001:db8::7", "2001:db8::7/128", "\r\nforged", "\u2028"]
)
async def test_keys_that_are_no_network_and_whole_addresses_stay_out(scope, lines, key):
    log_event(scope, "limit.reached", network=key)

    assert "network" not in lines()[0]


@pytest.mark.parametrize("forged", ["\r\nERROR forged", "\u2028forged", "\x1b[2J", "\x00", "\x85", "\ud800"])
async def test_no_value_makes_a_line_of_its_own(scope, caplog, lines, forged):
    log_event(scope, "request.refused", route=forged)

    [line] = [one.getMessage() for one in caplog.records]
    assert line.isascii() and line.isprintable()
    assert lines()[0]["route"] == forged


async def test_who_fails_all_the_time_fills_no_disk(scope, lines):
    for _ in range(security_log.A_MINUTE + 50):
        log_event(scope, "form.refused")
    log_event(later(scope, minutes=2), "form.refused")

    assert len(lines()) == security_log.A_MINUTE + 1
    assert lines()[-1]["left_out"] == 50


def test_every_notice_of_the_door_is_an_event():
    assert {f"door.{kind}" for kind in notices.KINDS} == {one for one in EVENTS if one.startswith("door.")}


def test_every_event_is_listed_for_operators():
    listed = LISTED.read_text(encoding="utf-8").split("| event | what happened |")[1]

    rows = re.findall(r"^\| `([a-z_.]+)` \|", listed, re.MULTILINE)
    assert rows == list(EVENTS)
