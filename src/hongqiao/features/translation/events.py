"""What happens to corrections. They live in the bucket of their place."""

from hongqiao.kernel.events import Event
from hongqiao.kernel.ids import bucket_of_name


class CorrectionSuggested(Event, frozen=True, kw_only=True):
    """Somebody suggested better words; `key` is the place's, in hex."""

    key: str
    target: str
    correction_id: int
    person_id: int

    @classmethod
    def of(cls, key: bytes, target: str, correction_id: int, person_id: int) -> "CorrectionSuggested":
        """Of the row in the bucket of its key."""
        return cls(
            bucket=bucket_of_name(key),
            key=key.hex(),
            target=target,
            correction_id=correction_id,
            person_id=person_id,
        )
