"""Regions by network address, coarse: only where a pack asks, and only out of the operator’s own file.

No list of networks comes with the product. regions.csv in the home has a network and a name a line.
"""

import bisect
import csv
from functools import lru_cache
from ipaddress import ip_address, ip_network
from pathlib import Path

from hongqiao.features import accounts, trust
from hongqiao.kernel.ids import AccountId
from hongqiao.web.request import Here

FILE = "regions.csv"
_NAME_SIGNS = 40
Table = tuple[list[tuple[int, int]], list[tuple[int, str]]]
"""(version, first address) in order, and beside each the last address and the name."""


async def note_region(at: Here) -> None:
    """Keeps from which region somebody who is signed in comes, once a change; nothing where no pack asks."""
    if not _is_asked(at):
        return
    region, me = region_at(at.site.settings.home, at.address), at.scope.me
    if region and at.site.regions.get(me) != region:
        await accounts.devices.keep_region(at.scope, region)
        at.site.regions[me] = region


async def shown_region(at: Here, account_id: AccountId) -> str:
    """The region that a profile shows; empty where no pack asks."""
    return await accounts.devices.region_of(at.scope, account_id) if _is_asked(at) else ""


def region_at(home: Path, address: str) -> str:
    """The name of the region, or nothing for an address that the file doesn’t know."""
    starts, ends = _table(home)
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    place = bisect.bisect_right(starts, (known.version, int(known))) - 1
    if place < 0 or starts[place][0] != known.version or int(known) > ends[place][0]:
        return ""
    return ends[place][1]


@lru_cache(maxsize=4)
def _table(home: Path) -> Table:
    """Networks that don’t overlap, as the file has them; a line that is none is left out."""
    rows = []
    try:
        with (home / FILE).open(encoding="utf-8", newline="") as lines:
            for line in csv.reader(lines):
                rows += _row(line)
    except (OSError, UnicodeError):
        return [], []
    rows.sort()
    return [row[:2] for row in rows], [row[2:] for row in rows]


def _row(line: list[str]) -> list[tuple[int, int, int, str]]:
    try:
        network = ip_network(line[0].strip())
        name = line[1].strip()[:_NAME_SIGNS]
    except (ValueError, IndexError):
        return []
    return [(network.version, int(network.network_address), int(network.broadcast_address), name)]


def _is_asked(at: Here) -> bool:
    return trust.rules(at.site.settings, on=at.scope.now.date()).region_on_profile
