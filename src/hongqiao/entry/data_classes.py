"""Classes of data: how private each table of the data map is, and what follows for whoever handles it.

A table stands in the class of its most private column. ASVS 5.0, 14.1.1 and 14.1.2.
"""

from typing import Literal

import msgspec

from hongqiao.entry.data_map import OWNERS
from hongqiao.kernel.holdings import Holding, Keep, Rows

Class = Literal["secret", "sensitive", "personal", "open", "technical"]

OPENS = ("token_hash", "password_hash", "sealed", "code_hash", "key_hash")
"""Columns that prove who somebody is, or open something of theirs; hashed or sealed, and never copied out."""

SECRET = frozenset(
    {
        "account", "login", "half_login", "trusted_device", "totp", "recovery_code", "passkey", "spent_proof",
        "invite", "api_key",
    }
)  # fmt: skip
"""They let somebody in."""

SENSITIVE = frozenset(
    {
        # what somebody looks at, looks for, and keeps away
        "search_history", "search_asked", "reader_search", "feed_event", "feed_served", "note_reader",
        "reader_taste", "nearby_reader", "boundary", "word_filter", "held_word", "picture_choice",
        # what is said in confidence, and what was found to be wrong
        "report", "matter", "matter_line", "moderation_case", "case_evidence", "case_line", "case_copy",
        "case_proposal", "decision", "appeal", "statement_of_reasons", "standing", "staff_act", "staff_limit",
        "screening_hold", "screening_print", "picture_sighting", "known_picture", "removed_picture",
        # children, and all of somebody at once
        "guardian", "ward", "day_use", "archive_in", "archive_out", "departure", "erasure_receipt",
        # words of drafts and of notes for few lie beside open ones
        "draft", "translation_source",
    }
)  # fmt: skip
"""They would harm somebody if others read them."""

OPEN = frozenset(
    {
        "note", "note_picture", "note_revision", "note_stat", "topic_note", "comment", "comment_pin",
        "comment_stat", "profile", "people_count", "search_name", "search_form", "topic_change", "topic_log",
        "card_edition", "trusted_flagger", "follow_in", "follow_out", "like_in", "counted_note",
        "note_vector", "log_entry", "log_node", "log_head", "log_key",
    }
)  # fmt: skip
"""Everybody may read them, unless the note, comment or profile is for few: that is asked each time."""


class Rule(msgspec.Struct, frozen=True):
    """What holds for a class: who may read it, how it lies, how it goes out, and where that is tested."""

    name: str
    means: str
    readers: str
    lies: str
    goes_out: str


RULES: dict[Class, Rule] = {
    "secret": Rule(
        "Secret",
        "proves who somebody is, or opens something",
        "the code that compares it; no page, no command shows it",
        "as argon2id or SHA-256 hash, or sealed with the site’s secret (AES-GCM)",
        "never: what opens is left out of archives and logs, and deleted when the login or account ends",
    ),
    "sensitive": Rule(
        "Sensitive",
        "would harm somebody if others read it: what they look for, whom they keep away, cases, children",
        "its owner; of cases, the staff who work on them, each look written down in `/admin/trail`",
        "in the database, evidence apart from what is shown; held no longer than the map says",
        "to its owner, in an archive after a fresh proof; private words never to engines on other machines",
    ),
    "personal": Rule(
        "Personal",
        "names somebody, and is nobody else’s business",
        "its owner, and whoever the owner lets see it",
        "in the database, in the bucket of its owner",
        "in the owner’s archive; answers say `private, no-cache`; numbers in place of names in logs",
    ),
    "open": Rule(
        "Open",
        "what people publish, and the signed log",
        "everybody, if its audience, blocks, age gates and decisions allow it: asked at each reading",
        "in the database and, rendered, in memory; words for few are treated as personal",
        "on pages, in search, and to the engines that `/status` names; withdrawn within 5 seconds",
    ),
    "technical": Rule(
        "Technical",
        "names nobody: counts, queues, settings",
        "the code, and the operator",
        "in the database",
        "no rule",
    ),
}

OUTSIDE = (
    ("`secret`, `secrets.old`, `log.key`", "secret", "readable by the account of the site only"),
    ("`dsn`", "secret", "the same; it opens the database"),
    ("`media/`", "open", "pictures of notes for few answer to those only who may see the note"),
    ("`erasures.jsonl`", "sensitive", "numbers and hashes; kept for as long as copies of the database are"),
    ("copies of the database", "secret", "encrypt them; whoever restores one runs `hongqiao erase --again`"),
    ("logs", "personal", "networks are shortened; no words of people, no secrets"),
)
"""What lies in files: name, class, rule."""


def class_of(one: Holding) -> Class:
    """The class of a table: named above, else personal where it names somebody, else technical."""
    if one.table in SECRET:
        return "secret"
    if one.table in SENSITIVE:
        return "sensitive"
    if one.table in OPEN:
        return "open"
    return "personal" if one.names else "technical"


def as_markdown() -> str:
    """The classes to read, for docs/operating/data-classification.md."""
    lines = [
        "# Classes of data",
        "",
        "How private each table is, and what follows. Printed by `hongqiao data-classes` from the [data"
        " map](data-map.md); a table stands in the class of its most private column, a new one is personal as"
        " soon as it names somebody. ASVS 5.0, 14.1.",
        "",
        "| class | what it is | who reads it | how it lies | how it goes out |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {one.name} | {one.means} | {one.readers} | {one.lies} | {one.goes_out} |"
            for one in RULES.values()
        ),
        "",
    ]
    for name, rule in RULES.items():
        lines += [f"## {rule.name}", "", "| table | owner | what it holds | in an archive | until |"]
        lines += ["| --- | --- | --- | --- | --- |", *_rows(name), ""]
    lines += ["## Files", "", "| what | class | rule |", "| --- | --- | --- |"]
    lines += [f"| {what} | {name} | {rule} |" for what, name, rule in OUTSIDE]
    return "\n".join([*lines, ""])


def _rows(name: Class) -> list[str]:
    return [
        f"| `{one.table}` | {owner} | {one.about} | {_copied(one)} | {_until(one)} |"
        for owner, holdings in OWNERS.items()
        for one in sorted(holdings, key=lambda one: one.table)
        if class_of(one) == name
    ]


def _copied(one: Holding) -> str:
    if not isinstance(one.export, Rows):
        return "no"
    return "yes, without what opens" if class_of(one) == "secret" else "yes"


def _until(one: Holding) -> str:
    ends = [one.ends] if one.ends else []
    if isinstance(one.erase, Keep):
        ends.append(f"{one.erase.days} days after its person is erased")
    elif one.names:
        ends.append("its person is erased")
    return "; ".join(ends)
