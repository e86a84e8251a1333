from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.channels import readiness
from bot.channels.readiness import Readiness, refuse_without_model
from bot.setup.project import this_project
from bot.storage import opening
from bot.storage.probing import write_to


class Agent:
    def __init__(self, loaded: bool) -> None:
        self._loaded = loaded

    def is_ready(self) -> bool:
        return self._loaded


def found(path: Path, agent: Agent) -> bool:
    return asyncio.run(Readiness(lambda: write_to(path)).ready(agent))


def test_ready_when_the_model_is_loaded_and_conversations_can_be_written(tmp_path: Path) -> None:
    assert found(tmp_path / "c.db", Agent(True))
    assert not found(tmp_path / "c.db", Agent(False))
    assert (tmp_path / "c.db").stat().st_mode & 0o777 == 0o600


def test_a_file_that_another_holds_is_not_ready_and_ready_again_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "WAIT_SECONDS", 0.3)
    assert found(tmp_path / "c.db", Agent(True))
    with sqlite3.connect(tmp_path / "c.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not found(tmp_path / "c.db", Agent(True))
        other.execute("ROLLBACK")
    other.close()
    assert found(tmp_path / "c.db", Agent(True))


FULL = """
import asyncio, resource, sys
from pathlib import Path
from bot.channels.readiness import Readiness
from bot.storage.probing import write_to

class Loaded:
    is_ready = staticmethod(lambda: True)

asked = lambda: asyncio.run(Readiness(lambda: write_to(Path(sys.argv[1]))).ready(Loaded))
before = asked()
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # no file takes another byte, as on a disk that is full
sys.exit(0 if before and not asked() else 1)
"""


def test_a_disk_that_is_full_is_not_ready(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "c.db")],
        env={**os.environ, "PYTHONPATH": str(this_project().root)},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0


def test_what_was_found_holds_for_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    probes: list[float] = []

    async def twice() -> None:
        asked = Readiness(lambda: probes.append(time.monotonic()))
        for _ in range(2):
            assert await asked.ready(Agent(True))

    monkeypatch.setattr(readiness, "KEPT", 60.0)
    asyncio.run(twice())
    assert len(probes) == 1


def test_a_server_without_a_model_does_not_start() -> None:
    refuse_without_model(Agent(True))
    with pytest.raises(SystemExit, match="model could not be loaded"):
        refuse_without_model(Agent(False))


SERVER = """
import socket
from sanic import Sanic
from rasa.core.channels.channel import register
from bot.channels.guarded_rest import GuardedRestInput
from bot.channels.settings import read_settings
from bot.channels.texts import load_texts

class Agent:
    def is_ready(self):
        return False  # as Rasa's when its model cannot be read

async def load(app, loop):
    app.ctx.agent = Agent()

app = Sanic("no_model", configure_logging=False)
register([GuardedRestInput(read_settings({}), load_texts())], app, "/webhooks/")
app.register_listener(load, "before_server_start")
held = socket.socket()
held.bind(("127.0.0.1", 0))
app.run(sock=held, access_log=False)
"""


def test_the_process_ends_when_rasa_has_no_model() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SERVER],
        env={**os.environ, "PYTHONPATH": str(this_project().root)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode != 0
    assert "The model could not be loaded" in done.stderr
