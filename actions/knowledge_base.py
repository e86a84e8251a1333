"""The knowledge base of this process, opened once, and anew when a new build has replaced the file."""

from __future__ import annotations

import os
from pathlib import Path

from knowledge.answering import Answerer
from knowledge.build import ROOT
from knowledge.care import load_care
from knowledge.store import open_store

SETTING = "LOTSEN_KNOWLEDGE"
DEFAULT = ".build/knowledge.sqlite"

_opened: tuple[tuple[int, int], Answerer] | None = None


def path() -> Path:
    """The file that is served; LOTSEN_KNOWLEDGE names another."""
    return Path(os.environ.get(SETTING) or DEFAULT)


def answerer() -> Answerer:
    """Return the current knowledge base; raises StoreError when there is none that can serve."""
    global _opened
    file = path()
    # a build replaces the file by renaming, so a new inode or time is a new build
    identity = (file.stat().st_ino, file.stat().st_mtime_ns) if file.is_file() else (0, 0)
    if _opened is None or _opened[0] != identity:
        _opened = (identity, Answerer(open_store(file), load_care(ROOT)))
    return _opened[1]
