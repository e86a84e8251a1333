"""A process that is told to stop ends as any other does, so that what it put into temporary folders goes with it."""

from __future__ import annotations

import signal
import sys

TOLD_TO_STOP = 128 + signal.SIGTERM  # the exit status, as a shell gives it


def end_in_order() -> None:
    """Let SIGTERM unwind the main thread, where by default it ends the process on the spot.

    A server that hears signals itself does so all the same; uvicorn hands them on here once it has stopped.
    """
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(TOLD_TO_STOP))
