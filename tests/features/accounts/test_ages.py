"""Age bands: asked where a pack asks, never a birthday; what follows for joining, feeds and times."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features import accounts, recommendation
from hongqiao.features.accounts import ages
from hongqiao.features.accounts.ages import Age
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.settings import Settings
from tests.cast import PASSWORD, YOUNG, sign_up

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EVERY_PACK = ("default", "eu", "uk", "us", "au", "cn")


def under(scope: Scope, *packs: str) -> Scope:
    """The same site under other packs."""
    settings = msgspec.structs.replace(scope.ports.settings, packs=packs)
    return replace(scope, ports=replace(scope.ports, settings=settings))


def settings_of(*packs: str) -> Settings:
    return Settings(home=None, packs=packs)  # type: ignore[arg-type]


async def join(scope: Scope, age: str, handle: str = "noor", **more: str):
    form = accounts.SignUp(handle, PASSWORD, age, ("ar",), **more)
    async with scope.transaction() as tx:
        return (await accounts.sign_up(tx, form))[0]


@pytest.mark.parametrize(
    ("packs", "keys"),
    [
        ((), []),
        (("default",), ["0-13", "14-15", "16-17", "18-0"]),
        (("au",), ["0-15", "16-17", "18-0"]),
        (("eu",), ["0-12", "13-15", "16-17", "18-0"]),
        (("default", "eu"), ["0-13", "14-15", "16-17", "18-0"]),
        (("cn",), ["0-12", "13-13", "14-15", "16-17", "18-0"]),
    ],
)
def test_ages_are_cut_where_the_packs_draw_a_line(packs, keys):
    assert [one.key for one in ages.choices(settings_of(*packs), NOW)] == keys


def test_a_pack_asks_from_its_day_on():
    before = ages.choices(settings_of("au"), datetime(2025, 12, 9, tzinfo=UTC))
    after = ages.choices(settings_of("au"), datetime(2025, 12, 10, tzinfo=UTC))

    assert (before, [one.key for one in after]) == ([], ["0-15", "16-17", "18-0"])


async def test_no_pack_no_question_and_no_band(scope):
    free = under(scope)

    await join(free, "")

    assert await scope.db.fetch("select age_band, age_at from account") == [("unknown", None)]


async def test_whoever_is_too_young_is_told_kindly_and_no_row_is_kept(scope):
    with pytest.raises(Invalid) as refused:
        await join(scope, "0-13")

    words = refused.value.fields["age"] % refused.value.values
    assert "from 14 on" in words and "welcome to read" in words
    assert await scope.db.fetch("select id from account") == []
    assert await scope.db.fetch("select id from outbox") == []


@pytest.mark.parametrize("age", ["", "18", "12-99", "adult", "0-0", "٨"])
async def test_an_age_that_was_not_offered_is_refused(scope, age):
    with pytest.raises(Invalid) as refused:
        await join(scope, age)

    assert set(refused.value.fields) == {"age"}


async def test_a_band_its_method_and_its_moment_are_all_that_is_kept(scope):
    await join(scope, YOUNG)

    row = await scope.db.fetchrow(
        "select birth_band, age_band, age_method, age_confidence, age_at from account"
    )
    assert tuple(row) == ("", "13-15", "self-declared", "low", scope.now)


async def test_everything_that_is_wrong_is_said_at_once(scope):
    with pytest.raises(Invalid) as refused:
        await join(scope, "", "-")

    assert set(refused.value.fields) == {"age", "handle"}


@pytest.mark.parametrize(
    ("band", "years", "is_adult"),
    [
        ("13-15", 4.99, False),
        ("13-15", 5.01, True),
        ("16-17", 1.99, False),
        ("16-17", 2.01, True),
        ("adult", 0, True),
        ("unknown", 50, False),
        ("under-13", 17.9, False),
    ],
)
def test_bands_grow_older_with_people(band, years, is_adult):
    age = Age(band, "self-declared", "low", NOW - timedelta(days=365.25 * years))

    assert ages.is_adult(age, NOW) is is_adult


@given(
    st.sampled_from(["under-13", "13-15", "16-17", "adult"]), st.integers(0, 40_000), st.integers(0, 40_000)
)
def test_nobody_grows_younger(band, days, more):
    age = Age(band, at=NOW)
    earlier, later = NOW + timedelta(days=days), NOW + timedelta(days=days + more)

    assert ages.at_least(age, later) >= ages.at_least(age, earlier)


async def test_minors_begin_without_profiling_where_a_pack_asks_and_can_choose(scope):
    noor, mei = await sign_up(scope, "noor"), await sign_up(scope, "mei")

    by_default = [(await recommendation.choice_of(who)).profiled for who in (noor, mei)]
    nobody_asks = (await recommendation.choice_of(under(noor))).profiled
    await recommendation.controls.use_activity(noor)

    assert by_default == [False, True] and nobody_asks
    assert (await recommendation.choice_of(noor)).profiled


async def test_a_minor_begins_private_where_a_pack_asks(scope):
    starts = ages.starts_with(Age("13-15", at=NOW), settings_of("default"), NOW)
    adult = ages.starts_with(Age("adult", at=NOW), settings_of("default"), NOW)
    no_pack = ages.starts_with(Age("13-15", at=NOW), settings_of(), NOW)

    assert (starts.is_private, starts.is_profiled, starts.may_be_written_to) == (True, False, False)
    assert (adult.is_private, no_pack.is_private, no_pack.is_profiled) == (False, False, True)


async def test_people_say_that_they_are_older_by_now_and_never_younger(scope):
    noor = await sign_up(scope, "noor")

    async with noor.transaction() as tx:
        await ages.declare(tx, "16-17")

    assert (await ages.own(noor)).band == "16-17"
    with pytest.raises(Invalid):
        async with noor.transaction() as tx:
            await ages.declare(tx, "13-15")


async def test_whoever_was_never_asked_is_asked_and_counts_as_young_until_then(scope):
    free = under(scope)
    account_id = await join(free, "", "diego")
    cookie = await accounts.devices.start_login(free, account_id, device="phone")

    asked = await accounts.viewer_of(scope, cookie)
    free_of_it = await accounts.viewer_of(free, cookie)

    assert (asked.is_ageless, asked.viewer.is_adult, free_of_it.is_ageless) == (True, False, False)
    assert ages.may_be_minor(Age(), scope.ports.settings, scope.now)
