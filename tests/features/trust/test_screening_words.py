"""Rules for words: what is found, what passes, and that nothing takes long.

Case H5.
"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.trust import screening
from hongqiao.features.trust.screening import lists, personal, prints
from hongqiao.features.trust.screening.floods import judged
from hongqiao.features.trust.screening.links import hosts_in, is_look_alike


def reasons(words: str, **options) -> set[str]:
    return {one.reason for one in screening.screen_words(words, **options)}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Replica bags, best price, order on WhatsApp", "contact-selling"),
        ("R e p l i c a bags, price list on what​sapp".replace("\u200b", ""), "contact-selling"),
        ("高仿手表，加 微 信", "contact-selling"),
        ("купи реплики, прайс в телеграме", "contact-selling"),
        ("ＲＥＰＬＩＣＡ bags on ＷｈａｔｓＡｐｐ", "contact-selling"),
        ("rерliса bags on whatsарр", "contact-selling"),  # Cyrillic е, р, с, а
        ("Guaranteed profit, message me", "scam"),
        ("go kill yourself", "threat"),
        ("x" * 300, "repeated"),
        ("buy my stuff today\n" * 7, "repeated"),
        (" ".join(f"http://a{n}.example" for n in range(7)), "many-links"),
        ("https://раypal.com", "look-alike-link"),
        ("https://xn--ypal-43d9g.com", "look-alike-link"),
        ("https://bit.ly/x", "short-link"),
    ],
)
def test_what_the_rules_name_is_found(words, reason):
    assert reason in reasons(words)


@pytest.mark.parametrize(
    "words",
    [
        "I sold my bike to a neighbour",
        "My aunt writes on WhatsApp",
        "hahahahahahahahahahahahaha",
        "2 cups rice, 1:1 ratio, 180 °C, 45 min",
        "Flight CA1234 at 12:45, 1,299.00 EUR",
        "https://москва.рф and https://example.org",
        "This ramen is to die for",
        "order 2024-11-22-0001, ISBN 978-3-16-148410-0",
        "10.0.0.1 and 192.168.1.254",
        "1234567890123456",
    ],
)
def test_ordinary_words_pass(words):
    assert not reasons(words)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("13812345678", "phone"),
        ("+49 170 1234567", "phone"),
        ("(212) 555-0173", "phone"),
        ("090-1234-5678", "phone"),
        ("電話は090-1234-5678です", "phone"),
        ("06 12 34 56 78", "phone"),
        ("a.b+c@mail.example.org", "email"),
        ("4111 1111 1111 1111", "card"),
        ("5500005555555559", "card"),
        ("11010519491231002X", "id-number"),
        ("219-09-9999", "id-number"),
        ("12345678Z", "id-number"),
        ("X1234567L", "id-number"),
        ("529.982.247-25", "id-number"),
        ("マイナンバー 1234 5678 9018", "id-number"),
        ("DE89 3704 0044 0532 0130 00", "bank-account"),
    ],
)
def test_personal_data_is_known_by_its_form_and_check_digits(words, kind):
    assert kind in {one.reason for one in personal.personal_in(words)}


@pytest.mark.parametrize(
    "words",
    [
        "4111 1111 1111 1112",
        "110105194912310021",
        "12345678A",
        "529.982.247-26",
        "000-12-3456",
        "マイナンバー 1234 5678 9017",
        "DE88 3704 0044 0532 0130 00",
    ],
)
def test_a_wrong_check_digit_is_no_personal_data(words):
    found = {one.reason for one in personal.personal_in(words)}

    assert not found & {"card", "id-number", "bank-account"}


@given(st.integers(0, 10**15 - 1))
def test_every_number_with_its_check_digit_is_one_of_ten(number):
    digits = f"{number:015d}"

    assert sum(personal.luhn(digits + str(last)) for last in range(10)) == 1


@given(st.text(max_size=2_000))
def test_screening_takes_any_words(words):
    assert screening.worst(screening.screen_words(words)) in screening.model.OUTCOMES


PIECES = ["1", "a.", "1 ", "0-", "+1 ", "A1 ", "x", "w w ", "加", "@a", "http://", "…a"]


@pytest.mark.parametrize("piece", PIECES)
def test_e6_no_words_make_a_rule_slow(piece):
    words = piece * (100_000 // len(piece))
    began = time.process_time()

    screening.screen_words(words)

    assert time.process_time() - began < 0.5


def test_a_rendering_is_held_only_for_what_its_original_lacks():
    assert screening.screen_rendering("Good morning", "I will kill you")
    assert not screening.screen_rendering("Ich bring dich um, I will kill you", "I will kill you")


def test_an_operators_rules_add_to_the_shipped_ones(tmp_path):
    (tmp_path / "screening").mkdir()
    (tmp_path / "screening" / "own.toml").write_text(
        'lang = "en"\nwhy = "ours"\n[groups]\nours = ["stall for rent"]\n'
        '[[rules]]\nreason = "house-word"\noutcome = "refuse"\nall = ["ours"]\n',
        "utf-8",
    )

    assert reasons("A stall for rent", home=tmp_path) == {"house-word"}
    assert not reasons("A stall for rent")


def test_own_rules_that_make_no_sense_are_left_out(tmp_path):
    (tmp_path / "screening").mkdir()
    wrong = 'lang = "en"\nwhy = ""\n[[rules]]\nreason = "?"\nall = []\n'
    (tmp_path / "screening" / "own.toml").write_text(wrong, "utf-8")

    assert "threat" in reasons("go kill yourself", home=tmp_path)


def test_every_shipped_file_says_why_it_is_there():
    assert all(one.why for _, one in lists._files(lists.FOLDER))


def test_the_host_of_a_link_is_what_a_browser_would_go_to():
    words = "http://good.example@evil.example:80/x www.Shop.example"

    assert hosts_in(words) == ["evil.example", "shop.example"]
    assert not is_look_alike("münchen.example")


def test_words_that_hardly_differ_have_prints_that_hardly_differ():
    one = prints.print_of("Handmade soap from my aunt, come and see it at the market this week")
    other = prints.print_of("Handmade soap from my aunt!! come & see it at the market this week :)")
    third = prints.print_of("We walked along the river until it was dark and then had noodles")

    assert prints.likeness(one, other) >= prints.ALIKE
    assert set(prints.bands_of(one)) & set(prints.bands_of(other))
    assert prints.likeness(one, third) < 0.3
    assert prints.print_of("so cute!") is None


@pytest.mark.parametrize(
    ("others", "rule"),
    [
        ([], ""),
        ([1], ""),
        ([1, 1], "flood-person"),
        ([2, 3], ""),
        ([2, 3, 4], "flood-accounts"),
    ],
)
def test_a_flood_is_the_third_of_one_or_the_fourth_account(others, rule):
    finding = judged(1, others).finding

    assert (finding.rule if finding else "") == rule
