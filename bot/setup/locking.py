"""One set-up at a time in a checkout."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator


@contextmanager
def only_one(path: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock file; wait, and say so, while another set-up holds it.

    The system drops the lock when its holder ends, however it ends, so nothing goes stale.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            say(f"Another make is setting up (process {file.read().strip() or 'unknown'}); waiting for it …")
            fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
