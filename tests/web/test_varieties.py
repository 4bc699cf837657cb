"""What engines wrote, in the spelling and the words of a reader's region; nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.web.varieties import in_variety

KEPT = ["https://example.org/color", "#color", "#ônibus", "@trem_bala"]


@pytest.mark.parametrize(
    ("written", "target", "read"),
    [
        ("My favorite color is gray.", "en-GB", "My favourite colour is grey."),
        ("We traveled by airplane", "en-GB", "We travelled by aeroplane"),
        ("An apartment in the CENTER", "en-GB", "A flat in the CENTRE"),
        ("Eggplant with cilantro", "en-GB", "Aubergine with coriander"),
        ("O trem e os ônibus", "pt-PT", "O comboio e os autocarros"),
        ("Estou comendo o café da manhã", "pt-PT", "Estou a comer o pequeno-almoço"),
        ("O Antônio tem dor de estômago", "pt-PT", "O António tem dor de estômago"),
        ("custa 2 bilhões", "pt-PT", "custa 2 mil milhões"),
        ("Un zumo en el coche, sin móvil", "es-419", "Un jugo en el auto, sin móvil"),
        ("Pásame el móvil", "es-419", "Pásame el celular"),
    ],
)
def test_a_region_reads_its_own_words(written, target, read):
    assert in_variety(written, target) == read


@pytest.mark.parametrize("target", ["en", "es", "pt-BR", "fr", "zh-Hant-TW", "../en-GB", ""])
def test_other_targets_read_what_was_written(target):
    assert in_variety("My favorite color, o trem, el coche", target) == "My favorite color, o trem, el coche"


@pytest.mark.parametrize("word", ["colorado", "centered-ness", "Theatergoer", "trembling", "cochera"])
def test_parts_of_longer_words_stay(word):
    for target in ("en-GB", "pt-PT", "es-419"):
        assert in_variety(word, target) == word


@given(st.lists(st.one_of(st.sampled_from(KEPT), st.text("abcôê .,1", max_size=8)), max_size=6))
def test_links_mentions_and_topics_lead_where_they_led(pieces):
    written = " ".join(pieces)

    for target in ("en-GB", "pt-PT", "es-419"):
        read = in_variety(written, target)
        for kept in KEPT:
            assert read.count(kept) == written.count(kept)


def test_what_has_no_end_is_read_in_time():
    for target in ("en-GB", "pt-PT", "es-419"):
        for sign in ("estou ", "ô", "an ", "a"):
            assert in_variety(sign * 20_000, target)
