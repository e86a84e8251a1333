"""Shows that a long step is alive: a ticking clock on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import TextIO

TERMINAL_INTERVAL = 1.0  # seconds between ticks of the clock
PLAIN_INTERVAL = 30.0  # seconds between lines in a log


def duration(seconds: float) -> str:
    """A length of time as people say it: '4.2 s', '3 min 05 s'."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60:02d} s"


class Ticker:
    """Context manager; prints to ``out`` until it is left."""

    def __init__(self, label: str, out: TextIO, interval: float | None = None) -> None:
        self._label = label
        self._out = out
        self._terminal = out.isatty()
        self._interval = interval or (TERMINAL_INTERVAL if self._terminal else PLAIN_INTERVAL)
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._tick, daemon=True)
        self._start = 0.0

    def __enter__(self) -> Ticker:
        self._start = time.monotonic()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left.set()
        self._thread.join()
        if self._terminal:
            self._out.write("\r\033[K")  # back to the line's start, and wipe it
            self._out.flush()

    def _tick(self) -> None:
        while not self._left.wait(self._interval):
            line = f"      … {self._label}: {duration(time.monotonic() - self._start)}"
            self._out.write(f"\r\033[K{line}" if self._terminal else f"{line}\n")
            self._out.flush()
