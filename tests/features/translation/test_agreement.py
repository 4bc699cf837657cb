"""The rule by which readers agree, and what no suggestion may do. Case H6."""

import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.translation.agreement import (
    Correction,
    Vote,
    agreed,
    knows_both,
    may_accept,
    may_refuse,
    may_revert,
    may_take_back,
    may_vote,
    trouble_with,
)

VOTES = st.lists(
    st.builds(
        Vote,
        yes=st.booleans(),
        first_lang=st.sampled_from(["zh-Hans", "en", "es", "en-GB"]),
        is_known=st.booleans(),
    ),
    max_size=14,
)
ZH_YES, EN_YES, EN_NO = Vote(True, "zh-Hans", True), Vote(True, "en", True), Vote(False, "en", True)
MEI, DIEGO, AISHA, LUMA = 1, 2, 3, 4


def correction(state: str = "open", person: int = DIEGO) -> Correction:
    return Correction(
        b"", "en", 1, "note:1:body", b"", "zh", True, person, "", [], [], [], state, None, None, None
    )


@given(VOTES, st.randoms())
def test_the_order_of_votes_changes_nothing(votes, chance: random.Random):
    shuffled = votes.copy()
    chance.shuffle(shuffled)

    assert agreed(votes, "zh", "en") == agreed(shuffled, "zh", "en")


@given(VOTES)
def test_what_is_accepted_has_both_sides_three_yes_two_of_them_known_and_twice_the_no(votes):
    yes = [vote for vote in votes if vote.yes]

    accepted = agreed(votes, "zh", "en") == "everywhere"

    both = {"zh", "en"} <= {vote.first_lang.split("-")[0] for vote in yes}
    known = sum(vote.is_known for vote in yes)
    assert accepted == (len(yes) >= 3 and len(yes) >= 2 * (len(votes) - len(yes)) and both and known >= 2)


@given(VOTES, st.sampled_from(["zh-Hans", "en", "es"]))
def test_one_more_yes_never_takes_agreement_away_and_one_more_no_never_gives_it(votes, lang):
    now = agreed(votes, "zh", "en")
    with_yes, with_no = (agreed([*votes, Vote(yes, lang, True)], "zh", "en") for yes in (True, False))

    assert now != "everywhere" or with_yes == "everywhere"
    assert with_no != "everywhere" or now == "everywhere"
    assert now != "declined" or with_no == "declined"


@given(VOTES)
def test_fewer_than_three_votes_settle_nothing(votes):
    assert agreed(votes[:2], "zh", "en") == "open"


@given(VOTES)
def test_new_accounts_alone_settle_nothing_however_many(votes):
    """Case H6."""
    new = [msgspec.structs.replace(vote, is_known=False) for vote in votes]

    assert agreed([*new, ZH_YES], "zh", "en") == agreed([*new, EN_NO], "zh", "en") == "open"


def test_three_of_one_side_are_not_enough():
    assert agreed([EN_YES] * 5, "zh", "en") == "open"
    assert agreed([EN_YES, EN_YES, ZH_YES], "zh", "en") == "everywhere"
    assert agreed([EN_NO, EN_NO, EN_NO, ZH_YES], "zh", "en") == "declined"


@pytest.mark.parametrize(
    ("reads", "knows"),
    [
        (("zh-Hans", "en"), True),
        (("en-GB", "es", "zh-Hant"), True),
        (("en",), False),
        (("zh-Hans",), False),
        ((), False),
    ],
)
def test_both_languages_have_to_be_read(reads, knows):
    assert knows_both(reads, "zh", "en") is knows


def test_nobody_votes_on_their_own_suggestion_or_text_or_twice_over():
    reads = ("en", "zh")

    assert may_vote(correction(), AISHA, MEI, reads)
    assert not may_vote(correction(), DIEGO, MEI, reads)
    assert not may_vote(correction(), MEI, MEI, reads)
    assert not may_vote(correction(), None, MEI, reads)
    assert not may_vote(correction(), AISHA, MEI, ("en",))
    assert not any(
        may_vote(correction(state), AISHA, MEI, reads)
        for state in ("everywhere", "declined", "refused", "taken-back", "reverted")
    )


def test_authors_accept_in_languages_they_read_and_refuse_in_any():
    assert may_accept(correction(), MEI, MEI, ("zh", "en"))
    assert not may_accept(correction(), MEI, MEI, ("zh",))
    assert not may_accept(correction(), DIEGO, MEI, ("zh", "en"))
    assert may_refuse(correction("everywhere"), MEI, MEI)
    assert not may_refuse(correction(), DIEGO, MEI)
    assert not may_refuse(correction("refused"), MEI, MEI)


def test_suggesters_take_back_and_moderators_revert():
    assert may_take_back(correction("everywhere"), DIEGO)
    assert not may_take_back(correction(), LUMA)
    assert may_revert(correction("here"), "moderator")
    assert not may_revert(correction("here"), "member")
    assert not may_revert(correction("declined"), "admin")


WRITTEN = "链接 https://tea.example/a 给你 @mei #绿茶，一共¥8，买了3斤"
GOOD = "Here is the link https://tea.example/a @mei #绿茶, ¥8 in all, I bought 3 斤"


@pytest.mark.parametrize(
    ("said", "part"),
    [
        (GOOD, ""),
        (GOOD.replace("https://tea.example/a", "the shop"), "Links, mentions"),
        (GOOD.replace("tea.example", "evil.example"), "Links, mentions"),
        (GOOD + " https://evil.example", "Links, mentions"),
        (GOOD.replace("@mei", "@luma"), "Links, mentions"),
        (GOOD.replace("#绿茶", "#greentea"), "Links, mentions"),
        (GOOD.replace("¥8", "¥9"), "price or measure"),
        (GOOD.replace("¥8", "$8"), "currency"),
        ("", "empty"),
        (WRITTEN, "still the original"),
        (GOOD + " buy more tea" * 40, "much longer"),
        ("Это ссылка https://tea.example/a @mei #绿茶, ¥8, купил 3", "translating into"),
    ],
)
def test_a_suggestion_that_changes_what_must_stay_is_refused(said, part):
    trouble = trouble_with(WRITTEN, said, "zh", "en")

    assert bool(trouble) == bool(part) and part in trouble


def test_a_number_keeps_its_value():
    assert "number" in trouble_with("我等了45分钟才轮到", "I waited 54 minutes for my turn", "zh", "en")
    assert not trouble_with("一共4500万人看过", "45 million people have seen it", "zh", "en")


def test_arabic_is_a_language_to_write_in():
    assert not trouble_with("The tea was calm and warm today", "كان الشاي هادئًا ودافئًا اليوم", "en", "ar")
    assert trouble_with("The tea was calm and warm today", "The tea was so calm and so warm here", "en", "ar")
