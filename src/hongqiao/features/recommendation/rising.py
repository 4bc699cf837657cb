"""Topics that rise: more of them today than one would expect, from several people, by language."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

DAY_S = 86_400.0
PEOPLE_AT_LEAST = 5
"""A topic is named once so many distinct accounts wrote of it today (k-anonymity)."""
BASELINE_DAYS = 6
_LEAST_EXPECTED = 0.5


class Mention(msgspec.Struct, frozen=True):
    """Somebody wrote of a topic; at in Unix seconds."""

    lang: str
    topic: str
    author_id: int
    at_s: float


def rising(mentions: Iterable[Mention], now_s: float, *, at_most: int = 10) -> dict[str, list[str]]:
    """{language: topics}, the most surprising first: (today - expected)² / expected, counted in people.

    Expected is the mean of the six days before, by people a day. Topics with fewer than five people today are
    left out, whatever their surprise.
    """
    today: dict[tuple[str, str], set[int]] = defaultdict(set)
    before: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for one in mentions:
        days_ago = int((now_s - one.at_s) // DAY_S)
        if days_ago == 0:
            today[one.lang, one.topic].add(one.author_id)
        elif 0 < days_ago <= BASELINE_DAYS:
            before[one.lang, one.topic].add((days_ago, one.author_id))
    surprises: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (lang, topic), people in today.items():
        expected = max(len(before[lang, topic]) / BASELINE_DAYS, _LEAST_EXPECTED)
        if len(people) >= PEOPLE_AT_LEAST and len(people) > expected:
            surprises[lang].append(((len(people) - expected) ** 2 / expected, topic))
    return {
        lang: [topic for _, topic in sorted(found, key=lambda one: (-one[0], one[1]))[:at_most]]
        for lang, found in surprises.items()
    }
