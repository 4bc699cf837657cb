"""What happens to accounts."""

from hongqiao.kernel.events import Event


class AccountMade(Event, frozen=True, kw_only=True):
    """Somebody signed up."""

    account_id: int
    handle: str
