"""What decisions do to accounts: suspended ones hold no whole login; everyone restricted finds a notice."""

from hongqiao.features import trust
from hongqiao.features.accounts import guardians, store
from hongqiao.features.accounts.events import GuardianLinked, GuardianUnlinked
from hongqiao.features.accounts.queries import devices
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.scope import Scope


def register(reactors: Reactors) -> None:
    """Registers what accounts do when something is decided."""
    for event in (trust.events.DecisionMade, trust.events.DecisionLifted):
        reactors.on(event, "accounts.follow_decision", follow_decision)
        reactors.on(event, "accounts.tell", tell)
    reactors.on(trust.events.ClockWarned, "accounts.alarm_admins", alarm_admins)
    for linking in (GuardianLinked, GuardianUnlinked):
        reactors.on(linking, "accounts.follow_link", guardians.follow_link)
    reactors.on(trust.events.CaseSettled, "accounts.tell_reporters", tell_reporters)


async def follow_decision(
    scope: Scope, event: trust.events.DecisionMade | trust.events.DecisionLifted
) -> None:
    """Keeps an account out while a decision suspends or ends it. Its logins end when that begins and when it
    is over: confined ones are for the time between.
    """
    if event.subject_kind != "account":
        return
    account_id = trust.standing.id_of(event.subject)
    bucket = bucket_of(account_id)

    async def is_suspended() -> bool:
        found = await trust.standing.in_force(scope, event.subject)
        return any(one.action in ("suspend", "terminate") for one in found)

    async def make_equal(suspended: bool) -> None:
        async with scope.transaction() as tx:
            changed = await (store.SUSPEND if suspended else store.READMIT).run(tx.db, bucket, account_id)
            if suspended or changed:  # a confined login never becomes a whole one
                await devices.END_LOGINS.run(tx.db, bucket, account_id, 0)
                await devices.END_HALVES.run(tx.db, bucket, account_id)

    await settle(is_suspended, make_equal)


async def tell(scope: Scope, event: trust.events.DecisionMade | trust.events.DecisionLifted) -> None:
    """Leaves a notice that their next page shows."""
    await store.TELL.run(scope.db, bucket_of(event.person_id), event.person_id, scope.now)


async def alarm_admins(scope: Scope, event: trust.events.ClockWarned) -> None:
    """Leaves every administrator a notice that a legal deadline nears or has passed."""
    for account_id in await store.ADMINS.all(scope.db):
        await store.ALARM.run(scope.db, bucket_of(account_id), account_id, scope.now)


async def tell_reporters(scope: Scope, event: trust.events.CaseSettled) -> None:
    """Leaves the same notice for everybody who reported what the case is about."""
    for account_id in await trust.reports.reporters_of(scope, event.case_id):
        await store.TELL.run(scope.db, bucket_of(account_id), account_id, scope.now)
