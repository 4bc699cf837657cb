"""How old people are, as far as anybody needs to know: a band, how it is known, and when; and what follows.

Never a date or a year of birth. Nobody is asked where no policy pack asks.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

import msgspec

from hongqiao.features import trust
from hongqiao.features.accounts import day_use, guardians, store
from hongqiao.features.accounts.model import ADULT_AGE, Age, Band
from hongqiao.kernel.errors import Invalid, NotAllowed, mark
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.settings import Settings

__all__ = [
    "BANDS", "Age", "Band", "Choice", "Limits", "Pause", "Starts", "band_of", "choices", "day_use",
    "declare", "declare_for", "guardians", "is_adult", "leave", "limits_of", "may_be_minor", "of_age", "own",
    "pause_of",
    "starts_with", "told", "told_elsewhere", "told_now", "whole_years",
]  # fmt: skip

BANDS: tuple[Band, ...] = get_args(Band)
LOWEST: dict[Band, int] = {"unknown": 0, "under-13": 0, "13-15": 13, "16-17": 16, "adult": ADULT_AGE}
NIGHT = (time(22), time(6))
"""From and until when a night pause lasts, in the zone of the pack that asks for it."""

LimitBy = Literal["pack", "guardian", "own"]


class Choice(msgspec.Struct, frozen=True):
    """Ages between which somebody can say that they are: both ends count, 0 is open."""

    low: int
    high: int

    @property
    def key(self) -> str:
        """What the form sends."""
        return f"{self.low}-{self.high}"


class Starts(msgspec.Struct, frozen=True):
    """How an account of this age begins, and which packs say so."""

    is_private: bool = False
    is_profiled: bool = True
    may_be_written_to: bool = True


class Limits(msgspec.Struct, frozen=True):
    """What pauses somebody’s day. `by`: who set it, and so who can change it."""

    minutes: int | None = None
    has_night_pause: bool = False
    zone: str = "UTC"
    by: LimitBy = "own"

    @property
    def are_any(self) -> bool:
        return self.minutes is not None or self.has_night_pause


class Pause(msgspec.Struct, frozen=True):
    """Why it is time to stop for now, until when, and who says so."""

    kind: Literal["night", "day"]
    until: datetime
    by: LimitBy
    minutes: int = 0


def whole_years(since: datetime, now: datetime) -> int:
    """Full years between two moments."""
    return now.year - since.year - ((now.month, now.day) < (since.month, since.day))


def at_least(age: Age, now: datetime) -> int:
    """Years that somebody has for certain, if what was told is true: bands grow older with people."""
    grown = whole_years(age.at, now) if age.at is not None and age.band != "unknown" else 0
    return LOWEST[age.band] + max(0, grown)


def is_adult(age: Age, now: datetime) -> bool:
    """Whether somebody said, here or years ago, that they are of age: no proof for high risk."""
    return at_least(age, now) >= ADULT_AGE


def may_be_minor(age: Age, settings: Settings, now: datetime) -> bool:
    """Whether somebody may be under the age of the packs; nobody is where no pack asks."""
    held = trust.rules(settings, on=now.date())
    return held.asks_age and at_least(age, now) < held.minor_below


def starts_with(age: Age, settings: Settings, now: datetime) -> Starts:
    """What the packs want an account of this age to begin with."""
    held = trust.rules(settings, on=now.date())
    if not may_be_minor(age, settings, now):
        return Starts(is_profiled=held.profiling_by_default)
    return Starts(
        is_private=held.minors_private,
        is_profiled=held.profiling_by_default and not held.minors_without_profiling,
        may_be_written_to=not held.minors_private,
    )


def choices(settings: Settings, now: datetime) -> list[Choice]:
    """Ages to choose among, youngest first, cut where the packs draw a line; none where no pack asks.

    The first is of those who are too young to join, if there are any.
    """
    held = trust.rules(settings, on=now.date())
    if not held.asks_age:
        return []
    lines = sorted({0, held.minimum_age, held.guardian_consent_below, 13, 16, ADULT_AGE})
    lows = [line for line in lines if line == 0 or line >= held.minimum_age]
    return [Choice(low, high - 1) for low, high in zip(lows, [*lows[1:], 1], strict=True)]


def of_age(settings: Settings, now: datetime) -> str:
    """The choice of those who are of age, or nothing where nobody is asked."""
    return choices(settings, now)[-1].key if choices(settings, now) else ""


def told_elsewhere(age: Age, settings: Settings, now: datetime) -> str:
    """The choice for somebody who brings their age from another site, or nothing where nobody is asked.

    Of whom no age is known: the youngest who can join by themselves, to be on the safe side.
    """
    held, offered = trust.rules(settings, on=now.date()), choices(settings, now)
    joins_from = max(held.minimum_age, held.guardian_consent_below)
    years = at_least(age, now) if age.band != "unknown" else joins_from
    return next((one.key for one in reversed(offered) if one.low <= years), "")


def told(key: str, settings: Settings, now: datetime, *, has_guardian: bool = False) -> Age:
    """The age that was chosen in the form. Raises Invalid for none, and for one that cannot join (so)."""
    held, offered = trust.rules(settings, on=now.date()), choices(settings, now)
    if not offered:
        return Age()
    chosen = next((one for one in offered if one.key == key), None)
    if chosen is None:
        raise Invalid(fields={"age": mark("Choose how old you are.")})
    if chosen.low < held.minimum_age:
        raise Invalid(fields={"age": _TOO_YOUNG}, values={"age": held.minimum_age})
    if chosen.low < held.guardian_consent_below and not has_guardian:
        raise Invalid(fields={"age": _NEEDS_GUARDIAN}, values={"age": held.guardian_consent_below})
    method = "guardian" if chosen.low < held.guardian_consent_below else "self-declared"
    return Age(band_of(chosen.low), method, "low", now)


_TOO_YOUNG = mark(
    "This site is for people from %(age)s on, so an account has to wait. You are welcome to read, "
    "and nothing that you typed here was kept."
)
_NEEDS_GUARDIAN = mark(
    "Under %(age)s, somebody who looks after you has to agree. Ask them for a family code: they find it in "
    "their own settings, under Family."
)


def band_of(years: int) -> Band:
    """The band in which somebody of these years stands."""
    return next(band for band in reversed(BANDS) if years >= LOWEST[band] and band != "unknown")


def limits_of(
    age: Age, settings: Settings, now: datetime, *, minutes: int | None, has_night: bool, has_guardian: bool
) -> Limits:
    """The strictest of what the packs and the account’s own settings (or its guardian’s) say."""
    held, years = trust.rules(settings, on=now.date()), at_least(age, now)
    is_known = age.band != "unknown"
    asked = held.minor_minutes_a_day if is_known and years < held.minor_minutes_below else None
    night = held.minor_night_pause and is_known and years < held.minor_below
    given = [one for one in (asked, minutes) if one is not None]
    by: LimitBy = "pack" if asked is not None or night else "guardian" if has_guardian else "own"
    return Limits(min(given, default=None), night or has_night, held.zone, by)


def pause_of(limits: Limits, minutes: int, now: datetime) -> Pause | None:
    """The pause in which somebody is after so many minutes today, or None."""
    there = now.astimezone(ZoneInfo(limits.zone))
    start, end = NIGHT
    if limits.has_night_pause and (there.time() >= start or there.time() < end):
        day = there.date() + timedelta(days=there.time() >= start)
        return Pause("night", datetime.combine(day, end, there.tzinfo), limits.by)
    if limits.minutes is not None and minutes >= limits.minutes:
        morning = datetime.combine(there.date() + timedelta(days=1), time(0), there.tzinfo)
        return Pause("day", morning, limits.by, limits.minutes)
    return None


async def own(scope: Scope) -> Age:
    """The viewer’s own band."""
    return await store.AGE.one(scope.db, bucket_of(scope.me), scope.me)


def told_now(age: Age, now: datetime) -> Sequence[Band]:
    """The bands in which somebody may say that they are by now: upward only, as people grow."""
    return [band for band in BANDS if band != "unknown" and LOWEST[band] >= at_least(age, now)]


async def declare(tx: Scope, band: str) -> Age:
    """The viewer says how old they are by now. Raises Invalid for a band below what they said before, and
    NotAllowed for one above it while somebody looks after the account, or ought to: they say so.
    """
    before = await own(tx)
    chosen = _chosen(tx, before, band, mark("Choose how old you are."))
    if LOWEST[chosen] > at_least(before, tx.now):
        if (await guardians.family(tx)).guardian_id is not None:
            raise NotAllowed(mark("Whoever looks after this account says when you are older. Talk to them."))
        held = trust.rules(tx.ports.settings, on=tx.now.date())
        if before.method == "guardian" and at_least(before, tx.now) < held.guardian_consent_below:
            raise NotAllowed(
                mark("Name somebody new under Family first: whoever looks after you says when you are older.")
            )
    return await _keep(tx, tx.me, Age(chosen, "self-declared", "low", tx.now))


async def declare_for(scope: Scope, ward_id: AccountId, band: str) -> Age:
    """A guardian says how old their ward is by now. Raises NotFound for others, Invalid as declare."""
    await guardians.require_ward(scope, ward_id)
    before = await store.AGE.one(scope.db, bucket_of(ward_id), ward_id)
    chosen = _chosen(scope, before, band, mark("Choose how old they are."))
    return await _keep(scope, ward_id, Age(chosen, "guardian", "low", scope.now))


async def leave(scope: Scope, ward_id: AccountId, *, words: str, lang: str) -> None:
    """The guardian stops looking after an account. Raises NotFound for others, NotAllowed for one whose owner
    is under the age at which the packs ask for a guardian.
    """
    await guardians.require_ward(scope, ward_id)
    years = at_least(await store.AGE.one(scope.db, bucket_of(ward_id), ward_id), scope.now)
    if years < trust.rules(scope.ports.settings, on=scope.now.date()).guardian_consent_below:
        raise NotAllowed(
            mark(
                "This account is too young to be without somebody who looks after it. If you no longer agree "
                "to it, ask us to close it."
            )
        )
    await guardians.unlink(scope, ward_id, words=words, lang=lang)


def _chosen(scope: Scope, before: Age, band: str, missing: str) -> Band:
    chosen = next((one for one in told_now(before, scope.now) if one == band), None)
    held = trust.rules(scope.ports.settings, on=scope.now.date())
    if chosen is None or (chosen == "under-13" and held.joining_age > 0):
        raise Invalid(fields={"age": missing})
    return chosen


async def _keep(scope: Scope, account_id: AccountId, age: Age) -> Age:
    told = (age.band, age.method, age.confidence, age.at)
    await store.SET_AGE.run(scope.db, bucket_of(account_id), account_id, *told)
    return age
