"""Reading a query: words, phrases, exclusions, filters, and other names of a topic."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from hongqiao.features.search import ask
from hongqiao.features.search.corrections import distance

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@settings(deadline=None)
@given(some.text(max_size=200))
def test_any_text_is_a_question(text):
    question = ask(text, now=NOW)

    assert len(question.clauses) <= 12


def test_filters_phrases_and_exclusions_are_told_from_words():
    question = ask('coffee in "new york" -starbucks lang:ja #cats has:photo since:week from:@Mei', now=NOW)

    assert [clause.written for clause in question.clauses] == ["new", "york", "coffee"]
    assert (question.phrases, question.without) == (("new york",), ("w:starbucks",))
    assert (question.langs, question.topics, question.has) == (("ja",), ("cats",), ("picture",))
    assert (question.authors, question.since) == (("mei",), NOW - timedelta(days=7))


@pytest.mark.parametrize("text", ["lang:klingon", "since:yesterday", "has:soul", "10:30"])
def test_what_is_no_filter_is_a_word(text):
    question = ask(text, now=NOW)

    assert question.clauses and not question.has_filters


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others():
    assert [clause.written for clause in ask("the best of coffee", now=NOW).clauses] == ["best", "coffee"]
    assert ask("to be or not to be", now=NOW).clauses


def test_syllables_typed_apart_belong_together():
    (clause,) = ask("mapo doufu", now=NOW).clauses[-1:]

    assert "p:doufu" in {token for way in clause.ways for token in way.tokens}
    assert [one.written for one in ask("ka fei", now=NOW).clauses] == ["ka fei"]


def test_other_names_of_a_topic_are_ways_to_find_it():
    names = {"coffee": ["咖啡", "コーヒー"], "mapo tofu": ["麻婆豆腐"]}

    (coffee,) = ask("coffee", now=NOW, synonyms=lambda word: names.get(word, ())).clauses
    (tofu,) = ask("Mapo Tofu", now=NOW, synonyms=lambda word: names.get(word, ())).clauses

    assert ("b:咖啡",) in {way.tokens for way in coffee.ways if way.kind == "concept"}
    assert ("b:麻婆", "b:婆豆", "b:豆腐") in {way.tokens for way in tofu.ways}


def test_a_name_in_pinyin_is_still_found_by_its_sound():
    names = {"mapo doufu": ["mapodoufu"]}

    (tofu,) = ask("mapo doufu", now=NOW, synonyms=lambda word: names.get(word, ())).clauses

    assert ("p:mapo", "p:doufu") in {way.tokens for way in tofu.ways if way.kind == "pinyin"}


@pytest.mark.parametrize(
    ("typed", "meant", "steps"),
    [("cofee", "coffee", 1), ("cofefe", "coffee", 1), ("tea", "tea", 0), ("ab", "cd", 2)],
)
def test_distance_counts_slips_of_the_finger(typed, meant, steps):
    assert distance(typed, meant) == distance(meant, typed) == steps
