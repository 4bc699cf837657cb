"""Numbers and dates as one locale writes them, for templates."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from babel.core import Locale
from babel.dates import format_datetime, format_skeleton, format_timedelta
from babel.numbers import format_compact_decimal, format_decimal
from babel.support import NullTranslations
from markupsafe import Markup

from hongqiao.kernel.language import html_tag, name_of

_AGO_LIMIT = timedelta(days=7)


class LocaleFormat:
    """The filters of one locale. Times are shown in UTC: the reader's own zone is not known."""

    def __init__(self, locale: Locale, catalogue: NullTranslations) -> None:
        self._locale, self._catalogue = locale, catalogue
        self.count = lru_cache(4096)(self._count)
        self.language = lru_cache(64)(self._language)

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filter functions by the name templates call them."""
        return {
            "count": self.count,
            "exact": self.exact,
            "ago": self.ago,
            "day": self.day,
            "month_name": self.month_name,
            "moment": self.moment,
            "date_time": self.date_time,
            "language": self.language,
            "html_lang": html_tag,
        }

    def _count(self, number: int) -> str:
        """A count, short: 861, 2.4K, 1.2万."""
        digits = 1 if number < 100_000 else 0
        return format_compact_decimal(number, locale=self._locale, fraction_digits=digits)

    def exact(self, number: int) -> str:
        """A number to the last digit: 100,000."""
        return format_decimal(number, locale=self._locale)

    def as_counted(self, number: int) -> int:
        """The number whose plural form fits what `count` shows: 1,203 shows as 1.2K and counts as 1,200."""
        digits = "".join(sign for sign in self.count(number) if sign.isdecimal())
        return number if int(digits) == number else round(number, -2)

    def ago(self, at: datetime) -> str:
        """How long ago, up to a week; the day after that."""
        passed = datetime.now(UTC) - at
        if passed < timedelta(minutes=1):
            return self._catalogue.gettext("just now")
        if passed < _AGO_LIMIT:
            return format_timedelta(
                -passed, format="narrow", locale=self._locale, threshold=1, add_direction=True
            )
        return self.day(at)

    def day(self, at: datetime) -> str:
        """The day, with the year when it isn't this one."""
        this_year = at.year == datetime.now(UTC).year
        return format_skeleton("MMMMd" if this_year else "yMMMd", at, locale=self._locale)

    def month_name(self, at: date) -> str:
        """The month and its year."""
        return format_skeleton("yMMMM", at, locale=self._locale)

    def date_time(self, at: datetime) -> str:
        """Day and time of day."""
        return format_datetime(at, "medium", locale=self._locale)

    def _language(self, tag: str) -> str:
        """The language's name in the interface language, for screen readers: ja -> Japanese."""
        return self._locale.languages.get(tag.split("-", 1)[0].lower()) or name_of(tag)

    def moment(self, at: datetime) -> Markup:
        """`ago` in a time element."""
        return Markup('<time datetime="{}">{}</time>').format(at.isoformat(timespec="seconds"), self.ago(at))
