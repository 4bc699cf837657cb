"""The rules of joining."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.accounts import SignUp
from hongqiao.features.accounts.model import check, known_languages, password_trouble
from hongqiao.kernel.errors import Invalid

GOOD = SignUp("mei", "seven bridges in spring", "18-0", ("zh-Hans",), ("food",), "zh-Hans", "小美")
SITE = "Red Bridge"


def changed(**fields) -> SignUp:
    return msgspec.structs.replace(GOOD, **fields)


def wrong_in(form: SignUp) -> set[str]:
    """Names of the fields that are refused."""
    with pytest.raises(Invalid) as refused:
        check(form, site_name=SITE)
    assert all(message for message in refused.value.fields.values())
    return set(refused.value.fields)


def test_a_proper_form_stays_as_it_is():
    assert check(GOOD, site_name=SITE) == GOOD


@pytest.mark.parametrize(
    ("fields", "cleaned"),
    [
        ({"handle": " @Mei "}, {"handle": "mei"}),
        ({"handle": "m2"}, {"handle": "m2"}),
        ({"handle": "a" * 20}, {"handle": "a" * 20}),
        ({"name": ""}, {"name": "mei"}),
        ({"name": "\u200e\u200b"}, {"name": "mei"}),
        ({"name": " 小   美\u202e "}, {"name": "小 美"}),
        ({"name": "n" * 30}, {"name": "n" * 30}),
        ({"reads": ("zh-Hans", "xx", "en", "en")}, {"reads": ("zh-Hans", "en")}),
        ({"interests": ("pets", "war", "pets", "food")}, {"interests": ("pets", "food")}),
        ({"interests": ()}, {"interests": ()}),
    ],
)
def test_what_can_be_put_right_is_put_right(fields, cleaned):
    assert check(changed(**fields), site_name=SITE) == msgspec.structs.replace(changed(**fields), **cleaned)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"handle": ""}, {"handle"}),
        ({"handle": "m"}, {"handle"}),
        ({"handle": "a" * 21}, {"handle"}),
        ({"handle": "2mei"}, {"handle"}),
        ({"handle": "_mei"}, {"handle"}),
        ({"handle": "mei mei"}, {"handle"}),
        ({"handle": "mei-mei"}, {"handle"}),
        ({"handle": "méi"}, {"handle"}),
        ({"handle": "мei"}, {"handle"}),
        ({"handle": "mei\n"}, set()),
        ({"handle": "me\ni"}, {"handle"}),
        ({"handle": "admin"}, {"handle"}),
        ({"handle": "@Moderator"}, {"handle"}),
        ({"handle": "\ud800"}, {"handle"}),
        ({"password": "seven77"}, {"password"}),
        ({"password": "x" * 201}, {"password"}),
        ({"password": "x" * 20 + "\ud800"}, {"password"}),
        ({"password": "PassWord"}, {"password"}),
        ({"password": "12345678"}, {"password"}),
        ({"handle": "meimeimei", "password": "MeiMeiMei"}, {"password"}),
        ({"handle": "luma", "password": "lumaluma"}, {"password"}),
        ({"reads": ()}, {"reads"}),
        ({"reads": ("xx", "")}, {"reads"}),
        ({"name": "n" * 31}, {"name"}),
        (
            {"handle": "", "password": "", "reads": (), "name": "n" * 31},
            {"handle", "password", "reads", "name"},
        ),
    ],
)
def test_every_field_that_is_wrong_is_named(fields, wrong):
    form = changed(**fields)

    if wrong:
        assert wrong_in(form) == wrong
    else:
        check(form, site_name=SITE)


def test_a_name_with_half_a_sign_is_refused():
    assert wrong_in(changed(name="\ud800")) == {"name"}


@pytest.mark.parametrize(
    "password",
    [
        "八个字的好密码呀",
        " leading and trailing ",
        "correct horse",
        "x" * 200,
        "🌉" * 8,
    ],
)
def test_passwords_may_be_any_words(password):
    assert password_trouble(password, handle="mei", site_name=SITE) == ""


TAGS = ["en", "zh-Hans", "ja", "xx", "", "ar", "es", "fr", "de", "it", "th", "vi", "ko"]


@given(st.lists(st.sampled_from(TAGS)))
def test_known_languages_are_kept_each_once(tags):
    kept = known_languages(tuple(tags))

    assert len(kept) == len(set(kept))
    assert not {"xx", ""} & set(kept)
