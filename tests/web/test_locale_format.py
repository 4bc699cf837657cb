"""Numbers and times as locales write them."""

from datetime import UTC, datetime, timedelta

import pytest
from babel.core import Locale
from babel.support import NullTranslations

from hongqiao.web.locale_format import LocaleFormat


def formats(tag: str) -> LocaleFormat:
    return LocaleFormat(Locale.parse(tag, sep="-"), NullTranslations())


@pytest.mark.parametrize(("tag", "number", "written"), [
    ("en", 861, "861"), ("en", 2_400, "2.4K"), ("zh-Hans", 12_345, "1.2万"), ("ru", 2_400, "2,4\xa0тыс."),
])
def test_counts_are_short_in_each_locale(tag: str, number: int, written: str) -> None:
    assert formats(tag).count(number) == written


@pytest.mark.parametrize(("passed", "written"), [
    (timedelta(seconds=20), "just now"),
    (timedelta(hours=2, minutes=5), "2h ago"),
    (timedelta(days=3), "3d ago"),
])
def test_recent_times_say_how_long_ago(passed: timedelta, written: str) -> None:
    assert formats("en").ago(datetime.now(UTC) - passed) == written


def test_times_of_other_years_carry_their_year() -> None:
    assert formats("en").ago(datetime(2024, 3, 14, 12, tzinfo=UTC)) == "Mar 14, 2024"


def test_languages_are_named_in_the_interface_language() -> None:
    assert formats("en").language("zh-Hans") == "Chinese"
    assert formats("zh-Hans").language("ja") == "日语"
