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

from bot.inside.door import ONLY_SETTING
from bot.inside.secret import FILE_SETTING, SETTING, header
from bot.setup.project import this_project
from bot.setup.serve import answers
from tests.framing import FRAMINGS, status_of
from tests.other_user import as_another_user, needs_root

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
INSIDE = "the-secret-of-the-servers-which-is-long-enough"


@contextmanager
def serving(folder: Path, actions: str = "", **settings: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """An action server with a package of the test's own, so that nothing heavy is loaded; its port and process."""
    (folder / "no_actions.py").write_text(actions, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root = this_project().root
    path = os.pathsep.join([str(root), str(folder)])
    env = {**os.environ, "LOTSEN_ACTION_PORT": str(port), "PYTHONPATH": path, SETTING: INSIDE, **settings}
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


def called(port: int, **headers: str) -> int:
    """The status of an action's call by a program of our own user."""
    call = json.dumps({"next_action": "action_is_not_there", "tracker": {}, "domain": {}}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/webhook", call, headers)
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


REACHED = 404  # by the door: there is no such action


@needs_root
def test_another_user_of_the_machine_neither_calls_an_action_nor_reads_what_there_is(tmp_path: Path) -> None:
    known = ": ".join(header(INSIDE).popitem())
    with serving(tmp_path, FAILING) as (port, _):
        for path in ("/webhook", "/webhook?token=" + INSIDE):
            status, said = as_another_user(port, "POST", path, {"next_action": "action_fails"})
            assert status == 401
            assert "Www-Authenticate: Bearer" in said.title()
            assert INSIDE not in said.split("\r\n\r\n")[1]
        assert {as_another_user(port, "GET", path)[0] for path in ("/actions", "/pages", "/suggestions")} == {401}
        assert as_another_user(port, "POST", "/webhook", {}, known + "x")[0] == 401
        assert as_another_user(port, "POST", "/webhook", {"next_action": "x", "tracker": {}}, known)[0] == REACHED
        assert as_another_user(port, "GET", "/health")[0] == 200
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert log.count("Refused: a caller without the servers' secret") == 6
    assert INSIDE not in log


def test_programs_of_our_own_user_need_no_secret_but_pages_in_a_browser_do(tmp_path: Path) -> None:
    with serving(tmp_path) as (port, _):
        assert called(port) == called(port, **header(INSIDE)) == REACHED
        assert called(port, **header("another-secret-that-is-as-long-as-ours")) == 401
        assert {called(port, **{name: "http://example.org"}) for name in ("Origin", "Referer")} == {401}
        assert called(port, **header(INSIDE), Origin="http://example.org") == REACHED


def test_where_only_the_secret_counts_our_own_user_is_refused_too(tmp_path: Path) -> None:
    with serving(tmp_path, **{ONLY_SETTING: "1"}) as (port, _):
        assert called(port) == 401
        assert called(port, **header(INSIDE)) == REACHED


def test_a_long_body_without_the_secret_is_not_read(tmp_path: Path) -> None:
    with serving(tmp_path, **{ONLY_SETTING: "1"}) as (port, _):
        assert status_of(port, "/webhook", b"Content-Length: 90000000") == 401


def test_a_secret_that_others_may_read_keeps_the_server_from_starting(tmp_path: Path) -> None:
    loose = tmp_path / "secret"
    loose.write_text(INSIDE)
    loose.chmod(0o644)
    with pytest.raises(AssertionError), serving(tmp_path, **{SETTING: "", FILE_SETTING: str(loose)}):
        raise NotImplementedError  # it never serves
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert f"others may read {loose}" in said
    assert INSIDE not in said
