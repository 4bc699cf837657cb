"""Ages and packs in words: choices of the form, bands, and which pack it is that asks."""

from collections.abc import Mapping

from hongqiao.features import accounts, trust
from hongqiao.kernel.errors import mark
from hongqiao.web.request import Here

BANDS: Mapping[str, str] = {
    "unknown": mark("Not told"),
    "under-13": mark("Under 13"),
    "13-15": mark("13 to 15"),
    "16-17": mark("16 or 17"),
    "adult": mark("18 or older"),
}
PACKS: Mapping[str, str] = {
    "default": mark("This house’s own rules"),
    "eu": mark("European Union"),
    "uk": mark("United Kingdom"),
    "us": mark("United States"),
    "au": mark("Australia"),
    "cn": mark("China"),
}


def age_choices(at: Here) -> list[tuple[str, str]]:
    """What the form offers: (key, words), youngest first; empty where no pack asks."""
    offered = accounts.ages.choices(at.site.settings, at.scope.now)
    return [(one.key, _words(at, one)) for one in offered]


def pack_names(at: Here, *values: str) -> list[str]:
    """Names of the packs that set any of these values here."""
    set_by = trust.rules(at.site.settings, on=at.scope.now.date()).set_by
    return [at.say(PACKS[name]) for name in dict.fromkeys(set_by[one] for one in values if one in set_by)]


def _words(at: Here, one: "accounts.ages.Choice") -> str:
    if not one.high:
        return at.say(mark("%(age)s or older"), age=one.low)
    if not one.low:
        return at.say(mark("under %(age)s"), age=one.high + 1)
    if one.low == one.high:
        return at.say(mark("%(age)s years"), age=one.low)
    return at.say(mark("%(age)s to %(end)s"), age=one.low, end=one.high)
