"""What happens to accounts."""

from typing import ClassVar

from hongqiao.kernel.events import Event


class AccountLeft(Event, frozen=True, kw_only=True):
    """Somebody asked to be erased: from now on nobody sees them."""

    is_urgent: ClassVar[bool] = True
    account_id: int


class AccountReturned(Event, frozen=True, kw_only=True):
    """Somebody who left came back before they were erased."""

    account_id: int


class AccountMade(Event, frozen=True, kw_only=True):
    """Somebody signed up."""

    account_id: int
    handle: str


class GuardianLinked(Event, frozen=True, kw_only=True):
    """Somebody looks after a younger account from now on."""

    ward_id: int
    guardian_id: int


class GuardianUnlinked(Event, frozen=True, kw_only=True):
    """They don’t any more."""

    ward_id: int
    guardian_id: int
