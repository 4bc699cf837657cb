"""Matters: what people formally ask of the operator, and incidents; what each form wants. Pure rules."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import msgspec

from hongqiao.features.trust.casework import STAFF
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.text import clean_block, clean_line

Kind = Literal["data-request", "copyright-notice", "counter-notice", "intimate-image", "breach"]
OPEN, CLOSED = 0, 1
LINE, BLOCK, TICK = 200, 4_000, 0
RIGHTS = ("access", "rectification", "erasure", "restriction", "portability", "objection")


class Asks(msgspec.Struct, frozen=True, kw_only=True):
    """What the form of a kind asks: a field and the most signs it may have; TICK is a box to be ticked.

    `form` is its name in packs: without one that asks for it, it isn’t there. `clock` starts when it comes.
    """

    fields: Mapping[str, int]
    optional: tuple[str, ...] = ()
    form: str = ""
    clock: str = ""
    needs_account: bool = False
    may_wait: bool = False  # while somebody has yet to say who they are, or what they mean


KINDS: Mapping[Kind, Asks] = {
    "data-request": Asks(
        fields={"right": LINE, "what": BLOCK},
        form="data-subject-request",
        clock="data-subject-request",
        needs_account=True,
        may_wait=True,
    ),
    "copyright-notice": Asks(
        fields={
            "work": BLOCK, "where": BLOCK, "name": LINE, "mail": LINE, "address": BLOCK,
            "good_faith": TICK, "accuracy": TICK, "signature": LINE,
        },
        form="copyright-notice",
    ),
    "counter-notice": Asks(
        fields={
            "where": BLOCK, "name": LINE, "mail": LINE, "address": BLOCK, "perjury": TICK,
            "jurisdiction": TICK, "signature": LINE,
        },
        form="copyright-counter-notice",
        clock="counter-notice",
    ),
    "intimate-image": Asks(
        fields={"where": BLOCK, "name": LINE, "mail": LINE, "good_faith": TICK, "signature": LINE},
        form="intimate-image",
        clock="intimate-image",
    ),
    "breach": Asks(
        fields={"what": BLOCK, "data": BLOCK, "people": LINE, "consequences": BLOCK, "measures": BLOCK},
        optional=("data", "people", "consequences", "measures"),
        clock="breach-to-authority",
    ),
}  # fmt: skip


class Matter(msgspec.Struct, frozen=True):
    """Something that was asked, or that happened. `fields` are what the form said, as JSON."""

    id: int
    kind: Kind
    person_id: int | None
    fields: str
    lang: str
    key_hash: bytes | None
    state: int
    outcome: str
    made_at: datetime
    closed_at: datetime | None

    @property
    def told(self) -> dict[str, str]:
        """What the form said, by field."""
        return msgspec.json.decode(self.fields, type=dict[str, str])


def checked(kind: Kind, given: Mapping[str, str]) -> dict[str, str]:
    """The fields of a form, cleaned. Raises Invalid with a message for each that is missing or wrong."""
    asks, kept, wrong = KINDS[kind], {}, {}
    for name, limit in asks.fields.items():
        try:
            words = _cleaned(given.get(name, ""), limit)
        except ValueError as unusable:
            wrong[name] = str(unusable)
            continue
        if not words and name not in asks.optional:
            wrong[name] = mark("Tick this, or the form cannot be taken.") if limit == TICK else _MISSING
        elif limit and len(words) > limit:
            wrong[name] = mark("This is too long.")
        kept[name] = words
    if kept.get("mail") and ("@" not in kept["mail"] or " " in kept["mail"]):
        wrong["mail"] = mark("This doesn’t look like an email address.")
    if "right" in kept and kept["right"] not in RIGHTS:
        wrong["right"] = mark("Choose what you want.")
    if wrong:
        raise Invalid(fields=wrong)
    return kept


_MISSING = mark("This is needed.")


def may_work_on(kind: Kind, role: str) -> bool:
    """Moderators hear of pictures and works; people’s data and incidents are for administrators."""
    return role == "admin" or (
        role in STAFF and kind in ("copyright-notice", "counter-notice", "intimate-image")
    )


def _cleaned(words: str, limit: int) -> str:
    if limit == TICK:
        return "yes" if words in ("on", "1", "true", "yes") else ""
    return clean_line(words) if limit == LINE else clean_block(words)
