"""Passkeys: adding, opening the door, and answers that are forged, replayed or of another session.

Cases D13, D14, E4.
"""

import json
from dataclasses import replace

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hongqiao.features import accounts
from hongqiao.features.accounts import passkeys
from hongqiao.features.accounts.challenges import party_of
from hongqiao.features.accounts.logins import Held
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, ProofNeeded, Unavailable
from hongqiao.kernel.ids import LoginId
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.settings import Settings
from tests.cast import sign_up
from tests.features.accounts.authenticator import PRESENT, Authenticator, text
from tests.features.acts import later

CURRENT = LoginId(7)
HERE = {"device": "phone", "place": "10.0.0.0/24"}


async def add(who: Scope, device: Authenticator, name: str = "Phone") -> None:
    options = await passkeys.options_to_add(who, CURRENT)
    await passkeys.add(who, device.make(options), name=name, current=CURRENT, **HERE)


async def enter(scope: Scope, answer: str, visit: str = "visit") -> Held | None:
    return await accounts.viewer_of(scope, await passkeys.sign_in(scope, answer, visit=visit, **HERE))


async def test_a_passkey_opens_the_account_it_was_made_for(scope):
    mei, _ = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    device = Authenticator()
    await add(mei, device)

    held = await enter(scope, device.sign(passkeys.options_to_sign_in(scope, visit="visit")))

    assert held.viewer.handle == "mei" and held.viewer.proven_at == scope.now
    [key] = await passkeys.passkeys(mei)
    assert (key.name, key.used_at) == ("Phone", scope.now)
    assert [one.kind for one in await accounts.notices.newest(mei)] == ["signed_in", "passkey_added"]


async def test_an_account_can_have_several_each_with_a_name(scope):
    mei = await sign_up(scope, "mei")
    devices = [Authenticator() for _ in range(3)]
    for number, device in enumerate(devices):
        await add(mei, device, f"  Key\t{number} \u202e")

    for device in devices:
        assert await enter(scope, device.sign(passkeys.options_to_sign_in(scope, visit="visit")))
    kept = await passkeys.passkeys(mei)
    await passkeys.rename(mei, kept[0].id, "Work phone")
    await passkeys.remove(mei, kept[1].id, current=CURRENT, **HERE)

    assert [key.name for key in await passkeys.passkeys(mei)] == ["Work phone", "Key 2"]
    with pytest.raises(Invalid):
        await enter(scope, devices[1].sign(passkeys.options_to_sign_in(scope, visit="visit")))


async def test_the_same_passkey_is_not_added_twice(scope):
    mei, device = await sign_up(scope, "mei"), Authenticator()
    await add(mei, device)

    with pytest.raises(Conflict):
        await add(mei, device)
    assert json.loads(await passkeys.options_to_add(mei, CURRENT))["excludeCredentials"]


async def test_nobody_touches_another_s_passkeys(scope):
    mei, diego, device = await sign_up(scope, "mei"), await sign_up(scope, "diego"), Authenticator()
    await add(mei, device)
    [key] = await passkeys.passkeys(mei)

    with pytest.raises(NotFound):
        await passkeys.rename(diego, key.id, "Mine")
    with pytest.raises(NotFound):
        await passkeys.remove(diego, key.id, current=CURRENT, **HERE)
    proof = device.sign(await passkeys.options_to_prove(mei, CURRENT))
    with pytest.raises(Invalid):
        await passkeys.prove(diego, proof, current=CURRENT)
    device.user = diego.me.to_bytes(8, "big")
    with pytest.raises(Invalid):
        await enter(scope, device.sign(passkeys.options_to_sign_in(scope, visit="visit")))


async def test_an_answer_counts_once(scope):
    mei, device = await sign_up(scope, "mei"), Authenticator()
    await add(mei, device)
    answer = device.sign(passkeys.options_to_sign_in(scope, visit="visit"))
    await enter(scope, answer)

    with pytest.raises(Invalid):
        await enter(scope, answer)


async def test_an_answer_is_of_one_session_one_purpose_and_ten_minutes(scope):
    mei, device = await sign_up(scope, "mei"), Authenticator()
    await add(mei, device)
    to_prove = await passkeys.options_to_prove(mei, CURRENT)
    to_enter = passkeys.options_to_sign_in(scope, visit="visit")

    for act in (
        enter(scope, device.sign(to_enter), visit="another"),
        enter(scope, device.sign(to_prove), visit=str(CURRENT)),
        enter(later(scope, minutes=11), device.sign(to_enter)),
        passkeys.prove(mei, device.sign(to_enter), current=CURRENT),
        passkeys.prove(mei, device.sign(to_prove), current=LoginId(8)),
    ):
        with pytest.raises(Invalid):
            await act
    await passkeys.prove(mei, device.sign(to_prove), current=CURRENT)


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:8000.evil.example"},
        {"type": "webauthn.create"},
        {"challenge": "AAAA"},
        {"challenge": ""},
    ],
)
async def test_what_another_site_had_signed_is_refused(scope, lie):
    mei, device = await sign_up(scope, "mei"), Authenticator()
    await add(mei, device)

    with pytest.raises(Invalid):
        await enter(scope, device.sign(passkeys.options_to_sign_in(scope, visit="visit"), **lie))


async def test_a_device_that_did_not_ask_its_owner_is_refused(scope):
    mei, device = await sign_up(scope, "mei"), Authenticator()
    await add(mei, device)
    device.flags = PRESENT

    with pytest.raises(Invalid):
        await enter(scope, device.sign(passkeys.options_to_sign_in(scope, visit="visit")))
    with pytest.raises(Invalid):
        await add(mei, device)


async def test_a_counter_that_goes_back_is_a_copied_key(scope):
    mei, device = await sign_up(scope, "mei"), Authenticator()
    await add(mei, device)
    for _ in range(3):
        await enter(scope, device.sign(passkeys.options_to_sign_in(scope, visit="visit")))
    device.count = 1

    with pytest.raises(Invalid):
        await enter(scope, device.sign(passkeys.options_to_sign_in(scope, visit="visit")))


async def test_a_suspended_account_stays_shut(scope):
    mei, device = await sign_up(scope, "mei"), Authenticator()
    await add(mei, device)
    await scope.db.execute("update account set state = 1")

    with pytest.raises(Invalid):
        await enter(scope, device.sign(passkeys.options_to_sign_in(scope, visit="visit")))


async def test_passkeys_change_only_after_a_fresh_proof(scope):
    mei, device = await sign_up(scope, "mei"), Authenticator()
    await add(mei, device)
    [key] = await passkeys.passkeys(mei)
    stale = later(mei, minutes=11)

    with pytest.raises(ProofNeeded):
        await add(stale, Authenticator())
    with pytest.raises(ProofNeeded):
        await passkeys.remove(stale, key.id, current=CURRENT, **HERE)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "null",
        "[]",
        "{}",
        "x",
        '{"response": 3}',
        '{"response": {"clientDataJSON": "!!!"}}',
        "[" * 100_000,
        '{"response": {"clientDataJSON": "e30"}, "rawId": "AA"}',
        '{"rawId": "é", "response": {}}',
        "\ud800",
    ],
)
async def test_what_is_no_answer_is_refused(scope, answer):
    mei = await sign_up(scope, "mei")

    for act in (enter(scope, answer), passkeys.prove(mei, answer, current=CURRENT)):
        with pytest.raises(Invalid):
            await act


PARTS = ("authenticatorData", "signature", "clientDataJSON", "userHandle", "rawId")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.sampled_from(PARTS), spoilt=st.one_of(st.text(max_size=80), st.binary(max_size=80).map(text)))
async def test_no_answer_that_was_changed_opens_or_breaks_anything(scope, part, spoilt):
    device = await _device_of_mei(scope)
    answer = json.loads(device.sign(passkeys.options_to_sign_in(scope, visit="visit")))
    (answer if part == "rawId" else answer["response"])[part] = spoilt

    with pytest.raises(Invalid):
        await enter(scope, json.dumps(answer))


async def _device_of_mei(scope: Scope) -> Authenticator:
    """Hers of the example before, or a new one for the first."""
    if not await scope.db.fetch("select from account"):
        _DEVICE[0] = Authenticator()
        await add(await sign_up(scope, "mei"), _DEVICE[0])
    return _DEVICE[0]


_DEVICE = [Authenticator()]


@pytest.mark.parametrize(
    ("origin", "name", "origins"),
    [
        ("http://127.0.0.1:8000", "localhost", ("http://127.0.0.1:8000", "http://localhost:8000")),
        ("https://bridge.example", "bridge.example", ("https://bridge.example",)),
        ("https://bridge.example:8443/", "bridge.example", ("https://bridge.example:8443",)),
        ("https://203.0.113.7", None, ()),
        ("https://[2001:db8::1]", None, ()),
    ],
)
def test_passkeys_belong_to_the_name_of_the_site(tmp_path, origin, name, origins):
    party = party_of(Settings(home=tmp_path, origin=origin))

    assert (party.name if party else None) == name
    assert (party.origins if party else ()) == origins


async def test_a_site_without_a_name_has_no_passkeys(scope):
    settings = msgspec.structs.replace(scope.ports.settings, origin="https://203.0.113.7")
    nameless = replace(scope, ports=replace(scope.ports, settings=settings))

    assert not passkeys.are_possible(settings)
    with pytest.raises(Unavailable):
        passkeys.options_to_sign_in(nameless, visit="visit")
