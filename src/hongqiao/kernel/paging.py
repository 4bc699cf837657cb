"""Keyset paging: a page, and a cursor that is checked when it comes back."""

import base64
import binascii
from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec

from hongqiao.kernel.errors import Invalid, mark

T = TypeVar("T")
PAGE_SIZE = 24
MAX_PAGE_SIZE = 100
_LONGEST = 28  # signs of a cursor for each number: twenty digits and a comma, in base64


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Items in order, and the cursor of the next page (empty at the end)."""

    items: Sequence[T]
    next: str = ""


def write_cursor(*parts: int) -> str:
    """A cursor of whole numbers, as short text for an address."""
    packed = b",".join(str(part).encode() for part in parts)
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def read_cursor(text: str, parts: int) -> tuple[int, ...] | None:
    """The numbers of a cursor, None for an empty one.

    Raises Invalid when it was not written by write_cursor with as many parts.
    """
    if not text:
        return None
    readable = text + "=" * (-len(text) % 4) if len(text) <= _LONGEST * parts else ""
    try:
        packed = base64.urlsafe_b64decode(readable)
        numbers = tuple(int(part) for part in packed.decode("ascii").split(","))
    except (ValueError, binascii.Error):
        numbers = ()
    is_ours = len(numbers) == parts and write_cursor(*numbers) == text
    if not is_ours or any(not -(1 << 63) <= number < 1 << 63 for number in numbers):
        raise Invalid(mark("This page address is broken. Start again from the first page."))
    return numbers


def cut(items: Sequence[T], size: int) -> tuple[Sequence[T], bool]:
    """From one item more than a page: the page, and whether there is another."""
    return items[:size], len(items) > size
