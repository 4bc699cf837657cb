"""How somebody reads, told by a cookie, a browser or a form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.kernel.language import NAMES, READABLE, chinese_of, is_read, is_read_twice, readable_of
from hongqiao.web.reading import Reading, how_they_read, languages_in, ways_of
from hongqiao.web.request import Fields

LOCALES = ("en", "zh-Hans", "zh-Hant", "ar")
tags = st.lists(st.sampled_from([*NAMES, "xx", ""]), max_size=6).map(tuple)


def form(*pairs: tuple[str, str]) -> Fields:
    return Fields(_Form(pairs))


class _Form(dict):
    """As the framework hands one over: fields that may be there several times."""

    def __init__(self, pairs):
        super().__init__(pairs)
        self._pairs = pairs

    def getall(self, name, default):
        return [value for key, value in self._pairs if key == name] or default


@pytest.mark.parametrize(
    ("accepted", "locale", "reads"),
    [
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-Hant", ("zh-Hant-TW", "en")),
        ("zh-TW,zh-CN", "zh-Hant", ("zh-Hant-TW", "zh-Hans")),
        ("zh-HK", "zh-Hant", ("zh-Hant-HK",)),
        ("zh-Hant-HK", "zh-Hant", ("zh-Hant-HK",)),
        ("yue-HK", "zh-Hant", ("yue",)),
        ("pt-BR,pt;q=0.9", "en", ("pt-BR",)),
        ("pt-AO", "en", ("pt-PT",)),
        ("en-AU,en;q=0.5", "en", ("en-GB",)),
        ("es-MX,es", "en", ("es-419",)),
        ("ar-EG", "ar", ("ar",)),
        ("xx", "en", ("en",)),
        ("", "en", ("en",)),
    ],
)
def test_a_browser_tells_which_variant_somebody_reads(accepted, locale, reads):
    told = how_they_read("", accepted, LOCALES)

    assert (told.locale, told.reads, told.both) == (locale, reads, ())


def test_the_interface_and_what_one_reads_are_two_choices():
    told = how_they_read(Reading("ar", ("en",), ("zh-Hans",)).as_cookie(), "zh-CN", LOCALES)

    assert told == Reading("ar", ("en",), ("zh-Hans",), ())


@given(tags.filter(lambda some: any(tag in NAMES for tag in some)), tags)
def test_a_cookie_keeps_what_was_chosen(read, twice):
    chosen = languages_in(form(*(("reads", tag) for tag in read)), (), twice)
    kept = Reading("en", *chosen, ("food",))

    assert how_they_read(kept.as_cookie(), "", LOCALES) == kept


@given(st.text(max_size=60))
def test_no_cookie_breaks_a_page(cookie):
    told = how_they_read(cookie, "ja", LOCALES)

    assert told.locale in LOCALES and told.reads


def test_a_cookie_of_the_former_form_still_counts():
    assert how_they_read("ar~en.ja~food", "", LOCALES) == Reading("ar", ("en", "ja"), (), ("food",))


def test_the_full_form_says_what_to_do_with_each_language():
    told = languages_in(
        form(("into", "pt-PT"), ("way:ja", "both"), ("way:es", "leave"), ("way:pt", "translate")), ("en",), ()
    )

    assert told == (("pt-PT", "es"), ("ja",))


def test_the_short_form_leaves_alone_what_it_does_not_ask_for():
    told = languages_in(form(("reads", "zh-Hant-TW"), ("reads", "ja")), ("en",), ("ja", "ko"))

    assert told == (("zh-Hant-TW", "ja"), ("ko",))


def test_a_form_without_known_languages_changes_nothing():
    assert languages_in(form(("into", "xx"), ("reads", "")), ("en",), ("ja",)) == (("en",), ("ja",))


@given(tags, tags)
def test_every_language_has_one_way_and_ones_own_is_left_as_written(read, twice):
    reads, both = languages_in(form(*(("reads", tag) for tag in read)), ("en",), twice)

    ways = {tag: way for tag, _, way in ways_of(reads, both)}

    assert set(ways) == set(READABLE)
    assert all(ways[readable_of(tag)] == "leave" for tag in reads)
    assert all(ways[tag] == "both" for tag in both)


@pytest.mark.parametrize(
    ("reads", "form"),
    [
        (("zh-Hans",), "zh-Hans"),
        (("en", "zh-Hant"), "zh-Hant-TW"),
        (("zh-Hant-HK", "zh-Hant"), "zh-Hant-HK"),
        (("yue",), "zh-Hant-HK"),
        (("zh-Hans", "zh-Hant-TW"), ""),
        (("en",), ""),
        (("zh",), ""),
    ],
)
def test_chinese_is_converted_for_who_reads_one_script_only(reads, form):
    assert chinese_of(reads) == form


def test_who_reads_cantonese_reads_chinese_but_not_the_other_way_round():
    assert is_read("zh", ("yue",))
    assert not is_read("yue", ("zh-Hans",))


@pytest.mark.parametrize(
    ("lang", "both", "twice"),
    [
        ("ja", ("ja",), True),
        ("pt-BR", ("pt",), True),
        ("zh-Hant", ("zh-Hant",), True),
        ("zh-Hans", ("zh-Hant",), False),
        ("zh", ("zh-Hans",), True),
        ("en", (), False),
    ],
)
def test_what_is_shown_both_ways(lang, both, twice):
    assert is_read_twice(lang, both) == twice
