"""A circuit breaker: after some failures in a row nothing is asked for a while, then one request is let through."""

from __future__ import annotations

import time
from collections.abc import Callable


class Breaker:
    """Counts failures in a row. ``rest`` is seconds; ``now`` a clock that only goes forward."""

    def __init__(self, failures: int, rest: float, now: Callable[[], float] = time.monotonic) -> None:
        self._most = failures
        self._rest = rest
        self._now = now
        self._failed = 0
        self._until = 0.0

    def lets_through(self) -> bool:
        """Whether a request may be made now; while one is tried after a rest, no other is."""
        if self._failed < self._most:
            return True
        if self._now() < self._until:
            return False
        self._until = self._now() + self._rest
        return True

    def succeeded(self) -> None:
        """A request was answered."""
        self._failed = 0

    def failed(self) -> None:
        """A request was not answered, or not with a reading."""
        self._failed += 1
        if self._failed >= self._most:
            self._until = self._now() + self._rest
