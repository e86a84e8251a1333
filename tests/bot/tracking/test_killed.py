"""kill -9 in the middle of turns, many times: what was answered is kept once, and the next turn knows it.

With the whole assistant and its supervisor: ``tests/gateway/test_killed.py``.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

ROOT = Path(__file__).parents[3]
PATIENCE = 240.0  # seconds; a busy machine imports Rasa slowly
TURNS = 30  # each with a kill, of which some come too late
LONGEST = 0.06  # seconds from the question to the kill
KEEPER = "tests.bot.tracking.killed_server"


class Killed:
    """The server, and a caller who sends a turn again by its name until it is answered, as the gateway does."""

    def __init__(self, folder: Path, url: URL | None) -> None:
        self._folder = folder
        self._url = url
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self._port = int(probe.getsockname()[1])
        database = {"LOTSEN_DATABASE_URL": url.render_as_string(hide_password=False)} if url is not None else {}
        env = {**os.environ, **database, "PYTHONPATH": str(ROOT)}
        with (folder / "log").open("wb") as log:
            self._keeper = subprocess.Popen(
                [sys.executable, "-m", KEEPER, str(self._port)], cwd=folder, env=env, stdout=log, stderr=log
            )
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self.cut_off = 0

    def ask(self, turn: str) -> dict[str, Any]:
        body = json.dumps({"sender": "web-1", "message": f"fråga {turn}", "turn": turn}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self._port}/webhooks/rest/webhook", body)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                with self._opener.open(request, timeout=PATIENCE) as answer:
                    [reply] = json.load(answer)
                return dict(reply)
            except urllib.error.URLError:  # it does not listen yet
                time.sleep(0.01)
            except (OSError, HTTPException):
                self.cut_off += 1
        raise AssertionError((self._folder / "log").read_text(encoding="utf-8"))

    def kill(self) -> None:
        self._keeper.send_signal(signal.SIGUSR1)

    def kept(self) -> tuple[list[str], list[str]]:
        """What the conversation holds, in its order, and the answers that the report holds."""
        build = self._folder / ".build"
        conversations = self._url or URL.create("sqlite", database=str(build / "conversations.db"))
        report = self._url or URL.create("sqlite", database=str(build / "events.db"))
        events = [json.loads(row[0]) for row in rows(conversations, "SELECT data FROM events ORDER BY id")]
        said = [event["text"] for event in events if event["event"] in ("user", "bot")]
        return said, sorted(row[0] for row in rows(report, "SELECT answer_id FROM turn"))

    def stop(self) -> None:
        self._keeper.kill()
        self._keeper.wait(10)


def rows(place: URL, query: str) -> list[Any]:
    with create_engine(place, poolclass=NullPool).connect() as connection:
        return list(connection.execute(text(query)))


@pytest.fixture(params=["files", "postgresql"])
def killed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Killed]:
    made = Killed(tmp_path, request.getfixturevalue("prepared") if request.param == "postgresql" else None)
    try:
        yield made
    finally:
        made.stop()


def test_every_answered_turn_is_kept_once_and_known_to_the_next(killed: Killed) -> None:
    chance = random.Random(1)
    assert killed.ask("warm")["text"] == "meddelande 1"
    expected = ["fråga warm", "meddelande 1"]
    for number in range(TURNS):
        killing = threading.Timer(chance.uniform(0, LONGEST), killed.kill)
        killing.start()
        reply = killed.ask(f"t{number}")
        killing.join()
        assert reply["text"] == f"meddelande {number + 2}"  # it knows all that were answered, and no other
        assert reply["custom"]["answer_id"] == f"answer-t{number}"
        expected += [f"fråga t{number}", reply["text"]]
    answers = sorted(["answer-warm", *(f"answer-t{number}" for number in range(TURNS))])
    until = time.monotonic() + PATIENCE
    while killed.kept()[1] != answers and time.monotonic() < until:
        time.sleep(0.5)  # one that a busy disk has not taken at once is written soon after
    assert killed.kept() == (expected, answers)
    assert killed.cut_off > TURNS / 10  # or the kills came at other times than in turns
