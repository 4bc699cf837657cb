"""Whether somebody still has to agree to the terms and the privacy text as they are now."""

from hongqiao.features import trust
from hongqiao.kernel.ids import AccountId
from hongqiao.kernel.scope import Scope
from hongqiao.web.request import Site

_ENTRY_BYTES = 64


async def is_asked(site: Site, scope: Scope, account_id: AccountId) -> bool:
    """One statement until they agreed, none after: texts change with a new process only."""
    if site.agreed.get(account_id):
        return False
    if await trust.consent.has_agreed(scope, account_id):
        site.agreed.put(account_id, True, _ENTRY_BYTES)
        return False
    return True
