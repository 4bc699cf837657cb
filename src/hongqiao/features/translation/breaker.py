"""When an engine that fails is left in peace, and for how long: a circuit breaker. Knows no clock."""

FAILURES = 3
"""So many in a row, and it rests."""
FIRST_REST_S, LONGEST_REST_S = 10.0, 900.0


class Breaker:
    """Closed: all may pass. Open: it rests. Half open: the rest is over, and one try may pass alone.

    `now` is seconds on one clock that never goes back. A try that passed ends in one of succeeded(),
    failed() or given_up().
    """

    def __init__(self) -> None:
        self.failures = 0
        self._rests, self._until, self._is_tried = 0, 0.0, False

    @property
    def is_closed(self) -> bool:
        """Whether it has answered since it last failed too often."""
        return not self._rests

    def is_open(self, now: float) -> bool:
        """Whether nobody may pass now: it rests, or somebody tries already whether it is well again."""
        return self._rests > 0 and (now < self._until or self._is_tried)

    def is_tried(self, now: float) -> bool:
        """Whether somebody finds out at this moment if it is well again: that is worth waiting for."""
        return self._is_tried and self._rests > 0 and now >= self._until

    def rests_for_s(self, now: float) -> float:
        """Seconds of rest that are left; 0 when it does not rest."""
        return max(0.0, self._until - now) if self._rests else 0.0

    def may_pass(self, now: float) -> bool:
        """Asks to pass; whoever passes half open is the one try."""
        if self.is_open(now):
            return False
        self._is_tried = self._rests > 0
        return True

    def succeeded(self, now: float) -> None:
        """It answered: all is forgotten. An answer to what was asked before the rest ends no rest."""
        if not self.rests_for_s(now):
            self.failures, self._rests, self._is_tried = 0, 0, False

    def failed(self, now: float, *, asks_for_s: float = 0.0) -> None:
        """It did not answer. Each rest that did not help doubles the next. An engine that asks for a rest
        gets it at once: asked again sooner, it would only lock us out for longer.
        """
        if self.rests_for_s(now):
            return
        self.failures += 1
        if self.failures >= FAILURES or self._rests or asks_for_s > 0:
            rest_s = max(FIRST_REST_S * 2.0**self._rests, asks_for_s)
            self._until = now + min(LONGEST_REST_S, rest_s)
            self._rests, self._is_tried = min(self._rests + 1, 20), False

    def given_up(self) -> None:
        """Who asked went away before there was an answer: that tells nothing."""
        self._is_tried = False
