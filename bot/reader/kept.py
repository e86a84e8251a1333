"""Readings of equal requests, kept in memory for a while and in a bounded number."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Reading = TypeVar("Reading")


class Kept(Generic[Reading]):
    """The latest ``most`` readings by key, each for ``seconds``; the one longest unused goes first."""

    def __init__(self, most: int, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._now = now
        self._readings: OrderedDict[str, tuple[float, Reading]] = OrderedDict()

    def get(self, key: str) -> Reading | None:
        """The reading kept under a key; None where there is none, or it is too old."""
        at, reading = self._readings.get(key, (0.0, None))
        if reading is None or self._now() - at >= self._seconds:
            self._readings.pop(key, None)
            return None
        self._readings.move_to_end(key)
        return reading

    def keep(self, key: str, reading: Reading) -> None:
        """Keep a reading from now on."""
        self._readings[key] = (self._now(), reading)
        self._readings.move_to_end(key)
        while len(self._readings) > self._most:
            self._readings.popitem(last=False)

    def __len__(self) -> int:
        return len(self._readings)
