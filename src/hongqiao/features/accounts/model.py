"""What an account may be: rules for handles, passwords, age and reading preferences."""

import re
from datetime import datetime
from typing import Literal

import msgspec

from hongqiao.features.accounts.guessable import SHORTEST, is_guessable
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import LoginId, bucket_of_name
from hongqiao.kernel.language import without_repeats
from hongqiao.kernel.text import clean_line

INTERESTS = ("food", "travel", "style", "home", "pets", "study", "crafts", "outdoors")
ADULT_AGE = 18
Band = Literal["unknown", "under-13", "13-15", "16-17", "adult"]

PASSWORD_LENGTH = (SHORTEST, 200)
_HANDLE = re.compile(r"[a-z][a-z0-9_]{1,19}")
_RESERVED = frozenset(
    {"admin", "administrator", "moderator", "hongqiao", "support", "root", "system", "everyone", "all", "me"}
)


class SignUp(msgspec.Struct, frozen=True):
    """What somebody fills in to join."""

    handle: str
    password: str
    age: str
    reads: tuple[str, ...]
    interests: tuple[str, ...] = ()
    locale: str = "en"
    name: str = ""
    invite: str = ""
    family_code: str = ""


class Age(msgspec.Struct, frozen=True):
    """A band, how it is known (self-declared, guardian), how surely, and since when."""

    band: Band = "unknown"
    method: str = ""
    confidence: str = ""
    at: datetime | None = None


class Login(msgspec.Struct, frozen=True):
    """One device that is signed in; `place` is the network from which it signed in."""

    id: LoginId
    device: str
    place: str
    made_at: datetime
    seen_at: datetime
    is_current: bool = False


class Entry(msgspec.Struct, frozen=True):
    """What a right password opens: a login, or the second step before one; `cookie` is for either."""

    cookie: str
    needs_second: bool = False


class TrustedDevice(msgspec.Struct, frozen=True):
    """A device that is not asked for the second step until `ends_at`."""

    id: int
    device: str
    made_at: datetime
    ends_at: datetime


class Passkey(msgspec.Struct, frozen=True):
    """A key that lives in somebody's device and opens their account."""

    id: int
    name: str
    credential_id: bytes
    made_at: datetime
    used_at: datetime | None


class DoorNotice(msgspec.Struct, frozen=True):
    """Something that happened at an account's door; `kind` is one of notices.KINDS."""

    id: int
    kind: str
    device: str
    place: str
    made_at: datetime


def is_handle(text: str) -> bool:
    """Whether an account can have this handle."""
    return _HANDLE.fullmatch(text) is not None


def account_bucket(handle: str) -> int:
    """Bucket of the account with this handle."""
    return bucket_of_name(handle)


def check(form: SignUp, *, site_name: str) -> SignUp:
    """The form with its fields cleaned; raises Invalid with a message for each field that is wrong."""
    handle = form.handle.strip().lstrip("@").lower()
    wrong: dict[str, str] = {}
    if not is_handle(handle):
        wrong["handle"] = mark("Use 2 to 20 letters a–z, digits or _, and begin with a letter.")
    elif handle in _RESERVED:
        wrong["handle"] = mark("This handle is kept for the site. Choose another.")
    if reason := password_trouble(form.password, handle=handle, site_name=site_name):
        wrong["password"] = reason
    reads = known_languages(form.reads)
    if not reads:
        wrong["reads"] = mark("Choose at least one language that you read.")
    name = clean_name(form.name)
    if len(name) > 30:
        wrong["name"] = mark("A name has at most 30 characters.")
    if wrong:
        raise Invalid(fields=wrong)
    interests = tuple(dict.fromkeys(tag for tag in form.interests if tag in INTERESTS))
    return msgspec.structs.replace(form, handle=handle, reads=reads, interests=interests, name=name or handle)


def clean_name(name: str) -> str:
    """A shown name on one line; raises Invalid for signs of no language."""
    try:
        return clean_line(name)
    except ValueError as wrong:
        raise Invalid(fields={"name": str(wrong)}) from wrong


def known_languages(tags: tuple[str, ...]) -> tuple[str, ...]:
    """The tags that we know, one a language."""
    return without_repeats(tags)


def password_trouble(password: str, *, handle: str, site_name: str) -> str:
    """Why this password will not do, or an empty string."""
    shortest, longest = PASSWORD_LENGTH
    if len(password) < shortest:
        return mark("Use at least 8 characters. A few words in a row make a good password.")
    if len(password) > longest or any("\ud800" <= sign <= "\udfff" for sign in password):
        return mark("This password cannot be used. Choose one of at most 200 characters.")
    if is_guessable(password, handle=handle, site_name=site_name):
        return mark("This password is among the first that a thief tries. Choose another.")
    return ""
