"""Devices that are signed in: seen, signed out one by one, and all at once with a new password."""

from playwright.async_api import expect

NEW_PASSWORD = "eight bridges in autumn"
DEVICES = "section[aria-labelledby=sessions] .sessions__row"


async def test_another_device_is_signed_out_from_here(arrive):
    here = await arrive()
    await here.sign_up("Mei")
    there = await arrive()
    await there.sign_in(here.handle)
    await there.open("/settings")
    assert there.page.url.endswith("/settings")

    await here.open("/settings/security")
    await expect(here.page.locator(DEVICES)).to_have_count(2)
    await here.page.locator(f"{DEVICES} button").click()
    await expect(here.page.locator(DEVICES)).to_have_count(1)

    await there.open("/settings")
    assert "/sign-in" in there.page.url
    await here.open("/settings")
    assert here.page.url.endswith("/settings")


async def test_a_new_password_signs_all_other_devices_out(arrive, visitor):
    here = await arrive()
    await here.sign_up("Mei")
    assert visitor.sign_in(here.handle).status == 303
    assert visitor.get("/settings").status == 200

    await here.open("/settings/security")
    await here.page.fill("[name=current]", "seven bridges in spring")
    await here.page.fill("[name=password]", NEW_PASSWORD)
    await here.page.locator(
        "form[action='/settings/password'] button[type=submit], form[action='/settings/password'] .button"
    ).first.click()
    await expect(here.page.locator(".notice--good")).to_be_visible()

    assert visitor.get("/settings").status == 303
    assert visitor.sign_in(here.handle).status == 422
    assert visitor.sign_in(here.handle, NEW_PASSWORD).status == 303


async def test_a_wrong_password_changes_nothing(arrive):
    mei = await arrive()
    await mei.sign_up("Mei")
    await mei.open("/settings/security")
    await mei.page.fill("[name=current]", "not this one")
    await mei.page.fill("[name=password]", NEW_PASSWORD)

    await mei.page.locator("form[action='/settings/password'] .button").click()

    await expect(mei.page.locator(".field__error").first).to_be_visible()
    again = await arrive()
    await again.sign_in(mei.handle)
    assert "/sign-in" not in again.page.url


async def test_signing_out_ends_the_login_on_the_server(arrive):
    mei = await arrive()
    await mei.sign_up("Mei")
    cookies = {cookie["name"]: cookie["value"] for cookie in await mei.context.cookies()}
    await mei.open("/settings")

    await mei.page.locator("main [formaction='/sign-out']").click()
    await mei.page.wait_for_url(f"{mei.origin}/")

    await mei.context.add_cookies([{"name": "login", "value": cookies["login"], "url": mei.origin}])
    await mei.open("/settings")
    assert "/sign-in" in mei.page.url
