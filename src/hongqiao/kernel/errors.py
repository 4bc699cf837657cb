"""The six families of refusal. Each carries words that are safe to show and a detail for logs only.

`message` is a gettext id, marked with `_` where it is written; pages translate it when they show it.
Status codes live in web/errors.py.
"""

from collections.abc import Mapping


def mark(message: str) -> str:
    """Marks a message for translation where no language is known yet; extraction knows it by name."""
    return message


class Refusal(Exception):
    """Something that people asked for and that will not be done."""

    def __init__(self, message: str, *, detail: str = "", values: Mapping[str, object] | None = None) -> None:
        super().__init__(detail or message)
        self.message = message
        self.detail = detail
        self.values = dict(values or {})


class NotFound(Refusal):
    """Absent, or hidden from this viewer: both look the same from outside."""

    def __init__(self, message: str = "", *, detail: str = "") -> None:
        super().__init__(message or mark("This page isn’t here, or isn’t open to you."), detail=detail)


class AdultsOnly(NotFound):
    """Absent for this viewer, who would have to sign in as somebody who said that they are of age."""

    def __init__(self) -> None:
        super().__init__(mark("This is for adults only. Sign in with an account that says you are one."))


class NotAllowed(Refusal):
    """The viewer is known and may not do this."""


class SignInNeeded(NotAllowed):
    """The viewer would have to sign in first."""

    def __init__(self) -> None:
        super().__init__(mark("Sign in to do this."))


class ProofNeeded(NotAllowed):
    """The viewer would have to prove again who they are: the last proof on this device is too old."""

    def __init__(self) -> None:
        super().__init__(mark("Confirm that it’s you, then do this again."))


class Invalid(Refusal):
    """What was sent breaks a rule; `fields` maps field names to messages."""

    def __init__(
        self,
        message: str = "",
        *,
        fields: Mapping[str, str] | None = None,
        detail: str = "",
        values: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message or mark("Some of this needs another look."), detail=detail, values=values)
        self.fields = dict(fields or {})


class Conflict(Refusal):
    """True once, but someone or something was faster."""


class TooSoon(Refusal):
    """Too many attempts; `retry_after_s` says when to come back."""

    def __init__(self, retry_after_s: int, message: str = "") -> None:
        super().__init__(message or mark("Too many tries. Wait a little and try again."))
        self.retry_after_s = retry_after_s


class TooLarge(Invalid):
    """More bytes than are taken."""


class Unavailable(Refusal):
    """A part that is needed is not there now; `retry_after_s` where it said for how long, else 0."""

    def __init__(
        self,
        message: str,
        *,
        detail: str = "",
        values: Mapping[str, object] | None = None,
        retry_after_s: float = 0.0,
    ) -> None:
        super().__init__(message, detail=detail, values=values)
        self.retry_after_s = retry_after_s
