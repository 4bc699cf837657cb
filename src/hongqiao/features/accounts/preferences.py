"""How somebody reads: interface language, what to do with each language, interests."""

import re

import msgspec

from hongqiao.features.accounts import ages, store
from hongqiao.features.accounts.model import INTERESTS, Age, known_languages
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.language import both_besides
from hongqiao.kernel.scope import Scope

_COUNTRY = re.compile("[A-Z]{2}")


class Preferences(msgspec.Struct, frozen=True):
    """The interface is shown in `locale`; text in any of `reads` is shown as written, text in any of `both`
    translated and as written, all else translated into the first of `reads`.
    """

    locale: str
    reads: tuple[str, ...]
    interests: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    is_minor: bool = False  # may be one as far as the packs ask; told, never changed here
    starts_profiled: bool = True  # whether Explore uses activity until somebody chooses
    country: str = ""  # two letters, as they said; decides what a law hides from them


async def preferences(scope: Scope) -> Preferences:
    """The viewer's own."""
    row = await store.PREFERENCES.one(scope.db, bucket_of(scope.me), scope.me)
    age, settings = Age(row.age_band, at=row.age_at), scope.ports.settings  # type: ignore[arg-type]
    return Preferences(
        row.locale,
        tuple(row.reads),
        tuple(row.interests),
        tuple(row.both_ways),
        ages.may_be_minor(age, settings, scope.now),
        ages.starts_with(age, settings, scope.now).is_profiled,
        row.country,
    )


async def change_preferences(scope: Scope, wanted: Preferences) -> Preferences:
    """Stores and returns them, cleaned. Raises Invalid when no known language is left."""
    reads = known_languages(wanted.reads)
    if not reads:
        raise Invalid(fields={"reads": mark("Choose at least one language that you read.")})
    if wanted.locale not in scope.ports.settings.locales:
        raise Invalid(fields={"locale": mark("The interface isn’t available in this language yet.")})
    interests = tuple(tag for tag in INTERESTS if tag in wanted.interests)
    both = both_besides(wanted.both, reads)
    country = wanted.country if _COUNTRY.fullmatch(wanted.country) else ""
    kept = (wanted.locale, list(reads), list(interests), list(both), country)
    await store.SET_PREFERENCES.run(scope.db, bucket_of(scope.me), scope.me, *kept)
    return Preferences(wanted.locale, reads, interests, both, country=country)
