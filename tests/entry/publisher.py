"""Somebody who publishes without pause while things break, and writes down what was acknowledged."""

import http.client
import threading
import time

from tests.web.visitor import Visitor, media_in

Answered = (OSError, http.client.HTTPException, AssertionError)
"""What a request may raise while the site is down: its outcome is unknown, so nothing is claimed of it."""


class Publisher:
    """Publishes notes with a picture each, in a thread, until told to stop."""

    def __init__(self, author: Visitor) -> None:
        self.author = author
        self.acknowledged: dict[str, str] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._publish, daemon=True)

    def __enter__(self) -> "Publisher":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join(60)

    def wait_for(self, more: int, seconds: float = 60.0) -> None:
        """Until so many more notes are acknowledged."""
        wanted, deadline = len(self.acknowledged) + more, time.monotonic() + seconds
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < deadline, (
                f"only {len(self.acknowledged)} of {wanted} notes were acknowledged"
            )
            time.sleep(0.05)

    def _publish(self) -> None:
        number = 0
        while not self._stopping.is_set():
            number += 1
            title = f"Note number {number}"
            try:
                self.acknowledged[self.author.publish(title, f"Written as {number}.", pictures=1)] = title
            except Answered:
                time.sleep(0.05)

    def lost(self) -> list[str]:
        """Notes that were acknowledged and are not there whole, with every rendition of their picture."""
        gone = []
        for path, title in self.acknowledged.items():
            page = self.author.get(path)
            pictures = media_in(page.text)
            if page.status != 200 or title not in page.text or not pictures:
                gone.append(f"{path}: {page!r}")
            gone += [picture for picture in pictures if len(self.author.get(picture).body) < 100]
        return gone
