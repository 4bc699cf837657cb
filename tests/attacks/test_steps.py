"""D3: every step from every state, in order and out of it: what is not foreseen is refused.

Each machine is a table of what may follow what. The test goes to each state by the shortest way and tries
every act there: one in the table succeeds, any other raises a refusal.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

import pytest

from hongqiao.features import notes
from hongqiao.features.accounts import codes, second_factor
from hongqiao.features.accounts.queries.second_factor import TOTP
from hongqiao.features.notes import drafts
from hongqiao.features.trust import appeals, cases, decisions
from hongqiao.kernel.errors import Refusal
from hongqiao.kernel.ids import LoginId, bucket_of
from hongqiao.kernel.scope import Scope
from tests.cast import drain, sign_up
from tests.features.accounts.test_second_factor import code_at, secret_of
from tests.features.notes.writing import change, withdraw
from tests.features.trust.moderating import evidence_of, publish, report, ruling, staff

Machine = Mapping[tuple[str, str], str]
Act = Callable[[], Awaitable[object]]
AT = {"device": "phone", "place": "10.0.0.0/24", "current": LoginId(1)}

CASES: Machine = {
    ("open", "aisha claims"): "claimed", ("open", "aisha decides"): "decided",
    ("open", "aisha releases"): "open", ("claimed", "aisha claims"): "claimed",
    ("claimed", "aisha releases"): "open",
    ("claimed", "aisha decides"): "decided", ("decided", "mei appeals"): "appealed",
    ("appealed", "omar upholds"): "answered", ("appealed", "omar reverses"): "answered",
    **{(state, "aisha releases"): state for state in ("decided", "appealed", "answered")},
}  # fmt: skip
DRAFTS: Machine = {
    ("draft", "change"): "draft", ("draft", "publish"): "published", ("draft", "discard"): "gone",
    ("published", "edit"): "published", ("published", "withdraw"): "withdrawn",
    ("published", "publish"): "published", ("published", "discard"): "published",
    ("gone", "change"): "draft", ("gone", "discard"): "gone", ("withdrawn", "discard"): "withdrawn",
    ("withdrawn", "publish"): "withdrawn",
}  # fmt: skip
APPS: Machine = {
    ("off", "begin"): "begun", ("begun", "begin"): "begun", ("begun", "confirm"): "on",
    ("on", "renew"): "on", ("on", "turn off"): "off", ("on", "prove"): "on",
}  # fmt: skip


def cells(machine: Machine) -> list[tuple[list[str], str, bool]]:
    """(the way to a state, an act there, whether it may be done), for each state and act."""
    first = next(iter(machine))[0]
    ways: dict[str, list[str]] = {first: []}
    waiting = [first]
    while waiting:
        here = waiting.pop(0)
        for (state, act), then in machine.items():
            if state == here and then not in ways:
                ways[then] = [*ways[here], act]
                waiting.append(then)
    acts = sorted({act for _, act in machine})
    return [(way, act, (state, act) in machine) for state, way in ways.items() for act in acts]


async def walked(acts: Mapping[str, Act], way: list[str], act: str, *, is_foreseen: bool) -> None:
    """Goes there and tries."""
    for step in way:
        await acts[step]()
    if is_foreseen:
        await acts[act]()
    else:
        with pytest.raises(Refusal):
            await acts[act]()


@pytest.mark.parametrize(("way", "act", "is_foreseen"), cells(CASES))
async def test_a_case(scope, way, act, is_foreseen):
    await walked(await _case(scope), way, act, is_foreseen=is_foreseen)


@pytest.mark.parametrize(("way", "act", "is_foreseen"), cells(DRAFTS))
async def test_a_draft_and_its_note(scope, way, act, is_foreseen):
    await walked(await _draft(scope), way, act, is_foreseen=is_foreseen)


@pytest.mark.parametrize(("way", "act", "is_foreseen"), cells(APPS))
async def test_the_second_step(scope, way, act, is_foreseen):
    await walked(await _app(scope), way, act, is_foreseen=is_foreseen)


async def _case(scope: Scope) -> dict[str, Act]:
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    aisha, omar = await sign_up(scope, "aisha"), await staff(scope, "omar")
    await report(diego, evidence_of("note", await publish(mei), mei.me))
    case_id, decided = (await cases.queue(aisha))[0].id, [1]

    async def decide() -> None:
        async with aisha.transaction() as tx:
            decided[0] = await decisions.decide(tx, case_id, ruling()) or 0
        await drain(aisha)

    async def contest() -> None:
        async with mei.transaction() as tx:
            await appeals.appeal(tx, decided[0], "No.", lang="en")

    def by(who: Scope, doing: Callable, **said: str) -> Act:
        async def act() -> None:
            async with who.transaction() as tx:
                await (doing(tx, case_id, "Looked at again.", **said) if said else doing(tx, case_id))

        return act

    return {
        "aisha claims": by(aisha, cases.claim), "aisha releases": by(aisha, cases.release),
        "aisha decides": decide, "mei appeals": contest, "omar upholds": by(omar, appeals.uphold, lang="en"),
        "omar reverses": by(omar, appeals.reverse, lang="en"),
    }  # fmt: skip


async def _draft(scope: Scope) -> dict[str, Act]:
    mei = await sign_up(scope, "mei")
    async with mei.transaction() as tx:
        draft = await drafts.start_draft(tx)
    await change(mei, draft.id, title="Noodles", cover_style="memo")
    made = [1]

    async def put_out() -> None:
        made[0] = await notes.publish_draft(mei, draft.id)

    async def edit() -> None:
        async with mei.transaction() as tx:
            await drafts.edit_draft(tx, made[0])

    async def discard() -> None:
        async with mei.transaction() as tx:
            await drafts.discard_draft(tx, draft.id)

    async def retouch() -> None:
        await change(mei, draft.id, title="Noodles", cover_style="memo")

    async def take_back() -> None:
        await withdraw(mei, made[0])

    return {"change": retouch, "publish": put_out, "discard": discard, "edit": edit, "withdraw": take_back}


async def _app(scope: Scope) -> dict[str, Act]:
    mei = await sign_up(scope, "mei")

    async def code() -> str:
        """The next code of the app, or of one that nobody has."""
        is_there = await TOTP.maybe(mei.db, bucket_of(mei.me), mei.me)
        mei.now += timedelta(seconds=codes.STEP_S)
        return code_at(await secret_of(mei) if is_there else secrets.token_bytes(20), mei)

    async def confirm() -> None:
        await second_factor.turn_on(mei, await code(), **AT)

    async def prove() -> None:
        await second_factor.prove(mei, await code())

    return {
        "begin": lambda: second_factor.begin(mei), "confirm": confirm, "prove": prove,
        "renew": lambda: second_factor.renew_codes(mei, **AT),
        "turn off": lambda: second_factor.turn_off(mei, **AT),
    }  # fmt: skip
