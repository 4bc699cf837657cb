"""The site as a whole: limits on how often an action may be tried, keys of the API, the security log.

Owns tables attempt and api_key.
"""

from hongqiao.features.site.keys import has_keys, holder_of, make_key, withdraw_key
from hongqiao.features.site.limits import (
    By,
    Declared,
    Limit,
    declare_limit,
    declared_limits,
    forget_tries,
    spend,
    spend_all,
)
from hongqiao.features.site.security_log import log_event
from hongqiao.features.site.store import KeyHolder

__all__ = [
    "By",
    "Declared",
    "KeyHolder",
    "Limit",
    "declare_limit",
    "declared_limits",
    "forget_tries",
    "has_keys",
    "holder_of",
    "log_event",
    "make_key",
    "spend",
    "spend_all",
    "withdraw_key",
]
