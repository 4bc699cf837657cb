"""Rules for names, bios and places."""

import pytest

from hongqiao.features.people.model import TONES, checked_words, tone_of
from hongqiao.kernel.errors import Invalid


def checked(**words):
    return checked_words(**{"name": "小美", "bio": "", "place": "", "handle": "mei", **words})


def test_words_are_cleaned_and_line_breaks_stay_in_the_bio_only():
    words = checked(name=" 小\u202e美\n", bio="Eats.  A lot.\n\n\n\nSorry.", place="Chengdu\nSichuan")

    assert (words.name, words.bio, words.place) == ("小美", "Eats. A lot.\n\nSorry.", "Chengdu Sichuan")


def test_somebody_without_a_name_is_called_by_their_handle():
    assert checked(name=" \n ").name == "mei"


@pytest.mark.parametrize(("field", "longest"), [("name", 30), ("bio", 200), ("place", 60)])
def test_words_may_be_as_long_as_the_message_says_and_no_longer(field, longest):
    assert getattr(checked(**{field: "字" * longest}), field) == "字" * longest

    with pytest.raises(Invalid) as refused:
        checked(**{field: "字" * (longest + 1)})

    assert str(longest) in refused.value.fields[field]


def test_every_wrong_field_is_told_at_once():
    with pytest.raises(Invalid) as refused:
        checked(name="\ud800", bio="x" * 201)

    assert set(refused.value.fields) == {"name", "bio"}


def test_tones_are_stable_and_all_in_use():
    tones = {tone_of(f"person{number}") for number in range(200)}

    assert tones == set(range(1, TONES + 1))
    assert tone_of("mei") == tone_of("mei")
