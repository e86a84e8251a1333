"""A copy of the care table's files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

KNOWLEDGE = Path(__file__).parents[4] / "knowledge"


@pytest.fixture
def care_root(tmp_path: Path) -> Path:
    root = tmp_path / "knowledge"
    for name in ("facts/care", "sources/care-rights"):
        shutil.copytree(KNOWLEDGE / name, root / name)
    return root
