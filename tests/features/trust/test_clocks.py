"""Legal clocks with frozen time: each from its beginning to its end, alarms, pauses and extensions."""

from dataclasses import replace
from datetime import datetime, timedelta

import msgspec
import pytest

from hongqiao.features.trust import clocks, due, register
from hongqiao.kernel.errors import Conflict, Invalid, NotFound
from hongqiao.kernel.scope import Scope, Viewer

BUCKET = 4_711
ALL = ("default", "eu", "uk", "us", "au", "cn")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.fixture
def case(scope: Scope) -> int:
    return scope.ids.make(BUCKET)


@pytest.fixture
def lawful(scope: Scope) -> Scope:
    """A scope of a site under every pack."""
    settings = msgspec.structs.replace(scope.ports.settings, packs=ALL)
    return replace(scope, ports=replace(scope.ports, settings=settings))


def when(scope: Scope, text: str) -> Scope:
    return replace(scope, now=at(text))


async def in_one(scope: Scope, do, *arguments, **named):
    async with scope.transaction() as tx:
        return await do(tx, *arguments, **named)


async def sound(scope: Scope, text: str) -> list[bool]:
    """Alarms that are heard at this moment: whether each says overdue."""
    now = when(scope, text)
    heard: list[bool] = []
    known = replace(now, ports=replace(now.ports, outbox=Listening(now.ports.outbox, heard)))
    await clocks.warn(known)
    return heard


class Listening:
    """The outbox, and what is put into it."""

    def __init__(self, outbox, heard):
        self._outbox, self._heard = outbox, heard

    async def insert(self, db, **named):
        self._heard.append(msgspec.json.decode(named["body"])["is_overdue"])
        await self._outbox.insert(db, **named)


TABLE = [
    ("intimate-image", "2026-11-22T10:00+00:00", ["2026-11-23T10:00+00:00", "2026-11-24T02:00+00:00"],
     "2026-11-24T10:00+00:00"),
    ("intimate-image", "2026-10-31T20:00+00:00", ["2026-11-01T20:00+00:00", "2026-11-02T12:00+00:00"],
     "2026-11-02T20:00+00:00"),
    ("breach-to-authority", "2028-02-28T08:00+00:00", ["2028-02-29T08:00+00:00", "2028-03-01T20:00+00:00"],
     "2028-03-02T08:00+00:00"),
    ("data-subject-request", "2026-01-31T12:00+00:00", ["2026-02-20T12:00+00:00"], "2026-02-28T12:00+00:00"),
    ("data-subject-request", "2026-03-01T12:00+00:00", ["2026-03-21T12:00+00:00", "2026-03-29T11:00+00:00"],
     "2026-04-01T11:00+00:00"),
    ("counter-notice", "2026-12-18T15:00+00:00", ["2027-01-05T05:00+00:00", "2027-01-09T05:00+00:00"],
     "2027-01-12T05:00+00:00"),
    ("algorithm-filing", "2026-09-28T02:00+00:00", ["2026-10-07T16:00+00:00"], "2026-10-14T16:00+00:00"),
]  # fmt: skip
SECOND = timedelta(seconds=1)


async def test_what_presses_is_one_list_and_each_sees_what_they_may_work_on(lawful, case):
    admin = replace(lawful, viewer=Viewer(1, "root", "admin"))
    moderator = replace(lawful, viewer=Viewer(2, "aisha", "moderator"))
    async with admin.transaction() as tx:
        breach = await register.open_breach(tx, {"what": "A backup is missing."}, lang="en")
    await in_one(admin, clocks.start, case, "intimate-image")
    assert await due.pressing(admin) == []

    soon = timedelta(hours=25)
    await clocks.warn(replace(lawful, now=lawful.now + soon))
    seen = {
        one.viewer.handle: [(row.clock.case_id, row.matter) for row in await due.pressing(one)]
        for one in (replace(who, now=lawful.now + soon) for who in (admin, moderator))
    }

    assert seen == {"root": [(case, None), (breach, "breach")], "aisha": [(case, None)]}
    with pytest.raises(NotFound):
        await due.pressing(replace(lawful, viewer=Viewer(3, "mei")))


@pytest.mark.parametrize(("kind", "begins", "warns", "ends"), TABLE)
async def test_a_duty_warns_in_time_and_is_overdue_at_its_end(lawful, case, kind, begins, warns, ends):
    begun = await in_one(when(lawful, begins), clocks.start, case, kind)

    assert begun.ends_at(at(begins)) == at(ends)
    for moment in warns:
        assert await sound(lawful, (at(moment) - SECOND).isoformat()) == []
        assert await sound(lawful, moment) == [False]
        assert await sound(lawful, moment) == []
    assert begun.state(at(ends) - SECOND) == "running"
    assert begun.state(at(ends)) == "overdue"
    assert await sound(lawful, ends) == [True]
    assert await sound(lawful, "2099-01-01T00:00+00:00") == []


async def test_no_pack_no_clock(scope, case):
    assert await in_one(scope, clocks.start, case, "intimate-image") is None
    assert await clocks.clocks_of(scope, case) == []


async def test_starting_twice_is_once(lawful, case):
    first = await in_one(when(lawful, "2026-11-22T10:00+00:00"), clocks.start, case, "intimate-image")

    second = await in_one(when(lawful, "2026-11-23T10:00+00:00"), clocks.start, case, "intimate-image")

    assert first == second


async def test_of_two_packs_the_shorter_duty_counts_and_the_longer_window(lawful, case):
    window = await in_one(when(lawful, "2026-08-31T10:00+00:00"), clocks.start, case, "internal-complaint")

    assert window.state(at("2027-02-28T09:59+00:00"), "window") == "running"
    assert window.state(at("2027-02-28T11:00+00:00"), "window") == "over"
    assert await sound(lawful, "2027-03-01T00:00+00:00") == []


async def test_what_is_kept_warns_before_it_may_be_deleted_and_is_never_overdue(lawful, case):
    kept = await in_one(when(lawful, "2028-02-29T12:00+00:00"), clocks.start, case, "evidence-preservation")

    assert kept.due_at == at("2029-02-28T12:00+00:00")
    assert await sound(lawful, "2029-02-21T11:59+00:00") == []
    assert await sound(lawful, "2029-02-21T12:00+00:00") == [False]
    assert await sound(lawful, "2030-01-01T00:00+00:00") == []


async def test_an_ad_record_is_kept_a_year(lawful, case):
    kept = await in_one(when(lawful, "2027-03-01T12:00+00:00"), clocks.start, case, "ad-record")

    assert kept.due_at == at("2028-03-01T12:00+00:00") and kept.next_alarm_at is None


async def test_a_pause_moves_the_alarms_and_the_end_by_as_long_as_it_lasts(lawful, case):
    kind = "data-subject-request"
    await in_one(when(lawful, "2026-06-01T10:00+00:00"), clocks.start, case, kind)
    await in_one(when(lawful, "2026-06-10T10:00+00:00"), clocks.pause, case, kind)

    assert await sound(lawful, "2026-12-01T10:00+00:00") == []
    resumed = await in_one(when(lawful, "2026-06-15T10:00+00:00"), clocks.resume, case, kind)

    assert resumed.next_alarm_at == at("2026-06-26T10:00+00:00")
    assert resumed.ends_at(at("2026-06-20T10:00+00:00")) == at("2026-07-06T10:00+00:00")


async def test_a_paused_clock_is_not_overdue_and_is_not_paused_twice(lawful, case):
    kind = "data-subject-request"
    await in_one(when(lawful, "2026-06-01T10:00+00:00"), clocks.start, case, kind)
    paused = await in_one(when(lawful, "2026-06-10T10:00+00:00"), clocks.pause, case, kind)

    assert paused.state(at("2027-01-01T00:00+00:00")) == "paused"
    with pytest.raises(Conflict):
        await in_one(when(lawful, "2026-06-11T10:00+00:00"), clocks.pause, case, kind)


async def test_a_request_is_extended_once_by_two_months_and_warns_again(lawful, case):
    kind = "data-subject-request"
    await in_one(when(lawful, "2026-11-30T10:00+00:00"), clocks.start, case, kind)
    assert await sound(lawful, "2026-12-20T10:00+00:00") == [False]

    extended = await in_one(when(lawful, "2026-12-21T10:00+00:00"), clocks.extend, case, kind)

    assert extended.due_at == at("2027-02-28T10:00+00:00")
    assert await sound(lawful, "2026-12-28T10:00+00:00") == [False]
    assert await sound(lawful, "2026-12-30T10:00+00:00") == []
    assert await sound(lawful, "2027-02-14T10:00+00:00") == [False]
    assert await sound(lawful, "2027-02-28T10:00+00:00") == [True]
    with pytest.raises(Invalid):
        await in_one(when(lawful, "2026-12-22T10:00+00:00"), clocks.extend, case, kind)


async def test_what_is_over_and_what_knows_no_extension_is_not_extended(lawful, case):
    await in_one(when(lawful, "2026-11-22T10:00+00:00"), clocks.start, case, "intimate-image")
    await in_one(when(lawful, "2026-11-22T10:00+00:00"), clocks.start, case, "data-subject-request")

    with pytest.raises(Invalid):
        await in_one(when(lawful, "2026-11-22T11:00+00:00"), clocks.extend, case, "intimate-image")
    with pytest.raises(Conflict):
        await in_one(when(lawful, "2026-12-23T11:00+00:00"), clocks.extend, case, "data-subject-request")


async def test_what_is_done_needs_proof_and_warns_no_more(lawful, case):
    await in_one(when(lawful, "2026-11-22T10:00+00:00"), clocks.start, case, "intimate-image")
    later = when(lawful, "2026-11-22T12:00+00:00")

    with pytest.raises(Invalid):
        await in_one(later, clocks.finish, case, "intimate-image", proof=" ")
    done = await in_one(later, clocks.finish, case, "intimate-image", proof="decision 3mN")
    again = await in_one(
        when(lawful, "2026-11-25T12:00+00:00"), clocks.finish, case, "intimate-image", proof="x"
    )

    assert done.state(at("2027-01-01T00:00+00:00")) == "done" and again == done
    assert await sound(lawful, "2027-01-01T00:00+00:00") == []


async def test_nothing_is_restored_before_ten_business_days(lawful, case):
    await in_one(when(lawful, "2026-11-02T15:00+00:00"), clocks.start, case, "counter-notice")

    with pytest.raises(Invalid):  # Veterans Day is between
        tenth = when(lawful, "2026-11-18T04:59+00:00")
        await in_one(tenth, clocks.finish, case, "counter-notice", proof="restored")
    eleventh = when(lawful, "2026-11-18T05:00+00:00")
    assert (
        await in_one(eleventh, clocks.finish, case, "counter-notice", proof="restored")
    ).proof == "restored"


async def test_a_worker_that_slept_tells_once_of_all_that_passed(lawful, case):
    await in_one(when(lawful, "2026-11-22T10:00+00:00"), clocks.start, case, "intimate-image")

    assert await sound(lawful, "2026-12-24T10:00+00:00") == [True]
    assert await sound(lawful, "2026-12-25T10:00+00:00") == []


async def test_administrators_see_what_is_overdue_first_and_others_nothing(lawful, scope):
    late, running = scope.ids.make(BUCKET), scope.ids.make(BUCKET + 1)
    await in_one(when(lawful, "2026-11-22T10:00+00:00"), clocks.start, running, "data-subject-request")
    await in_one(when(lawful, "2026-11-22T10:00+00:00"), clocks.start, late, "intimate-image")
    now = when(lawful, "2026-11-25T10:00+00:00")

    seen = await due.running(replace(now, viewer=Viewer(1, "root", "admin")))

    assert [(one.clock.case_id, one.state) for one in seen] == [(late, "overdue"), (running, "running")]
    for role in ("member", "moderator"):
        with pytest.raises(NotFound):
            await due.running(replace(now, viewer=Viewer(2, "somebody", role)))
