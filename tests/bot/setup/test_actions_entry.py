from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from bot.setup.project import this_project
from bot.setup.serve import answers
from tests.framing import FRAMINGS, status_of

FAILING = """
from rasa_sdk import Action

class ActionFails(Action):
    def name(self):
        return "action_fails"

    def run(self, dispatcher, tracker, domain):
        question = tracker.latest_message["text"]
        raise ValueError(question)
"""
SECRET = "hemligaordet"


@contextmanager
def serving(folder: Path, actions: str = "") -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """An action server with a package of the test's own, so that nothing heavy is loaded; its port and process."""
    (folder / "no_actions.py").write_text(actions, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root = this_project().root
    path = os.pathsep.join([str(root), str(folder)])
    env = {**os.environ, "LOTSEN_ACTION_PORT": str(port), "PYTHONPATH": path}
    serve = "from actions.__main__ import main; main('no_actions')"
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([sys.executable, "-c", serve], cwd=root, env=env, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 60
        while not answers(port, "/health"):
            assert server.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield port, server
    finally:
        server.terminate()
        server.wait(10)


def test_action_server_listens_on_loopback_only(tmp_path: Path) -> None:
    with serving(tmp_path) as (port, server):
        listening = [link.laddr for link in psutil.Process(server.pid).net_connections() if link.status == "LISTEN"]
    assert listening == [("127.0.0.1", port)]


def test_what_was_asked_stands_neither_in_a_failing_actions_answer_nor_in_its_log(tmp_path: Path) -> None:
    tracker = {"sender_id": "s", "slots": {}, "latest_message": {"text": SECRET}, "events": [], "paused": False}
    call = {"next_action": "action_fails", "tracker": tracker, "domain": {}, "sender_id": "s"}
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with serving(tmp_path, FAILING) as (port, _):
        body, kind = json.dumps(call).encode(), {"Content-Type": "application/json"}
        request = urllib.request.Request(f"http://127.0.0.1:{port}/webhook", body, kind)
        with pytest.raises(urllib.error.HTTPError) as refused:
            opener.open(request, timeout=20)
    assert refused.value.code == 500
    assert json.load(refused.value) == {"error": "ValueError"}
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "An action failed: ValueError at" in log
    assert SECRET not in log


def test_body_without_an_end_is_refused_and_the_server_goes_on(tmp_path: Path) -> None:
    """Sanic reads a body of -1 bytes for ever, with the whole processor."""
    with serving(tmp_path) as (port, server):
        before = sum(psutil.Process(server.pid).cpu_times()[:2])
        assert {name: status_of(port, "/webhook", FRAMINGS[name]) for name in FRAMINGS} == dict.fromkeys(FRAMINGS, 400)
        time.sleep(1.0)
        assert sum(psutil.Process(server.pid).cpu_times()[:2]) - before < 0.8
        assert answers(port, "/health")
