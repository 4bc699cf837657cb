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


@pytest.mark.parametrize(("tag", "number", "counted"), [
    ("en", 1, 1), ("en", 999, 999), ("en", 1_203, 1_200), ("ar", 1_003, 1_000), ("ar", 12_345, 12_300),
    ("ru", 2_401, 2_400), ("zh-Hans", 1_203, 1_203), ("en", 1_000, 1_000),
])
def test_the_plural_form_fits_the_number_that_is_shown(tag: str, number: int, counted: int) -> None:
    assert formats(tag).as_counted(number) == counted


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
