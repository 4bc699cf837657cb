"""Who was suspended before that reached what they made is out of sight after the upgrade too."""

from pathlib import Path

import hongqiao
from hongqiao.features import accounts, comments
from hongqiao.features.trust import cases, decisions, standing
from tests.cast import PASSWORD, drain, sign_up
from tests.features.trust.moderating import evidence_of, publish, report, ruling, say, staff
from tests.features.trust.test_hidden_by_country import decided, seen_by

UPGRADE = Path(hongqiao.__file__).parent / "migrations" / "0064_suspended_before.sql"


async def upgraded(scope) -> None:
    await scope.db.execute(UPGRADE.read_text("utf-8"))
    await drain(scope)


async def test_an_account_suspended_by_an_older_version_is_hidden_with_what_it_made(scope):
    mei, diego, aisha = (
        await sign_up(scope, "mei"),
        await sign_up(scope, "diego"),
        await staff(scope, "aisha"),
    )
    note_id = await publish(mei)
    said = await say(mei, await publish(diego), "Pay first")
    await drain(mei)
    login = (await accounts.sign_in(scope, "mei", PASSWORD, device="phone")).cookie
    await report(diego, evidence_of("account", mei.me, mei.me))
    async with aisha.transaction() as tx:
        decision_id = await decisions.decide(tx, (await cases.queue(aisha))[0].id, ruling("suspend"))
    await scope.db.execute("delete from outbox")
    assert await seen_by(diego, note_id) == [note_id]

    await upgraded(scope)

    assert await seen_by(diego, note_id) == []
    assert await comments.visible_among(diego, [said.id]) == {}
    assert await standing.hidden_among(diego, [mei.me]) == {mei.me}
    assert await accounts.viewer_of(scope, login) is None
    async with aisha.transaction() as tx:
        await decisions.lift(tx, decision_id)
    await drain(scope)
    assert await seen_by(diego, note_id) == [note_id]


async def test_whose_suspension_is_over_stays_as_they_are(scope):
    mei, diego, aisha = (
        await sign_up(scope, "mei"),
        await sign_up(scope, "diego"),
        await staff(scope, "aisha"),
    )
    note_id = await publish(mei)
    decision_id = await decided(diego, aisha, "account", mei.me, mei.me, ruling("suspend"))
    async with aisha.transaction() as tx:
        await decisions.lift(tx, decision_id)
    await drain(scope)

    await upgraded(scope)

    assert await seen_by(diego, note_id) == [note_id]
