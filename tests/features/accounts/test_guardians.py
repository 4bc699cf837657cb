"""Guardians and times: who may set what, what a code opens, when a day or a night pauses."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hongqiao.features import accounts, trust
from hongqiao.features.accounts import ages
from hongqiao.features.accounts.ages import Age, Limits, pause_of
from hongqiao.kernel.errors import Invalid, NotAllowed
from hongqiao.kernel.scope import Scope
from tests.cast import ADULT, YOUNG, drain, sign_up
from tests.features.accounts.test_ages import EVERY_PACK, NOW, join, settings_of, under


async def test_under_the_age_of_consent_a_family_code_is_needed(scope):
    there = under(scope, "default", "eu")
    mei = replace(await sign_up(there, "mei"), ports=there.ports)
    code = ages.guardians.new_code(mei)

    with pytest.raises(Invalid) as alone:
        await join(there, YOUNG)
    noor = await join(there, YOUNG, family_code=code)

    assert "family code" in alone.value.fields["age"] % alone.value.values
    assert await scope.db.fetch("select account_id, guardian_id from guardian") == [(noor, mei.me)]
    [band] = await scope.db.fetch("select age_method from account where id = $1", noor)
    assert band[0] == "guardian"


@pytest.mark.parametrize(
    "change", [lambda code: code[:-1] + "x", lambda code: "1" + code, lambda _: "x", lambda _: "é-1-1"]
)
async def test_a_code_that_was_changed_opens_nothing(scope, change):
    mei = await sign_up(scope, "mei")

    assert ages.guardians.read_code(mei, change(ages.guardians.new_code(mei))) is None


async def test_a_code_holds_for_a_day_and_only_of_somebody_of_age(scope):
    mei, noor = await sign_up(scope, "mei"), await sign_up(scope, "noor")
    code = ages.guardians.new_code(mei)

    tomorrow = replace(mei, now=mei.now + timedelta(days=1, seconds=1))

    assert ages.guardians.read_code(mei, code) == mei.me
    assert ages.guardians.read_code(tomorrow, code) is None
    with pytest.raises(accounts.ages.guardians.NotAllowed):
        ages.guardians.new_code(noor)


async def test_guardians_set_times_and_nobody_else_does(scope, family):
    mei, noor, diego = family

    await ages.guardians.set_limits(mei, noor.me, minutes=30, has_night=True)

    [ward] = (await ages.guardians.family(mei)).wards
    assert (ward.handle, ward.minutes_a_day, ward.has_night_pause) == ("noor", 30, True)
    with pytest.raises(ages.guardians.NotFound):
        await ages.guardians.set_limits(diego, noor.me, minutes=600, has_night=False)
    with pytest.raises(ages.guardians.NotAllowed):
        await ages.guardians.set_limits(noor, noor.me, minutes=None, has_night=False)


async def test_when_a_guardian_leaves_the_account_is_its_own(scope, family):
    mei, noor, _ = family

    await ages.leave(mei, noor.me, words="Somebody looks after it.", lang="en")
    await follow(scope)

    assert (await ages.guardians.family(mei)).wards == []
    await ages.guardians.set_limits(noor, noor.me, minutes=None, has_night=False)


@pytest.mark.parametrize("minutes", [-1, 0, 9, 601])
async def test_times_that_make_no_sense_are_refused(scope, minutes):
    mei = await sign_up(scope, "mei")

    with pytest.raises(Invalid):
        await ages.guardians.set_limits(mei, mei.me, minutes=minutes, has_night=False)


@pytest.fixture
async def family(scope):
    """mei looks after noor; diego is nobody to them."""
    mei, noor, diego = [await sign_up(scope, handle) for handle in ("mei", "noor", "diego")]
    async with noor.transaction() as tx:
        await ages.guardians.link_own(tx, ages.guardians.new_code(mei))
    await follow(scope)
    return mei, noor, diego


async def test_only_the_guardian_says_that_a_ward_is_older_than_they_said(family):
    mei, noor, diego = family

    with pytest.raises(NotAllowed):
        async with noor.transaction() as tx:
            await ages.declare(tx, "adult")
    with pytest.raises(ages.guardians.NotFound):
        await ages.declare_for(diego, noor.me, "adult")
    still = (await ages.own(noor)).band
    await ages.declare_for(mei, noor.me, "16-17")

    assert still == "13-15"
    told = await ages.own(noor)
    assert (told.band, told.method) == ("16-17", "guardian")
    with pytest.raises(Invalid):
        await ages.declare_for(mei, noor.me, "13-15")


async def test_what_a_ward_has_grown_into_by_itself_they_can_say(family):
    _, noor, _ = family
    later = replace(noor, now=noor.now + timedelta(days=5 * 366))

    async with later.transaction() as tx:
        await ages.declare(tx, "adult")

    assert (await ages.own(later)).band == "adult"


async def test_a_guardian_who_leaves_takes_the_consent_along_but_never_leaves_a_child_alone(family):
    mei, noor, _ = family
    async with noor.transaction() as tx:
        await trust.consent.choose(
            tx, noor.me, "guardian", yes=True, words="Yes.", lang="en", surface="settings"
        )
    child = under(mei, "eu")

    with pytest.raises(NotAllowed):
        await ages.leave(child, noor.me, words="Yes.", lang="en")
    stood = await trust.consent.stands(noor, noor.me, "guardian")
    await ages.leave(mei, noor.me, words="Yes.", lang="en")

    assert stood and not await trust.consent.stands(noor, noor.me, "guardian")


async def follow(scope: Scope) -> None:
    await drain(scope, without=("people", "search", "recommendation", "notes", "translation"))


def limits(*packs: str, band: str = "13-15", minutes: int | None = None, night: bool = False) -> Limits:
    age = Age(band, at=NOW)  # type: ignore[arg-type]
    return ages.limits_of(age, settings_of(*packs), NOW, minutes=minutes, has_night=night, has_guardian=False)


def test_only_the_pack_that_asks_limits_a_day():
    assert limits("cn") == Limits(60, True, "Asia/Shanghai", "pack")
    assert limits("cn", band="16-17") == Limits(None, True, "Asia/Shanghai", "pack")
    assert not limits("cn", band="adult").are_any
    assert not limits(*EVERY_PACK[:-1]).are_any and not limits().are_any


def test_the_stricter_limit_holds_and_ones_own_stays_ones_own():
    assert limits("cn", minutes=30).minutes == 30
    assert limits("cn", minutes=300).minutes == 60
    assert limits("default", minutes=30, night=True) == Limits(30, True, "UTC", "own")


SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("hour", "is_night"), [(21, False), (22, True), (0, True), (5, True), (6, False), (12, False)]
)
def test_a_night_is_counted_where_the_pack_is(hour, is_night):
    moment = datetime(2026, 11, 22, hour, 0, tzinfo=SHANGHAI).astimezone(UTC)

    pause = pause_of(limits("cn"), 0, moment)

    assert (pause is not None) is is_night
    if pause is not None:
        assert pause.until.hour == 6 and timedelta() < pause.until - moment <= timedelta(hours=8)


def test_the_sixtieth_minute_is_the_last_and_midnight_begins_anew():
    noon = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)

    pause = pause_of(limits("cn"), 60, noon)

    assert pause_of(limits("cn"), 59, noon) is None
    assert (pause.kind, pause.by, pause.until) == ("day", "pack", datetime(2026, 11, 23, tzinfo=SHANGHAI))


async def test_minutes_are_counted_by_day_and_forgotten_after_a_week(scope):
    noor = await sign_up(scope, "noor")
    today = scope.now.date()

    for _ in range(3):
        await ages.day_use.count_minute(noor, noor.me, today)
    await ages.day_use.count_minute(noor, noor.me, today - timedelta(days=8))
    await ages.day_use.forget_days(scope)

    assert await ages.day_use.minutes_on(noor, noor.me, today) == 3
    assert await scope.db.fetch("select day, minutes from day_use") == [(today, 3)]


async def test_a_login_knows_what_pauses_its_day(scope):
    there = under(scope, "cn")
    account_id = await join(there, "14-15")
    cookie = await accounts.devices.start_login(there, account_id, device="phone")

    assert (await accounts.viewer_of(there, cookie)).limits.minutes == 60
    assert not (await accounts.viewer_of(scope, cookie)).limits.are_any


async def test_somebody_of_age_is_told_so_with_every_request(scope):
    account_id = await join(scope, ADULT)
    cookie = await accounts.devices.start_login(scope, account_id, device="phone")

    assert (await accounts.viewer_of(scope, cookie)).viewer.is_adult


async def test_an_alarm_of_a_deadline_reaches_every_administrator_until_they_look(scope):
    account_id = await join(scope, ADULT)
    await accounts.give_role(scope, "noor", "admin")
    cookie = await accounts.devices.start_login(scope, account_id, device="phone")
    async with scope.transaction() as tx:
        await tx.record(trust.events.ClockWarned(
            bucket=1, case_id=1, kind="breach-to-authority", pack="eu", is_overdue=True
        ))  # fmt: skip

    await follow(scope)

    warned = await accounts.viewer_of(scope, cookie)
    await accounts.notices.hear_alarm(replace(scope, viewer=warned.viewer))
    assert warned.is_alarmed and not (await accounts.viewer_of(scope, cookie)).is_alarmed
