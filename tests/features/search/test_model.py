"""Ranks: what stands in a title comes before what stands in a text; two lists become one."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from hongqiao.features.search import ask
from hongqiao.features.search.analysis import number_of
from hongqiao.features.search.model import Hit, Near, Scorer, Weighing, blended, fused

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def scored(query: str, *tokens: str, shares: dict[str, float] | None = None) -> float:
    weighing = Weighing({number_of(token): part for token, part in (shares or {}).items()}, 10_000)
    return Scorer(ask(query, now=NOW), weighing).score({number_of(token) for token in tokens})[0]


def test_a_title_counts_for_more_than_a_text():
    assert scored("tea", "w:tea", "Tw:tea") > scored("tea", "w:tea") > scored("tea", "s:tea") > 0


def test_a_part_counts_for_less_than_its_part():
    whole, half = scored("咖啡馆", "b:咖啡", "b:啡馆"), scored("咖啡馆", "b:咖啡")

    assert 0 < half < whole / 2


def test_a_rare_word_tells_more_than_a_common_one():
    common = {"w:nice": 0.3, "s:nic": 0.3}

    assert scored("nice kimono", "w:kimono", shares=common) > scored("nice kimono", "w:nice", shares=common)


@given(some.lists(some.floats(0.01, 1), max_size=20), some.lists(some.floats(0.01, 1), max_size=20))
def test_fusion_holds_each_note_once_in_falling_order(words, meanings):
    lexical = [Hit(place, score, ("title",)) for place, score in enumerate(sorted(words, reverse=True))]
    near = [Near(place + 5, "en", NOW, cosine) for place, cosine in enumerate(sorted(meanings, reverse=True))]

    hits = fused(lexical, near, likely=0.3)

    assert len({hit.id for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@given(some.integers(0, 10**9), some.integers(0, 4_000))
def test_likes_age_and_language_move_a_score_by_a_fifth_at_most(likes, days):
    hit = Hit(1, 1.0, ("title",), "en", NOW - timedelta(days=days))

    assert 1.0 <= blended(hit, likes=likes, reads=("en",), now=NOW) <= 1.211
