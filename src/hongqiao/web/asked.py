"""What somebody is asked before they post: personal data in their words, links that hide where they lead."""

from collections.abc import Iterable

import msgspec

from hongqiao.features import trust
from hongqiao.kernel.errors import mark
from hongqiao.web.request import Here

_PERSONAL = mark("You are about to post %(what)s. Everyone who sees it can use it.")


class Asked(msgspec.Struct, frozen=True):
    """One thing to think about, and the part of the words that it is about."""

    words: str
    where: str


def asked_about(at: Here, words: Iterable[str]) -> list[Asked]:
    """What to ask about these words, in the reader’s language; nothing for most."""
    found = trust.screening.screen_words("\n".join(words), home=at.site.settings.home)
    return [Asked(_sentence(at, one.reason), one.where) for one in trust.screening.of_outcome(found, "warn")]


def _sentence(at: Here, reason: str) -> str:
    said = at.say(trust.screening.REASONS[reason])
    return at.say(_PERSONAL, what=said) if reason in trust.screening.model.PERSONAL else said
