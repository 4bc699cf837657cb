"""The register: forms where packs ask for them, deadlines under a frozen clock, and who may see what."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from hongqiao.features.trust import clocks, register
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, SignInNeeded
from hongqiao.kernel.ids import AccountId
from hongqiao.kernel.scope import Scope, Viewer

WRITTEN = {"name": "Mei", "mail": "mei@example.org", "address": "1 Long Street", "signature": "Mei",
           "where": "https://here.example/notes/1", "work": "My picture", "what": "All of it",
           "right": "access"}  # fmt: skip
BOXES = dict.fromkeys(("good_faith", "accuracy", "perjury", "jurisdiction"), "on")


def site(scope: Scope, *packs: str, at: datetime | None = None) -> Scope:
    settings = msgspec.structs.replace(scope.ports.settings, packs=packs)
    return replace(scope, ports=replace(scope.ports, settings=settings), now=at or scope.now)


def as_(scope: Scope, role: str, number: int = 7) -> Scope:
    return replace(scope, viewer=Viewer(AccountId(scope.ids.make(number)), role, role))


def at(scope: Scope, moment: datetime) -> Scope:
    return replace(scope, now=moment)


async def lodge(who: Scope, kind: str, **changed: str) -> register.Receipt:
    async with who.transaction() as tx:
        return await register.lodge(tx, kind, {**WRITTEN, **BOXES, **changed}, lang="en")


async def act(who: Scope, do, matter_id: int, words: str = "Done, see letter 4.") -> None:
    async with who.transaction() as tx:
        await do(tx, matter_id, words)


@pytest.mark.parametrize(
    ("packs", "kinds"),
    [
        ((), []),
        (("default",), []),
        (("eu",), ["data-request"]),
        (("us",), ["copyright-notice", "counter-notice", "intimate-image"]),
    ],
)
async def test_a_form_is_there_only_where_a_pack_asks_for_it(scope, packs, kinds):
    there = site(scope, *packs)

    assert register.forms_here(there) == kinds
    if "data-request" not in kinds:
        with pytest.raises(NotFound):
            await lodge(as_(there, "member"), "data-request")
        assert await scope.db.fetch("select id from matter") == []


async def test_a_request_about_data_has_a_month_and_two_more(scope):
    began = datetime(2026, 1, 31, 11, tzinfo=UTC)
    there = site(scope, "eu", at=began)
    mei, admin = as_(there, "member"), as_(there, "admin", 8)

    receipt = await lodge(mei, "data-request")
    await act(admin, register.extend, receipt.id, "Your account has 40,000 pictures.")

    found = await register.matter(mei, receipt.id)
    assert found.clock.first_due_at == datetime(2026, 2, 28, 11, tzinfo=UTC)
    assert found.clock.due_at == datetime(2026, 4, 28, 10, tzinfo=UTC)
    assert found.lines[0].words == "Your account has 40,000 pictures."
    with pytest.raises(Invalid):
        await act(admin, register.extend, receipt.id)


async def test_the_deadline_stands_still_while_somebody_has_yet_to_say_who_they_are(scope):
    there = site(scope, "eu", at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    mei, admin = as_(there, "member"), as_(there, "admin", 8)
    receipt = await lodge(mei, "data-request")

    await act(
        at(admin, datetime(2026, 3, 4, 9, tzinfo=UTC)), register.wait, receipt.id, "Which of two accounts?"
    )
    meanwhile = await register.matter(at(mei, datetime(2026, 5, 1, 9, tzinfo=UTC)), receipt.id)
    assert meanwhile.clock.state(datetime(2026, 5, 1, 9, tzinfo=UTC)) == "paused"
    assert meanwhile.lines[-1].words == "Which of two accounts?"
    with pytest.raises(Conflict):
        await act(admin, register.wait, receipt.id)
    later = datetime(2026, 3, 14, 9, tzinfo=UTC)
    await act(at(admin, later), register.go_on, receipt.id, "The first one.")

    clock = (await register.matter(mei, receipt.id)).clock
    assert clock.ends_at(later) == datetime(2026, 4, 12, 8, tzinfo=UTC)
    with pytest.raises(Conflict):
        await act(admin, register.go_on, receipt.id)


async def test_only_requests_about_data_can_wait_and_only_those_who_work_on_them_say_so(scope):
    there = site(scope, "eu", "us")
    mei, admin = as_(there, "member"), as_(there, "admin", 8)
    picture, request = await lodge(there, "intimate-image"), await lodge(mei, "data-request")

    with pytest.raises(Invalid):
        await act(admin, register.wait, picture.id)
    for who in (mei, as_(there, "moderator", 9)):
        with pytest.raises(NotFound):
            await act(who, register.wait, request.id)


async def test_a_request_about_data_needs_an_account(scope):
    with pytest.raises(SignInNeeded):
        await lodge(site(scope, "eu"), "data-request")


async def test_a_counter_notice_restores_no_earlier_than_ten_business_days(scope):
    began = datetime(2026, 6, 29, 15, tzinfo=UTC)
    there = site(scope, "us", at=began)
    staff = as_(there, "moderator")
    receipt = await lodge(there, "counter-notice")

    with pytest.raises(Invalid):
        await act(at(staff, began + timedelta(days=9)), register.close, receipt.id)
    await act(at(staff, datetime(2026, 7, 15, 12, tzinfo=UTC)), register.close, receipt.id)

    found = await register.matter(staff, receipt.id)
    assert found.clock.due_at == datetime(2026, 7, 21, 4, tzinfo=UTC)
    assert (found.clock.proof, found.matter.state) == ("Done, see letter 4.", register.CLOSED)


async def test_an_intimate_picture_has_48_hours_and_then_is_overdue(scope):
    there = site(scope, "us")
    receipt = await lodge(there, "intimate-image")
    staff = as_(there, "moderator")

    found = await register.matter(staff, receipt.id)

    assert found.clock.due_at - scope.now == timedelta(hours=48)
    assert found.clock.state(scope.now + timedelta(hours=48)) == "overdue"


async def test_a_breach_has_72_hours_where_a_pack_asks_and_none_elsewhere(scope):
    for packs, hours in ((("eu",), 72), (("uk",), 72), (("default",), None), ((), None)):
        admin = as_(site(scope, *packs), "admin")
        async with admin.transaction() as tx:
            id_ = await register.open_breach(tx, {"what": "A laptop was stolen."}, lang="en")
        clock = (await register.matter(admin, id_)).clock
        assert (clock and (clock.due_at - scope.now) / timedelta(hours=1)) == hours


async def test_a_deadline_of_the_register_warns_and_is_done_with_proof(scope):
    admin = as_(site(scope, "eu"), "admin")
    async with admin.transaction() as tx:
        id_ = await register.open_breach(tx, {"what": "A laptop was stolen."}, lang="en")

    warned = await clocks.warn(at(admin, scope.now + timedelta(hours=25)))
    await act(admin, register.close, id_, "Told the authority, file 12.")

    assert warned == 1
    assert (await register.matter(admin, id_)).clock.state(scope.now) == "done"
    with pytest.raises(Conflict):
        await act(admin, register.note, id_)


async def test_only_whoever_asked_and_who_answers_see_a_matter(scope):
    there = site(scope, "eu", "us")
    mei, admin, moderator, other = (
        as_(there, role, number) for number, role in enumerate(("member", "admin", "moderator", "member"))
    )
    data, notice = await lodge(mei, "data-request"), await lodge(there, "copyright-notice")

    for who, receipt, key in (
        (mei, data, ""), (admin, data, ""), (admin, notice, ""), (moderator, notice, ""),
        (there, notice, notice.key), (other, notice, notice.key),
    ):  # fmt: skip
        assert (await register.matter(who, receipt.id, key=key)).matter.id == receipt.id
    for who, receipt, key in (
        (moderator, data, ""), (other, data, ""), (there, data, ""), (other, notice, ""),
        (there, notice, "wrong"), (there, notice, ""), (mei, notice, data.key),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            await register.matter(who, receipt.id, key=key)


async def test_members_answer_nothing(scope):
    there = site(scope, "eu")
    mei = as_(there, "member")
    receipt = await lodge(mei, "data-request")

    for do in (register.note, register.extend, register.close):
        with pytest.raises(NotFound):
            await act(mei, do, receipt.id)
    with pytest.raises(NotFound):
        await register.matters(mei)
    with pytest.raises(NotFound):
        async with mei.transaction() as tx:
            await register.open_breach(tx, {"what": "x"}, lang="en")


async def test_moderators_list_no_requests_about_data(scope):
    there = site(scope, "eu", "us")
    await lodge(as_(there, "member"), "data-request")
    await lodge(there, "copyright-notice")

    assert {one.kind for one in await register.matters(as_(there, "moderator"))} == {"copyright-notice"}
    assert {one.kind for one in await register.matters(as_(there, "admin"))} == {
        "copyright-notice",
        "data-request",
    }


@pytest.mark.parametrize(
    "missing", ["work", "where", "name", "mail", "address", "good_faith", "accuracy", "signature"]
)
async def test_a_notice_lacks_nothing_that_its_law_asks_for(scope, missing):
    with pytest.raises(Invalid) as refused:
        await lodge(site(scope, "us"), "copyright-notice", **{missing: ""})

    assert set(refused.value.fields) == {missing}
    assert await scope.db.fetch("select id from matter") == []


@pytest.mark.parametrize("changed", [{"mail": "nowhere"}, {"name": "x" * 201}, {"work": "\ud800"}])
async def test_what_makes_no_sense_is_refused(scope, changed):
    with pytest.raises(Invalid) as refused:
        await lodge(site(scope, "us"), "copyright-notice", **changed)

    assert set(refused.value.fields) == set(changed)
