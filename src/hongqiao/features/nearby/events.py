"""What happens to places. They live in the bucket of the note, which is its author's."""

from hongqiao.kernel.events import Event


class NotePlaced(Event, frozen=True, kw_only=True):
    """A note has another cell, or none any more; `cells` are those that it had before and has now."""

    note_id: int
    cells: tuple[int, ...]
