"""What happens to people and between them."""

from typing import ClassVar

from hongqiao.kernel.events import Event


class PersonJoined(Event, frozen=True, kw_only=True):
    """Somebody has a profile now."""

    account_id: int
    handle: str


class ProfileChanged(Event, frozen=True, kw_only=True):
    """A name, a bio or a place was changed; `bio_before` are former words with their language."""

    account_id: int
    place_before: str = ""
    bio_before: tuple[str, str] = ("", "und")


class Followed(Event, frozen=True, kw_only=True):
    """Somebody follows somebody; recorded in the follower's bucket."""

    follower_id: int
    target_id: int


class Unfollowed(Event, frozen=True, kw_only=True):
    """Somebody follows somebody no more; recorded in the follower's bucket."""

    follower_id: int
    target_id: int


class Blocked(Event, frozen=True, kw_only=True):
    """Somebody blocks somebody; recorded in the bucket of who blocks."""

    is_urgent: ClassVar[bool] = True
    blocker_id: int
    blocked_id: int


class Unblocked(Event, frozen=True, kw_only=True):
    """Somebody blocks somebody no more; recorded in the bucket of who blocked."""

    blocker_id: int
    blocked_id: int


class PrivacyChanged(Event, frozen=True, kw_only=True):
    """An account became private, or open to everybody again."""

    is_urgent: ClassVar[bool] = True
    account_id: int


class FollowAsked(Event, frozen=True, kw_only=True):
    """Somebody asks to follow a private account, or asks no more; recorded in the asker's bucket."""

    asker_id: int
    target_id: int


class FollowAnswered(Event, frozen=True, kw_only=True):
    """A private account accepted or refused who asked; recorded in the bucket of who was asked."""

    asker_id: int
    target_id: int
    is_accepted: bool
