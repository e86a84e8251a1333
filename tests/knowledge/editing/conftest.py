"""A copy of the knowledge folder in a git repository of its own, and a rebuilder that computes nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from knowledge.care import CareTable
from knowledge.editing.care import load_care
from knowledge.editing.publishing import Publishing
from knowledge.editing.rebuilding import Rebuilder
from knowledge.store import Address

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
PLACES = ("knowledge.editing.build",)


@pytest.fixture(scope="session")
def care() -> CareTable:
    return load_care(KNOWLEDGE)


@pytest.fixture(autouse=True)
def _care_is_read_once(care: CareTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here changes the care table, and reading it takes seconds."""
    for place in PLACES:
        monkeypatch.setattr(f"{place}.load_care", lambda root: care)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """What the checks read, committed once."""
    root = tmp_path / "repository" / "knowledge"
    for name in ("facts", "sources", "asks"):
        shutil.copytree(KNOWLEDGE / name, root / name)
    shutil.copy(KNOWLEDGE / "freshness.yml", root)
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "as it was"]):
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"]
        subprocess.run(["git", "-C", str(root.parent), *who, *command], check=True)
    return root


@pytest.fixture
def store(tmp_path: Path) -> Address:
    return Address.of(tmp_path / "knowledge.sqlite")


@pytest.fixture
def publishing(root: Path, store: Address) -> Publishing:
    def encode(texts: object) -> np.ndarray:
        return np.eye(4, dtype=np.float32)[np.zeros(len(list(texts)), dtype=int)]  # type: ignore[call-overload]

    return Publishing(root, [store], Rebuilder(encode, encode, lambda question, names: question, "none"))
