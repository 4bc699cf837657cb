"""Passwords that are tried first are refused, whoever chooses them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.accounts import guessable, passwords
from hongqiao.features.accounts.guessable import is_guessable
from hongqiao.features.accounts.model import SignUp
from hongqiao.features.accounts.sign_up import sign_up
from hongqiao.kernel.errors import Invalid
from tests import cast

SITE = "Red Bridge"


def guessed(password: str, handle: str = "mei_li2") -> bool:
    return is_guessable(password, handle=handle, site_name=SITE)


@pytest.mark.parametrize(
    "password",
    ["password", "Sunshine", "q1w2e3r4t5", "1qaz2wsx", "BASEBALL", "iloveyou", "trustno1", "1234567890"],
)
def test_what_many_people_chose_is_guessed(password):
    assert guessed(password)


@pytest.mark.parametrize(
    "password",
    ["mei_li2mei_li2", "MeiLi2026!", "redbridge", "Red-Bridge-1", "hongqiao2026", "red bridge red bridge"],
)
def test_the_handle_and_the_name_of_the_site_are_guessed_with_figures_about_them(password):
    assert guessed(password)


@pytest.mark.parametrize(
    "password",
    [
        "seven bridges in spring",
        "rainbow bridge",
        "八个字的好密码呀",
        "🌉" * 8,
        "sunshine\npassword",
        "\n" * 9,
    ],
)
def test_other_words_are_not(password):
    assert not guessed(password)


def test_a_site_without_letters_in_its_name_refuses_nothing_more():
    assert not is_guessable("20261123", handle="mei", site_name="1 2 3")


def test_at_least_three_thousand_that_are_long_enough_are_known():
    known = guessable._common().split()

    assert len(known) >= 3_000
    assert min(map(len, known)) == guessable.SHORTEST


@given(st.sampled_from(sorted(guessable._common().split())))
def test_capitals_make_no_difference(word):
    assert guessed(word.title())


async def test_joining_changing_and_resetting_refuse_them_with_the_same_words(scope):
    mei = await cast.sign_up(scope, "mei")
    form = SignUp("diego", "sunshine", cast.ADULT, ("es",))

    with pytest.raises(Invalid) as joining:
        async with scope.transaction() as tx:
            await sign_up(tx, form)
    with pytest.raises(Invalid) as changing:
        await passwords.change_password(
            mei, old=cast.PASSWORD, new="sunshine", device="", place="", current=0
        )
    with pytest.raises(Invalid) as resetting:
        await passwords.reset_password(scope, "mei", "sunshine")

    words = {
        *joining.value.fields.values(),
        *changing.value.fields.values(),
        *resetting.value.fields.values(),
    }
    assert words == {"This password is among the first that a thief tries. Choose another."}
