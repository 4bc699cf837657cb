"""The shipped concepts: complete, unambiguous within a language, false friends apart."""

from pathlib import Path

import pytest

from hongqiao.features import topics
from hongqiao.features.topics.atlas import shipped, shipped_concepts
from hongqiao.features.topics.naming import spelt
from hongqiao.kernel.text import topic_slug

GOLD = Path(__file__).with_name("gold.tsv")
LANGS = {"en", "zh", "ja", "ko", "es", "fr", "pt", "ru", "ar"}


def test_there_are_hundreds_of_concepts_with_a_name_in_each_language():
    concepts = shipped_concepts().values()

    assert len(concepts) >= 400
    assert [concept.id for concept in concepts if not concept.langs >= LANGS] == []


def test_a_name_stands_for_one_concept_in_each_language():
    owners: dict[tuple[str, str], str] = {}
    twice = []

    for concept in shipped_concepts().values():
        for lang, names in concept.names.items():
            for name in names:
                if owners.setdefault((lang, spelt(name)), concept.id) != concept.id:
                    twice.append((lang, name))

    assert twice == []


def test_every_name_is_one_that_a_hashtag_can_be():
    names = [name for one in shipped_concepts().values() for some in one.names.values() for name in some]

    assert [name for name in names if not topic_slug(name) or len(name) > 50] == []


def test_of_the_gold_pairs_nearly_all_that_are_called_the_same_are():
    known, right, wrong, missed = shipped(), 0, [], []

    for line in GOLD.read_text("utf-8").splitlines():
        label, lang, tag, other_lang, other = line.split("\t")
        same = known.key_of(tag, lang) == known.key_of(other, other_lang)
        right += same and label == "same"
        if same != (label == "same"):
            (wrong if same else missed).append(line)

    assert right / (right + len(wrong)) >= 0.95, wrong
    assert right / (right + len(missed)) >= 0.9, missed


@pytest.mark.parametrize(
    ("word", "langs", "concepts"),
    [
        ("手紙", ("ja", "zh"), ("letter", "toilet-paper")),
        ("勉強", ("ja", "zh"), ("study", "reluctantly")),
        ("gift", ("en", "de"), ("gift", "poison")),
        ("pan", ("es", "en"), ("bread", "pan")),
        ("burro", ("es", "it"), ("donkey", "butter")),
        ("taller", ("es", "en"), ("workshop", "tall")),
    ],
)
def test_false_friends_are_kept_apart(word, langs, concepts):
    known = shipped()

    assert tuple(known.concept_of(word, lang) for lang in langs) == concepts
    assert known.concept_of(word, "und") == ""


def test_what_nobody_knows_is_the_hashtag_itself():
    assert shipped().key_of("冬雨之夜", "zh") == "#冬雨之夜"


def test_cantonese_and_traditional_hashtags_are_chinese_ones():
    assert topics.concepts_of(["貓咪"], "zh-Hant-HK") == topics.concepts_of(["貓咪"], "yue") == ("cats",)


def test_concepts_come_once_in_the_order_of_their_names():
    assert topics.concepts_of(["cats", "nonesuch", "coffee", "猫"], "en") == ("cats", "coffee")


def test_a_concept_is_named_in_the_language_asked_for_or_in_english():
    assert topics.names_of(["cats", "no-such"], "pt-BR") == {"cats": "gatos"}
    assert topics.names_of(["cats"], "th") == {"cats": "cats"}


def test_one_slug_leads_to_those_of_all_languages():
    slugs = topics.same("猫", "zh")

    assert slugs[0] == "猫"
    assert {"cats", "ねこ", "고양이", "gatos", "貓咪"} <= set(slugs)
    assert topics.same("nonesuch", "en") == ("nonesuch",)


def test_a_false_friend_is_listed_in_its_own_language_only():
    listings = topics.listings_of("letter")

    assert ("手紙", "ja") in listings
    assert ("letter", "") in listings
    assert not any(slug == "手紙" and lang != "ja" for slug, lang in listings)


def test_a_name_without_its_accent_is_not_looked_for_in_other_languages():
    assert not any(slug == "the" and not lang for slug, lang in topics.listings_of("tea"))
