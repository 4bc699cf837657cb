"""Words for what decisions do and how they came about."""

from collections.abc import Mapping

from hongqiao.kernel.errors import mark
from hongqiao.web.request import Here

ACTIONS: Mapping[str, str] = {
    "label": mark("labelled"),
    "warn": mark("shown behind a warning"),
    "age-gate": mark("shown to adults only"),
    "demote": mark("shown to fewer people"),
    "hide": mark("hidden"),
    "remove": mark("removed"),
    "restrict": mark("restricted"),
    "demonetise": mark("kept from earning"),
    "suspend": mark("suspended for a time"),
    "terminate": mark("ended"),
    "reinstate": mark("put back"),
}
ORIGINS: Mapping[str, str] = {
    "own-initiative": mark("found by this site"),
    "notice": mark("reported by somebody"),
    "trusted-flagger": mark("reported by a trusted flagger"),
    "order": mark("ordered by an authority"),
}
AUTOMATION: Mapping[str, str] = {
    "none": mark("by people"),
    "detected": mark("found by software, decided by people"),
    "decided": mark("decided by software"),
    "both": mark("found and decided by software"),
}
SUBJECTS: Mapping[str, str] = {
    "note": mark("a note"),
    "comment": mark("a comment"),
    "account": mark("an account"),
    "product-claim": mark("a claim about a product"),
    "other": mark("something else"),
}
STATES: Mapping[str, str] = {
    "running": mark("running"),
    "paused": mark("paused"),
    "overdue": mark("overdue"),
    "over": mark("over"),
    "done": mark("done"),
}
KINDS: Mapping[str, str] = {
    "intimate-image": mark("Remove an intimate picture, and its copies"),
    "breach-to-authority": mark("Tell the authority about a breach"),
    "data-subject-request": mark("Answer somebody about their data"),
    "internal-complaint": mark("Complaints about a decision are taken"),
    "counter-notice": mark("Restore what a counter-notice asks for"),
    "evidence-preservation": mark("Keep evidence, out of reach"),
    "ad-record": mark("Keep the record of an advertisement"),
    "algorithm-filing": mark("File the recommender"),
}


def ground_words(at: Here, ground: str) -> str:
    """The ground of an entry ("terms: 3.2") in the reader’s language; references stay as they are."""
    kind, _, reference = ground.partition(": ")
    if kind == "law":
        return at.say(mark("law: %(reference)s"), reference=reference)
    return at.say(mark("terms: %(reference)s"), reference=reference)
