"""What a test needs and this machine may lack: elsewhere the test is skipped and says what to run, in CI it fails."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


def needed(program: str | Path, command: str) -> None:
    """Skips the test (fails it when CI is set) if a file or program is missing; `command` gets it."""
    if Path(program).exists() or shutil.which(program):
        return
    missing = f"{Path(program).name} is missing; run: {command}"
    pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
