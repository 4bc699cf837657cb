"""What happens to people and between them."""

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
