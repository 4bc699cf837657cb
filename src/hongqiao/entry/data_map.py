"""The data map: every table’s rules, joined from all features in the order in which somebody is erased."""

from hongqiao.adapters.postgres import privacy as outbox
from hongqiao.features.accounts import privacy as accounts
from hongqiao.features.archives import privacy as archives
from hongqiao.features.comments import privacy as comments
from hongqiao.features.feeds import privacy as feeds
from hongqiao.features.lexicon import privacy as lexicon
from hongqiao.features.media import privacy as media
from hongqiao.features.nearby import privacy as nearby
from hongqiao.features.notes import privacy as notes
from hongqiao.features.people import privacy as people
from hongqiao.features.reactions import privacy as reactions
from hongqiao.features.recommendation import privacy as recommendation
from hongqiao.features.search import privacy as search
from hongqiao.features.site import privacy as site
from hongqiao.features.topics import privacy as topics
from hongqiao.features.translation import privacy as translation
from hongqiao.features.trust import privacy as trust
from hongqiao.kernel.holdings import Erase, Holding, Keep, Rows, Trace, Traces, With, by_table, trace
from hongqiao.kernel.sql import Connection

OWNERS = {
    "archives": archives.HOLDINGS,
    "feeds": feeds.HOLDINGS,
    "search": search.HOLDINGS,
    "nearby": nearby.HOLDINGS,
    "recommendation": recommendation.HOLDINGS,
    "reactions": reactions.HOLDINGS,
    "comments": comments.HOLDINGS,
    "notes": notes.HOLDINGS,
    "people": people.HOLDINGS,
    "topics": topics.HOLDINGS,
    "lexicon": lexicon.HOLDINGS,
    "translation": translation.HOLDINGS,
    "media": media.HOLDINGS,
    "site": site.HOLDINGS,
    "trust": trust.HOLDINGS,
    "accounts": accounts.HOLDINGS,
    "adapters/postgres": outbox.HOLDINGS,
}
"""Owner -> its tables: what is made of other things before the things, and the account last."""

HOLDINGS: list[Holding] = [one for holdings in OWNERS.values() for one in holdings]
MAP = by_table(HOLDINGS)
TRACES: list[Trace] = [*notes.TRACES, *comments.TRACES, *reactions.TRACES]


async def traces_of(db: Connection, account_id: int, handle: str) -> Traces:
    """By what this account’s rows are found. Some ten statements, most in the account’s bucket."""
    return await trace(db, Traces(account_id, handle), TRACES)


def as_markdown() -> str:
    """The map to read, for docs/operating/data-map.md."""
    lines = [
        "# Data map",
        "",
        "What each table holds of people, how they get a copy, and how it is erased. Printed by"
        " `hongqiao data-map`; the rules are in each feature’s `privacy.py`, and a table without a rule"
        " fails a test.",
        "",
    ]
    for owner, holdings in OWNERS.items():
        lines += [
            f"## {owner}",
            "",
            "| table | what it holds | names people by | copy | erasure | ends by itself |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        lines += [_line(one) for one in sorted(holdings, key=lambda one: one.table)]
        lines.append("")
    return "\n".join(lines)


def _line(one: Holding) -> str:
    names = ", ".join(f"`{name}`" for name in one.names)
    copy = "every row" if isinstance(one.export, Rows) else f"none: {one.export}"
    return f"| `{one.table}` | {one.about} | {names} | {copy} | {_erased(one)} | {one.ends} |"


def _erased(one: Holding) -> str:
    if isinstance(one.erase, Erase):
        return f"emptied: {one.erase.leaves}" if one.erase.leaves else "deleted"
    if isinstance(one.erase, With):
        return f"with `{one.erase.table}`"
    if isinstance(one.erase, Keep):
        at_once = f" {one.erase.at_once.leaves}" if one.erase.at_once else ""
        return f"kept {one.erase.days} days: {one.erase.ground}{at_once}"
    return f"none: {one.erase}"
