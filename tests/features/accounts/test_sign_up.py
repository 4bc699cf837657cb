"""Joining, roles, invites, and how somebody reads."""

import asyncio

import pytest

from hongqiao.features import accounts
from hongqiao.features.accounts import Preferences, SignUp
from hongqiao.kernel.errors import Invalid, NotFound, SignInNeeded
from hongqiao.kernel.ids import bucket_of, bucket_of_name
from hongqiao.kernel.scope import Scope
from tests.cast import ADULT, PASSWORD, sign_up
from tests.features.acts import later

EVENTS = "select kind from outbox where kind = 'AccountMade'"
INVITES = "select code_hash, uses_left from invite"


def form(scope: Scope, handle: str = "mei") -> SignUp:
    return SignUp(handle, PASSWORD, ADULT, ("zh-Hans",), ("food",), "zh-Hans")


async def join(scope: Scope, handle: str = "mei") -> int:
    async with scope.transaction() as tx:
        return (await accounts.sign_up(tx, form(scope, handle)))[0]


async def test_an_account_lies_in_the_bucket_of_its_handle_and_is_told_of(scope):
    account_id = await join(scope)

    assert bucket_of(account_id) == bucket_of_name("mei")
    assert len(await scope.db.fetch(EVENTS)) == 1


async def test_no_password_is_kept(scope):
    await join(scope)

    [[kept]] = await scope.db.fetch("select password_hash from account")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in kept


async def test_two_of_the_same_password_have_different_hashes(scope):
    await join(scope, "mei")
    await join(scope, "diego")

    [[one], [other]] = await scope.db.fetch("select password_hash from account")
    assert one != other


async def test_of_twenty_who_want_a_handle_at_once_one_gets_it(scope):
    tries = await asyncio.gather(*(join(scope) for _ in range(20)), return_exceptions=True)

    won = [one for one in tries if isinstance(one, int)]
    lost = [one for one in tries if isinstance(one, Invalid)]
    assert (len(won), len(lost)) == (1, 19)
    assert all(set(one.fields) == {"handle"} for one in lost)
    assert [row[0] for row in await scope.db.fetch("select id from account")] == won
    assert len(await scope.db.fetch(EVENTS)) == 1


async def test_a_form_that_is_wrong_leaves_nothing(scope):
    with pytest.raises(Invalid):
        async with scope.transaction() as tx:
            await accounts.sign_up(tx, form(scope, "admin"))

    assert await scope.db.fetch("select from account") == []


async def test_roles_are_given_by_handle(scope):
    await join(scope)
    await accounts.give_role(scope, "mei", "moderator")

    entry = await accounts.sign_in(scope, "mei", PASSWORD, device="phone")
    held = await accounts.viewer_of(scope, entry.cookie)
    assert held.viewer.role == "moderator"
    with pytest.raises(NotFound):
        await accounts.give_role(scope, "nobody_here", "moderator")
    with pytest.raises(Invalid):
        await accounts.give_role(scope, "mei", "emperor")


async def test_a_login_never_gains_the_rights_of_another_role(scope):
    await join(scope)
    entry = await accounts.sign_in(scope, "mei", PASSWORD, device="phone")

    await accounts.give_role(scope, "mei", "admin")

    assert await accounts.viewer_of(scope, entry.cookie) is None


async def use(scope, code):
    async with accounts.invites.use_invite(scope, code):
        pass


async def test_a_taken_handle_gives_the_invite_back(scope):
    await sign_up(scope, "mei")
    code = await accounts.invites.make_invite(scope, made_by="mei")

    with pytest.raises(Invalid) as refused:
        async with accounts.invites.use_invite(scope, code):
            await sign_up(scope, "mei")

    assert set(refused.value.fields) == {"handle"}
    async with accounts.invites.use_invite(scope, code):
        await sign_up(scope, "diego")
    with pytest.raises(Invalid):
        await use(scope, code)


async def test_an_invite_is_good_for_one_use(scope):
    code = await accounts.invites.make_invite(scope, made_by="mei")

    await use(scope, f" {code}\n")

    with pytest.raises(Invalid) as refused:
        await use(scope, code)
    assert set(refused.value.fields) == {"invite"}


async def test_an_invite_for_three_lets_three_of_ten_in(scope):
    code = await accounts.invites.make_invite(scope, made_by="mei", uses=3)

    tries = await asyncio.gather(*(use(scope, code) for _ in range(10)), return_exceptions=True)

    assert sum(one is None for one in tries) == 3
    assert sum(isinstance(one, Invalid) for one in tries) == 7


async def test_an_invite_is_over_after_its_days(scope):
    code = await accounts.invites.make_invite(scope, made_by="mei", days=2)

    with pytest.raises(Invalid):
        await use(later(scope, days=2, seconds=1), code)
    await use(later(scope, days=1, hours=23), code)


@pytest.mark.parametrize("code", ["", "guessed", "\ud800", "\0", "x" * 10_000, "咖啡"])
async def test_a_code_that_was_never_made_is_refused(scope, code):
    with pytest.raises(Invalid):
        await use(scope, code)


async def test_of_an_invite_only_a_hash_is_kept(scope):
    code = await accounts.invites.make_invite(scope, made_by="mei")

    [[digest, uses]] = await scope.db.fetch(INVITES)
    assert (len(digest), uses) == (32, 1)
    assert code.encode() not in digest


async def test_how_somebody_reads_can_be_changed(scope):
    mei = await sign_up(scope, "mei")

    wanted = Preferences("ar", ("ar", "xx", "en"), ("pets", "war", "food"))
    kept = await accounts.change_preferences(mei, wanted)

    assert kept == Preferences("ar", ("ar", "en"), ("food", "pets"))
    assert await accounts.preferences(mei) == kept


async def test_languages_shown_both_ways_are_kept_unless_they_are_left_as_written(scope):
    mei = await sign_up(scope, "mei")
    entry = await accounts.sign_in(scope, "mei", PASSWORD, device="phone")

    kept = await accounts.change_preferences(mei, Preferences("en", ("en", "pt-PT"), (), ("ja", "pt", "xx")))

    viewer = (await accounts.viewer_of(scope, entry.cookie)).viewer
    assert (kept.both, viewer.both) == (("ja",), ("ja",))
    assert await accounts.preferences(mei) == kept


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Preferences("en", ()), "reads"),
        (Preferences("en", ("xx",)), "reads"),
        (Preferences("xx", ("en",)), "locale"),
    ],
)
async def test_preferences_that_cannot_be_kept_are_refused_and_change_nothing(scope, wanted, field):
    mei = await sign_up(scope, "mei")
    before = await accounts.preferences(mei)

    with pytest.raises(Invalid) as refused:
        await accounts.change_preferences(mei, wanted)

    assert set(refused.value.fields) == {field}
    assert await accounts.preferences(mei) == before


async def test_a_stranger_has_no_preferences_to_keep(scope):
    with pytest.raises(SignInNeeded):
        await accounts.preferences(scope)


async def test_preferences_hold_from_the_next_request_on(scope):
    mei = await sign_up(scope, "mei")
    entry = await accounts.sign_in(scope, "mei", PASSWORD, device="phone")

    await accounts.change_preferences(mei, Preferences("ar", ("ar",)))

    viewer = (await accounts.viewer_of(scope, entry.cookie)).viewer
    assert (viewer.account_id, viewer.locale, viewer.reads) == (mei.me, "ar", ("ar",))
