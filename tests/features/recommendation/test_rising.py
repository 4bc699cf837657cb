"""Topics that rise: surprise in people, apart for each language, and never of fewer than five people."""

from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.recommendation.rising import DAY_S, PEOPLE_AT_LEAST, Mention, rising

NOW = 1_700_000_000.0


def mentions(
    topic: str, people: int, *, days_ago: float = 0.2, lang: str = "en", each: int = 1
) -> list[Mention]:
    return [Mention(lang, topic, who, NOW - days_ago * DAY_S) for who in range(people) for _ in range(each)]


def test_a_burst_comes_before_what_is_always_there():
    usual = [one for day in range(7) for one in mentions("coffee", 9, days_ago=day + 0.5)]

    found = rising([*usual, *mentions("eclipse", 7)], NOW)

    assert found == {"en": ["eclipse"]}


def test_one_person_many_times_is_no_trend():
    assert rising(mentions("mine", 1, each=500), NOW) == {}


def test_languages_are_apart():
    found = rising([*mentions("雪", 6, lang="ja"), *mentions("snow", 8)], NOW)

    assert found == {"ja": ["雪"], "en": ["snow"]}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 12), st.floats(0, 9)), max_size=80))
def test_no_topic_of_fewer_than_five_people_is_named(told):
    said = [Mention("en", topic, who, NOW - days * DAY_S) for topic, who, days in told]

    named = rising(said, NOW).get("en", [])

    for topic in named:
        today = {one.author_id for one in said if one.topic == topic and NOW - one.at_s < DAY_S}
        assert len(today) >= PEOPLE_AT_LEAST
