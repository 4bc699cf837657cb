"""The consent ledger: choices with their words, chained, and taken back at once."""

import asyncio
import itertools

import msgspec
import pytest

from hongqiao.features.trust import consent
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.ids import AccountId


async def choose(
    scope, account_id: AccountId, purpose: str = "mail", *, yes: bool = True, words: str = "Mail me."
):
    async with scope.transaction() as tx:
        return await consent.choose(
            tx, account_id, purpose, yes=yes, words=words, lang="en", surface="settings", pack="eu"
        )


@pytest.fixture
def noor(scope) -> AccountId:
    return AccountId(scope.ids.make(99))


@pytest.mark.parametrize("purpose", consent.PURPOSES)
async def test_nobody_agrees_before_they_were_asked_and_taking_back_holds_at_once(scope, noor, purpose):
    before = await consent.stands(scope, noor, purpose)
    await choose(scope, noor, purpose)
    agreed = await consent.stands(scope, noor, purpose)
    await choose(scope, noor, purpose, yes=False)

    assert (before, agreed, await consent.stands(scope, noor, purpose)) == (False, True, False)


async def test_a_choice_is_about_one_purpose_and_one_person(scope, noor):
    await choose(scope, noor, "mail")

    assert not await consent.stands(scope, noor, "push")
    assert not await consent.stands(scope, AccountId(noor + 1), "mail")


async def test_the_words_are_kept_as_they_were_shown(scope, noor):
    await choose(scope, noor, words="Old words.")
    await choose(scope, noor, words="新的条款。")

    kept = [await consent.words_of(scope, noor, one) for one in await consent.ledger(scope, noor)]

    assert kept == ["Old words.", "新的条款。"]


@pytest.mark.parametrize("wrong", [{"purpose": "spying"}, {"words": "  "}])
async def test_a_choice_without_words_or_purpose_is_refused(scope, noor, wrong):
    with pytest.raises(Invalid):
        await choose(scope, noor, **wrong)

    assert await consent.ledger(scope, noor) == []


async def test_choices_at_the_same_time_make_one_chain(scope, noor):
    await asyncio.gather(*(choose(scope, noor, yes=bool(at % 2)) for at in range(4)))

    choices = await consent.ledger(scope, noor)

    assert len(choices) == 4 and consent.is_whole(choices)


async def test_a_ledger_in_which_something_was_changed_dropped_or_moved_is_not_whole(scope, noor):
    for at in range(4):
        await choose(scope, noor, yes=bool(at % 2))
    choices = await consent.ledger(scope, noor)

    assert consent.is_whole(choices)
    for at in range(4):
        turned = msgspec.structs.replace(choices[at], choice=not choices[at].choice)
        assert not consent.is_whole([*choices[:at], turned, *choices[at + 1 :]])
    for at in range(3):
        assert not consent.is_whole([*choices[:at], *choices[at + 1 :]])
    for moved in list(itertools.permutations(choices))[1:]:
        assert not consent.is_whole(moved)
