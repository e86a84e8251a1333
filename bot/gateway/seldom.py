"""What may be logged only now and then, so that whoever fills our connections does not fill our disk."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable


class Seldom:
    """True once in so many seconds; ``passed`` is how many were held back since the time before."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._last: float | None = None
        self._held = 0
        self.passed = 0

    def now(self) -> bool:
        """Whether it may be logged now; counts it either way."""
        at = self._clock()
        if self._last is not None and at - self._last < self._seconds:
            self._held += 1
            return False
        self._last, self.passed, self._held = at, self._held, 0
        return True


class SeldomFilter(logging.Filter):
    """Lets the same words of a web server through once in so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds
        self._known: dict[str, Seldom] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """By the words before any values, of which a program has only so many."""
        return self._known.setdefault(str(record.msg), Seldom(self._seconds)).now()
