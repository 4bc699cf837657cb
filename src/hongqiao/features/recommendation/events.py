"""What readers' signals tell the rest of the product, recorded in the reader's bucket."""

from hongqiao.kernel.events import Event


class NotesMet(Event, frozen=True, kw_only=True):
    """A reader saw, opened or hid notes; how they stand to each is read from their own rows."""

    account_id: int
    community: str
    note_ids: tuple[int, ...]


class ActivityForgotten(Event, frozen=True, kw_only=True):
    """A reader wants what they did to be forgotten."""

    account_id: int
