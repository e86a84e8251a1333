"""A desk over a copy of the knowledge folder, in a git repository, with a rebuilder that computes nothing."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest
from httpx import Response
from starlette.testclient import TestClient

from bot.desk.app import create_app
from bot.desk.desk import Desk
from bot.desk.forgery import FIELD
from bot.desk.people import HEADER
from bot.desk.settings import DeskSettings
from knowledge.care import CareTable
from knowledge.editing.care import load_care
from knowledge.editing.rebuilding import Rebuilder
from knowledge.store import Address

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
PLACES = ("knowledge.editing.build", "bot.desk.shelf")
NOW = datetime.datetime(2026, 12, 1, 9, 30, tzinfo=datetime.timezone.utc)


def fake_rebuilder(last: Address) -> Rebuilder:
    def encode(texts: object) -> np.ndarray:
        return np.eye(4, dtype=np.float32)[np.zeros(len(list(texts)), dtype=int)]  # type: ignore[call-overload]

    return Rebuilder(encode, encode, lambda question, names: question, "none")


class Editor(TestClient):
    """A browser of one person, behind the gateway."""

    token = ""

    def open(self, path: str) -> Response:
        """A page; its forms' token is kept."""
        page = self.get(path)
        found = re.search(rf'name="{FIELD}" value="(\w+)"', page.text)
        self.token = found[1] if found else self.token
        return page

    def submit(self, path: str, **fields: str) -> Response:
        return self.post(path, data={FIELD: self.token, **{key.replace("__", "."): v for key, v in fields.items()}})


@pytest.fixture(scope="session")
def care() -> CareTable:
    return load_care(KNOWLEDGE)


@pytest.fixture(autouse=True)
def _care_is_read_once(care: CareTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here changes the care table, and reading it takes seconds."""
    for place in PLACES:
        monkeypatch.setattr(f"{place}.load_care", lambda root: care)


@pytest.fixture(scope="session")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("committed") / "knowledge"
    for name in ("facts", "sources", "asks"):
        shutil.copytree(KNOWLEDGE / name, root / name)
    shutil.copy(KNOWLEDGE / "freshness.yml", root)
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "as it was"]):
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"]
        subprocess.run(["git", "-C", str(root.parent), *who, *command], check=True)
    return root.parent


@pytest.fixture
def settings(committed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DeskSettings:
    repository = shutil.copytree(committed, tmp_path / "repository")
    for name in ("LOTSEN_KNOWLEDGE", "LOTSEN_EVENTS", "LOTSEN_FEEDBACK_DB"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    return DeskSettings(
        socket=tmp_path / "desk.sock",
        drafts=tmp_path / "desk.db",
        knowledge=repository / "knowledge",
        stores=(Address.of(tmp_path / "lotsen_knowledge"),),
    )


@pytest.fixture
def desk(settings: DeskSettings) -> Desk:
    return Desk(settings, fake_rebuilder, lambda: NOW)


@pytest.fixture
def editor(desk: Desk) -> Callable[..., Editor]:
    """Makes the browsers of people."""
    app = create_app(desk)

    def make(name: str = "Anna", *, publisher: bool = False) -> Editor:
        who = urlencode({"id": name.lower(), "name": name, "publisher": "1" if publisher else ""})
        return Editor(app, headers={HEADER: who}, follow_redirects=False)

    return make
