"""How somebody reads: interface language, what to do with each language, interests."""

from datetime import timedelta

import msgspec

from hongqiao.features.accounts import store
from hongqiao.features.accounts.model import INTERESTS, known_languages, may_be_minor
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.language import both_besides
from hongqiao.kernel.scope import Scope

OF_LATE = timedelta(days=30)


class Preferences(msgspec.Struct, frozen=True):
    """The interface is shown in `locale`; text in any of `reads` is shown as written, text in any of `both`
    translated and as written, all else translated into the first of `reads`.
    """

    locale: str
    reads: tuple[str, ...]
    interests: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    is_minor: bool = False  # may be under 18; told, never changed


async def preferences(scope: Scope) -> Preferences:
    """The viewer's own."""
    row = await store.PREFERENCES.one(scope.db, bucket_of(scope.me), scope.me)
    return Preferences(
        row.locale,
        tuple(row.reads),
        tuple(row.interests),
        tuple(row.both_ways),
        may_be_minor(row.birth_band, year=scope.now.year),
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
    await store.SET_PREFERENCES.run(
        scope.db, bucket_of(scope.me), scope.me, wanted.locale, list(reads), list(interests), list(both)
    )
    return Preferences(wanted.locale, reads, interests, both)


async def languages_of_late(scope: Scope) -> list[str]:
    """The languages into which members who were here of late have all else translated, most members first.

    For the worker only: it looks at every login.
    """
    return await store.LANGUAGES_SINCE.all(scope.db, scope.now - OF_LATE)
