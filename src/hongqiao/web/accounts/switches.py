"""What a member can switch: each purpose with its words, their version, since when, and what it changes."""

from collections.abc import Mapping, Sequence

import msgspec

from hongqiao.features import accounts, nearby, recommendation, search, trust
from hongqiao.features.recommendation import controls
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.web.age_words import pack_names
from hongqiao.web.request import Here

_VERSION_SIGNS = 12


class Switch(msgspec.Struct, frozen=True, kw_only=True):
    """One purpose. `last` is the choice in the ledger, nothing before one; `give_path` is where it is given,
    when more has to be said than yes.
    """

    purpose: str
    name: str
    words: str
    off: str
    is_on: bool
    last: trust.consent.Consent | None
    more: tuple[str, str]
    packs: Sequence[str] = ()
    give_path: str = ""

    @property
    def version(self) -> str:
        """The version of the words that were agreed to or refused."""
        return self.last.text_hash.hex()[:_VERSION_SIGNS] if self.last else ""


async def switches(at: Here, last: Mapping[str, trust.consent.Consent]) -> list[Switch]:
    """Every purpose that this viewer can decide about, as it holds now."""
    found = [await _activity(at, last), await _searches(at, last)]
    is_near = await trust.consent.stands(at.scope, at.scope.me, "nearby")
    if is_near or not (await accounts.preferences(at.scope)).is_minor:
        found.append(_nearby(at, last, is_on=is_near))
    return found


async def switch(at: Here, purpose: str, *, is_on: bool) -> None:
    """Does what the switch of this purpose says. Raises Invalid where there is nothing to choose."""
    if purpose == "profiling-feed":
        act = controls.use_activity if is_on else controls.use_no_activity
        await act(at.scope, words=at.say(controls.ACTIVITY_WORDS), surface="settings")
    elif purpose == "search-history":
        keep = search.history.keep_history if is_on else search.history.stop_history
        await keep(at.scope, words=at.say(search.history.HISTORY_WORDS), surface="settings")
    elif purpose == "nearby" and not is_on:
        await nearby.leave(at.scope, words=at.say(nearby.WORDS), surface="settings")
    else:
        raise Invalid(mark("There is nothing to choose about this here."))


async def _activity(at: Here, last: Mapping[str, trust.consent.Consent]) -> Switch:
    return Switch(
        purpose="profiling-feed",
        name=at.say(mark("Explore may use what I do")),
        words=at.say(controls.ACTIVITY_WORDS),
        off=at.say(
            mark(
                "Off: nothing of it is written down, and Explore shows what everyone likes and what you "
                "chose. Either holds at once, on all your devices."
            )
        ),
        is_on=(await recommendation.choice_of(at.scope)).profiled,
        last=last.get("profiling-feed"),
        more=("/me/feed", at.say(mark("What was kept, and how to delete it"))),
        packs=pack_names(at, "profiling_switch", "minors_without_profiling"),
    )


async def _searches(at: Here, last: Mapping[str, trust.consent.Consent]) -> Switch:
    return Switch(
        purpose="search-history",
        name=at.say(mark("My searches")),
        words=at.say(search.history.HISTORY_WORDS),
        off=at.say(mark("Off: those there are get deleted at once, and no new ones are kept or counted.")),
        is_on=await search.history.keeps_history(at.scope),
        last=last.get("search-history"),
        more=("/search", at.say(mark("See them"))),
    )


def _nearby(at: Here, last: Mapping[str, trust.consent.Consent], *, is_on: bool) -> Switch:
    return Switch(
        purpose="nearby",
        name=at.say(mark("Where I am")),
        words=at.say(nearby.WORDS),
        off=at.say(
            mark(
                "Off: nobody asks where you are. Switching it off deletes your square, and those of your "
                "notes."
            )
        ),
        is_on=is_on,
        last=last.get("nearby"),
        more=("/nearby", at.say(mark("Nearby"))),
        give_path="/nearby",
    )
