"""What happens to topics and to those who follow them."""

from hongqiao.kernel.events import Event


class TopicFollowed(Event, frozen=True, kw_only=True):
    """Somebody follows a topic; `topic` is a concept's id, or "#slug". Recorded in the follower's bucket."""

    account_id: int
    topic: str


class TopicUnfollowed(Event, frozen=True, kw_only=True):
    """Somebody follows a topic no more. Recorded in the follower's bucket."""

    account_id: int
    topic: str


class TopicChanged(Event, frozen=True, kw_only=True):
    """Names of topics were joined or parted: a proposal was accepted, or one that was is undone."""

    change_id: int
    topic: str
    act: str
