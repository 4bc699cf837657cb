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
    "pause-reports": mark("kept from reporting"),
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
    "held-review": mark("Look at what screening holds back"),
}


CATEGORIES: Mapping[str, str] = {
    "minor-safety": mark("It endangers children or young people"),
    "intimate-image": mark("It shows somebody intimately who didn’t agree"),
    "self-harm": mark("It encourages people to hurt themselves"),
    "violence": mark("It threatens or glorifies violence"),
    "hate": mark("It spreads hatred against people for who they are"),
    "harassment": mark("It insults or harasses somebody"),
    "scam": mark("It cheats people, or wants their money outside the platform"),
    "adult-content": mark("It is meant for adults only"),
    "copied-work": mark("It uses somebody else’s work or name"),
    "misleading": mark("It misleads people, or shows AI pictures as real"),
    "undeclared-ad": mark("It is an advertisement that doesn’t say so"),
    "spam": mark("It is the same thing over and over"),
    "other": mark("Something else"),
}
CLAUSE_WORDS: Mapping[str, str] = {
    "minor-safety": mark("Nothing that endangers children or young people, or that sexualises them."),
    "intimate-image": mark("No intimate pictures of people who didn’t agree, real or made."),
    "self-harm": mark("No encouragement to hurt oneself, to starve, or to take dangerous dares."),
    "violence": mark("No threats, and nothing that celebrates violence."),
    "hate": mark("No hatred against people for their origin, religion, sex, body, age or love."),
    "harassment": mark("No insults, no chasing people across notes, no publishing of where they live."),
    "adult-content": mark("Nothing meant for adults only where young people see it."),
    "scam": mark("No cheating, and no deposits or payments outside the platform."),
    "undeclared-ad": mark("Whoever is paid or given something for a note says so."),
    "spam": mark("Not the same words under many notes, and no bought attention."),
    "copied-work": mark("Only pictures and words that you may publish, and only your own name."),
    "misleading": mark("Nothing made up that passes for true, and AI pictures are declared."),
    "other": mark("What the law forbids is forbidden here, too."),
}
PRIORITIES = (mark("low"), mark("low"), mark("middle"), mark("high"), mark("urgent"))
"""By priority, from 0 on."""

RULINGS: Mapping[str, str] = {
    "none": mark("No breach: leave it as it is"),
    "label": mark("Put a label on it"),
    "warn": mark("Show it behind a warning"),
    "age-gate": mark("Keep it for adults"),
    "demote": mark("Don’t recommend it in Explore"),
    "hide": mark("Hide it"),
    "remove": mark("Remove it"),
    "restrict": mark("Let the account read only"),
    "suspend": mark("Suspend the account, and hide what it made meanwhile"),
    "terminate": mark("End the account (a colleague has to confirm)"),
    "pause-reports": mark("Don’t take reports from the account for a time"),
}
OUTCOMES: Mapping[str, str] = {
    "none": mark("We looked at it closely and found no breach of the rules."),
    "label": mark("We put a label on it."),
    "warn": mark("It is now shown behind a warning."),
    "age-gate": mark("It is now shown to adults only."),
    "demote": mark("Explore doesn’t recommend it any more."),
    "hide": mark("We hid it."),
    "remove": mark("We removed it."),
    "restrict": mark("The account can no longer publish or comment for some time."),
    "suspend": mark("We suspended the account."),
    "terminate": mark("We ended the account."),
    "pause-reports": mark("The account cannot report anything for some time."),
}
ACTS: Mapping[str, str] = {
    "looked": mark("opened the case"),
    "saw picture": mark("looked at a picture"),
}
LINE_KINDS: Mapping[str, str] = {
    "claimed": mark("took this case"),
    "released": mark("put this case back"),
    "noted": mark("noted"),
    "decided": mark("decided"),
    "proposed": mark("proposed to end the account; a colleague has to confirm"),
    "declined": mark("took the proposal off the table"),
    "asked": mark("asks for a second opinion"),
    "undone": mark("took the decision back"),
    "misuse": mark("found too many reports of this account unfounded"),
    "warned": mark("deadline warned"),
    "upheld": mark("answered the appeal: the decision stands"),
    "reversed": mark("answered the appeal: the decision is taken back"),
}


def ground_words(at: Here, ground: str) -> str:
    """The ground of an entry ("terms: 3.2") in the reader’s language; references stay as they are."""
    kind, _, reference = ground.partition(": ")
    if kind == "law":
        return at.say(mark("law: %(reference)s"), reference=reference)
    return at.say(mark("terms: %(reference)s"), reference=reference)
