"""Objects: bytes under a name, kept durably (a folder, or an S3 bucket)."""

from datetime import datetime
from typing import Protocol


class Objects(Protocol):
    """Names are relative paths of our own making, never of people's."""

    async def put(self, name: str, data: bytes) -> None:
        """Stores the bytes; when it returns they survive a power cut."""
        ...

    async def get(self, name: str) -> bytes | None:
        """The bytes, or None."""
        ...

    async def folders(self, *, before: datetime) -> list[str]:
        """Folders of objects, as delete_all takes them, in which nothing was stored since this moment."""
        ...

    async def delete_all(self, prefix: str) -> None:
        """Deletes every object under the prefix (a folder's path)."""
        ...
