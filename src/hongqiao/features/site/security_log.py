"""Security events: one JSON object a line in the process's log, for whoever watches over a site.

No line holds what somebody typed, a secret, a handle or a whole address; docs/operating/security-events.md
lists the events.
"""

import ipaddress
import json
import logging
from datetime import datetime, timedelta

from hongqiao.kernel.ids import to_public
from hongqiao.kernel.scope import Scope

LOG = logging.getLogger("hongqiao.security")
EVENTS = (
    "door.signed_in",
    "door.login_ended",
    "door.password_changed",
    "door.second_added",
    "door.second_removed",
    "door.recovery_used",
    "door.recovery_renewed",
    "door.passkey_added",
    "door.passkey_removed",
    "door.came_back",
    "door.archive_asked",
    "door.guardian_left",
    "sign_in.failed",
    "sign_in.suspended",
    "second_step.failed",
    "passkey.failed",
    "proof.failed",
    "limit.reached",
    "form.refused",
    "request.refused",
    "staff.refused",
    "role.changed",
    "password.reset",
)
A_MINUTE = 300
"""Lines of one kind that a process writes within a minute: nobody fills a disk by failing."""
_NARROWEST = {4: 24, 6: 64}


class _Gauge:
    """How many lines of one kind were written in the present minute, and how many were left out."""

    def __init__(self) -> None:
        self.ends: datetime | None = None
        self.written = self.left_out = 0

    def takes(self, now: datetime) -> bool:
        if self.ends is None or now >= self.ends:
            self.ends, self.written = now + timedelta(minutes=1), 0
        self.written += 1
        self.left_out += self.written > A_MINUTE
        return self.written <= A_MINUTE


_GAUGES = {event: _Gauge() for event in EVENTS}


def log_event(
    scope: Scope,
    event: str,
    *,
    account_id: int | None = None,
    network: str = "",
    action: str = "",
    route: str = "",
    role: str = "",
) -> None:
    """Writes one line. `account_id`: whom it is about, if another than who acts; `network`: as
    network_of tells it, narrower ones are left out; `action`, `route` and `role` are the site's own words.
    """
    gauge = _GAUGES[event]
    if not gauge.takes(scope.now):
        return
    told = {
        "at": scope.now.isoformat(timespec="milliseconds"),
        "event": event,
        "by": _public(scope.viewer.account_id),
        "account": _public(account_id),
        "network": _network(network),
        "action": action,
        "route": route,
        "role": role,
        "left_out": gauge.left_out,
    }
    gauge.left_out = 0
    LOG.info(json.dumps({name: value for name, value in told.items() if value}))


def _public(account_id: int | None) -> str:
    return "" if account_id is None else to_public(account_id)


def _network(told: str) -> str:
    """The network, if it is one and wide enough to be nobody's own address."""
    try:
        network = ipaddress.ip_network(told, strict=False)
    except ValueError:
        return ""
    return str(network) if network.prefixlen <= _NARROWEST[network.version] else ""
