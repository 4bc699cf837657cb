"""How long things are kept: one list of periods, and the act that ends each; run by the worker once a day.

A pack may keep something longer ("at least") or end it sooner ("at most"); HONGQIAO_KEEP_DAYS sets the days
where no pack has a say. A period that is part of how something works is listed too, and cannot be set.
"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from hongqiao.entry import erasing
from hongqiao.features import accounts, feeds, media, notes, recommendation, search, trust
from hongqiao.features.accounts.leaving import receipts
from hongqiao.features.translation import leaving as translation_leaving
from hongqiao.features.trust import leaving as trust_leaving
from hongqiao.kernel.scope import Scope

Act = Callable[[Scope, datetime], Awaitable[object]]
"""Ends what is older than a moment."""


class Period(msgspec.Struct, frozen=True):
    """How many days something is kept; `name` is that of packs and settings, empty where it is fixed."""

    tables: tuple[str, ...]
    about: str
    days: int
    act: Act
    name: str = ""


def _by_itself(act: Callable[[Scope], Awaitable[object]]) -> Act:
    """For an act that knows its own period."""

    async def run(scope: Scope, _before: datetime) -> None:
        await act(scope)

    return run


async def _turn_logs(scope: Scope, before: datetime) -> None:
    await asyncio.to_thread(turn_logs, scope.ports.settings.home, scope.now, before)


async def _end_cases(scope: Scope, before: datetime) -> None:
    """Pictures and words first, so that whatever stops it finds the rest again."""
    while closed := await trust_leaving.closed_before(scope, before):
        await translation_leaving.forget_subjects(scope, await trust_leaving.let_closed_go(scope, closed))
        await trust_leaving.end_cases(scope, closed)


PERIODS = (
    Period(("login",), "devices that nobody used", 60, _by_itself(accounts.devices.forget_due)),
    Period(("door_notice",), "what happened at the door", 365, _by_itself(accounts.devices.forget_due)),
    Period(("invite",), "invites after their end", 30, accounts.invites.forget_ended, "invites"),
    Period(("draft",), "drafts that nobody touched", 365, notes.drafts.forget_old, "drafts"),
    Period(("search_history",), "one’s own searches", 365, search.history.forget_old, "searches"),
    Period(("search_asked",), "who asked what, counted", 30, _by_itself(search.history.forget_asked)),
    Period(
        ("feed_event", "note_reader", "reader_search", "feed_served"),
        "what readers did, and what they were served",
        30,
        _by_itself(recommendation.gather.forget_old),
    ),
    Period(("following_inbox_note",), "notes laid ready for who follows many", feeds.inboxes.KEPT_DAYS,
           _by_itself(feeds.inboxes.mend)),
    Period(("media_object",), "pictures that no row tells of", 7, media.collect_orphans, "orphans"),
    Period(("picture_sighting",), "what was seen in pictures that are gone", 1,
           _by_itself(trust.screening.pictures.forget_gone)),
    Period(("media_object",), "pictures out of reach that no note and no case keeps", 365,
           media.prints.let_go_old),
    Period(("screening_print",), "prints of words, to find floods", 1,
           _by_itself(trust.screening.floods.forget_old)),
    Period(("day_use",), "minutes of a day that has a limit", 7,
           _by_itself(accounts.ages.day_use.forget_days)),
    Period(("matter", "matter_line"), "what was formally asked, after the answer", 3 * 365,
           trust.register.forget_closed, "matters"),
    Period(("moderation_case", "case_evidence", "case_line", "report", "appeal", "decision",
            "statement_of_reasons"), "cases after they were closed, but for what still holds", 365,
           _end_cases, "evidence"),
    Period(("staff_act",), "what staff looked at and did", 730, trust.staff.trail.forget_old),
    Period(("erasure_receipt",), "receipts of erasures", 3 * 365, _by_itself(receipts.forget_old)),
    Period(("case_evidence", "statement_of_reasons", "consent", "matter"),
           "what is kept of somebody erased", 365, _by_itself(erasing.end_holds)),
    Period((), "logs of the processes, which name nobody", 30, _turn_logs, "logs"),
)  # fmt: skip


async def end_periods(scope: Scope) -> None:
    """Ends everything whose time is over."""
    for one in PERIODS:
        await one.act(scope, before(scope, one))


def before(scope: Scope, one: Period) -> datetime:
    """What is older than this is ended: by the settings, and within what packs ask for."""
    settings = scope.ports.settings
    ends = scope.now - timedelta(days=dict(settings.keep_days).get(one.name, one.days))
    rules = trust.rules(settings, on=scope.now.date())
    return rules.kept_since(one.name, ends, scope.now) if one.name else ends


def as_markdown() -> str:
    """The list to read, for docs/operating/erasure.md."""
    rows = [
        f"| {one.about} | {', '.join(f'`{table}`' for table in one.tables)} | {one.days} |"
        f" {f'`{one.name}`' if one.name else ''} |"
        for one in PERIODS
    ]
    return "\n".join(["| what | tables | days | name |", "| --- | --- | --- | --- |", *rows])


def turn_logs(home: Path, now: datetime, before: datetime) -> None:
    """Keeps each log in two halves of the period: the younger grows, the older goes when it is full."""
    half_s = (now - before).total_seconds() / 2
    for log in home.glob("*.log"):
        older = log.with_name(f"{log.name}.1")
        if not older.exists():
            older.touch()
        elif now.timestamp() - older.stat().st_mtime >= half_s:
            shutil.copyfile(log, older)
            with log.open("r+b") as file:
                file.truncate(0)
