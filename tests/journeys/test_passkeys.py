"""Passkeys in a real browser, with an authenticator that Chromium plays."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import CDPSession, expect

from tests.journeys.person import Person

ABLE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
async def mei(browser, community) -> AsyncIterator[Person]:
    """A member on the machine itself: browsers make no passkeys for an address of numbers."""
    origin = community.origin.replace("127.0.0.1", "localhost")
    person = await Person.arrive(browser, origin)
    await person.sign_up("Mei")
    yield person
    await person.leave()


async def authenticator(person: Person) -> tuple[CDPSession, str]:
    """A phone with a finger always on it."""
    session = await person.context.new_cdp_session(person.page)
    await session.send("WebAuthn.enable")
    made = await session.send("WebAuthn.addVirtualAuthenticator", {"options": ABLE})
    return session, made["authenticatorId"]


async def add_passkey(person: Person) -> None:
    await person.open("/settings/security")
    await person.page.locator("a[href='/settings/passkeys/new']").click()
    await person.page.locator("pass-key input[name=name]").fill("My phone")
    await person.page.locator("pass-key button[type=submit]").click()
    await person.page.wait_for_url("**/settings/security?done=passkey")


async def test_a_passkey_is_made_and_opens_the_door_again(mei):
    session, device = await authenticator(mei)
    await add_passkey(mei)
    await expect(mei.page.locator("section", has=mei.page.locator("#passkeys"))).to_contain_text("My phone")
    await mei.context.clear_cookies()

    await session.send(
        "WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": device, "enabled": False}
    )
    await mei.open("/sign-in?next=/drafts")
    await session.send(
        "WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": device, "enabled": True}
    )
    if "/sign-in" in mei.page.url:
        await mei.page.locator("pass-key button").click()
    await mei.page.wait_for_url("**/drafts")
    await mei.page.wait_for_load_state("networkidle")  # both button and offer may open the door

    await mei.open("/settings")
    assert mei.page.url.endswith("/settings")
    assert not mei.troubles


async def test_a_passkey_is_offered_while_one_signs_in(mei):
    await authenticator(mei)
    await add_passkey(mei)
    await mei.context.clear_cookies()

    await mei.page.goto(f"{mei.origin}/sign-in?next=/drafts")

    await mei.page.wait_for_url("**/drafts")


async def test_a_device_without_a_key_is_told_so_calmly(mei):
    await mei.context.clear_cookies()
    session, device = await authenticator(mei)
    await session.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    await mei.open("/sign-in")

    await mei.page.locator("pass-key button").click()

    trouble = mei.page.locator("pass-key [role=alert]")
    await expect(trouble).to_contain_text("No passkey was used", timeout=70_000)
    await expect(mei.page.locator("input[name=password]")).to_be_visible()


async def test_without_script_there_is_no_passkey_but_a_password(browser, community):
    person = await Person.arrive(browser, community.origin, java_script_enabled=False)

    await person.page.goto("/sign-in")

    await expect(person.page.locator("pass-key")).to_be_hidden()
    await expect(person.page.locator("input[name=password]")).to_be_visible()
    await person.leave()
