"""Serving with tiny web servers in the place of Rasa and the action server."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from bot.setup.project import this_project
from bot.setup.serve import desk_is_wanted
from tests.other_user import needs_root, taken_by_another_user

ROOT = this_project().root
SERVE = """
import os, sys
from pathlib import Path
from bot.setup import restarting, serve, supervisor
from bot.setup.failures import SetupFailure
supervisor.KILL_WAIT = 0.5  # seconds; spares the test some waiting
restarting.FIRST_PAUSE = restarting.LOST = serve.WATCH_SECONDS = 0.2
restarting.HUNG = 1.0
try:
    sys.exit(serve.serve(Path(sys.argv[1]), os.environ, hold=len(sys.argv) > 2))
except SetupFailure as failure:
    sys.exit(str(failure))
"""
WEB = f"exec {sys.executable} -m http.server --bind 127.0.0.1"
RASA = f"rasa: echo $$ >> pids; {WEB} $LOTSEN_RASA_PORT\n"
ACTIONS = f"actions: echo $$ >> pids; {WEB} $LOTSEN_ACTION_PORT\n"
GATEWAY = f"gateway: echo $$ >> pids; {WEB} $LOTSEN_GATEWAY_PORT\n"
WITH_CHILD = f"actions: sleep 60 & echo $! >> pids; echo $$ >> pids; {WEB} $LOTSEN_ACTION_PORT\n"
STUBBORN = "actions: trap '' TERM; echo $$ >> pids; while true; do sleep 0.2; done\n"


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({}, False),
        ({"LOTSEN_DESK_TRYING": "1"}, True),
        ({"LOTSEN_DESK_TRYING": "0"}, False),
        ({"LOTSEN_DESK_EDITOR_ROLE": "redaktor"}, False),
        ({"LOTSEN_DESK_EDITOR_ROLE": "redaktor", "LOTSEN_DESK_PUBLISHER_ROLE": "publicerare"}, True),
    ],
)
def test_the_desk_runs_only_where_somebody_may_use_it(settings: dict[str, str], wanted: bool) -> None:
    assert desk_is_wanted(settings) == wanted


class Serving:
    """A serving process in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rasa, self.actions, self.gateway = free_ports()
        self.process: subprocess.Popen[str] | None = None

    def start(self, procfile: str, *arguments: str) -> subprocess.Popen[str]:
        (self.folder / "Procfile").write_text(procfile, encoding="utf-8")
        ports = {
            "LOTSEN_RASA_PORT": str(self.rasa),
            "LOTSEN_ACTION_PORT": str(self.actions),
            "LOTSEN_GATEWAY_PORT": str(self.gateway),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(self.folder / "Procfile"), *arguments],
            cwd=ROOT,
            env={**os.environ, **ports, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        return self.process

    def read_until(self, text: str) -> str:
        assert self.process is not None
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if text in line:
                return line
        raise AssertionError(f"never printed: {text}")

    def finish(self) -> str:
        assert self.process is not None
        return self.process.communicate(timeout=15)[0]

    def running(self) -> list[int]:
        """Process ids, of those that the children wrote down, that still run."""
        pids = [int(word) for word in (self.folder / "pids").read_text().split()]
        assert len(pids) >= 2
        return [pid for pid in pids if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE]


def free_ports() -> tuple[int, int, int]:
    with socket.socket() as first, socket.socket() as second, socket.socket() as third:
        for held in (first, second, third):
            held.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1], third.getsockname()[1]


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    made = Serving(tmp_path)
    yield made
    if made.process is not None and made.process.poll() is None:
        made.process.terminate()
        made.process.wait(10)


def test_says_where_the_page_is_when_all_servers_answer(serving: Serving) -> None:
    serving.start(RASA + ACTIONS + GATEWAY)
    line = serving.read_until("Lotsen answers at")
    address = re.escape(f"http://127.0.0.1:{serving.gateway}/")
    assert re.fullmatch(rf"Lotsen answers at {address} \(\d+\.\d s after start\)\n", line)


@pytest.mark.parametrize(
    "procfile", [RASA + GATEWAY + "actions: sleep 1; exit 4\n", RASA + ACTIONS + "gateway: sleep 1; exit 4\n"]
)
def test_says_nothing_while_one_server_is_silent(serving: Serving, procfile: str) -> None:
    serving.start(procfile)
    assert "Lotsen answers" not in serving.finish()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_stops_every_child_and_grandchild(serving: Serving, number: int) -> None:
    process = serving.start(RASA + GATEWAY + WITH_CHILD)
    serving.read_until("Lotsen answers at")
    process.send_signal(number)
    serving.finish()
    assert process.returncode == 128 + number
    assert serving.running() == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's prctl")
def test_children_do_not_outlive_a_killed_serving_process(serving: Serving) -> None:
    process = serving.start(RASA + ACTIONS + GATEWAY)
    serving.read_until("Lotsen answers at")
    process.kill()
    deadline = time.monotonic() + 10
    while serving.running() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert serving.running() == []


def test_signal_among_much_output_stops_every_child(serving: Serving) -> None:
    """A signal handler that prints fails, now and then, when it interrupts another print."""
    process = serving.start(RASA + "actions: echo $$ >> pids; yes | head -n 30000; exec sleep 60\n")
    serving.read_until("| y")
    process.send_signal(signal.SIGTERM)
    serving.finish()
    assert process.returncode == 128 + signal.SIGTERM
    assert serving.running() == []


def test_closed_output_stops_every_child(serving: Serving) -> None:
    process = serving.start(RASA + "actions: echo $$ >> pids; while echo y; do sleep 0.05; done\n")
    serving.read_until("| y")
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(15) != 0
    assert serving.running() == []


def test_signal_right_after_the_start_stops_every_child(serving: Serving) -> None:
    process = serving.start(RASA + ACTIONS)
    serving.read_until("started")
    process.send_signal(signal.SIGTERM)
    serving.finish()
    assert process.returncode == 128 + signal.SIGTERM


def test_child_that_does_not_obey_is_ended(serving: Serving) -> None:
    process = serving.start(RASA.replace("rasa: ", "rasa: trap '' TERM; ").replace("exec ", "") + STUBBORN)
    serving.read_until("actions started")
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    serving.finish()
    assert serving.running() == []


@pytest.mark.parametrize("status", [0, 3])
def test_child_that_ends_stops_all_and_is_named(serving: Serving, status: int) -> None:
    process = serving.start(RASA + f"actions: echo $$ >> pids; echo 'cannot go on'; sleep 0.3; exit {status}\n")
    output = serving.finish()
    assert process.returncode == (status or 1)
    assert "cannot go on" in output
    assert "The process 'actions' ended by itself" in output
    assert serving.running() == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
@pytest.mark.parametrize("name", ["rasa", "actions", "gateway"])
def test_server_that_dies_or_hangs_is_started_again_while_the_others_stay(
    serving: Serving, number: int, name: str
) -> None:
    process = serving.start(RASA + ACTIONS + GATEWAY)
    serving.read_until("Lotsen answers at")
    ports = {"rasa": serving.rasa, "actions": serving.actions, "gateway": serving.gateway}
    before = {one: listening(port) for one, port in ports.items()}
    os.kill(before[name], number)
    deadline = time.monotonic() + 20
    while not (found := listening(ports[name])) or found == before[name]:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert serving.read_until(f"{name} ended by itself and starts again in")
    assert {one: listening(port) for one, port in ports.items() if one != name} == {
        one: pid for one, pid in before.items() if one != name
    }
    process.terminate()
    serving.finish()
    assert process.returncode == 128 + signal.SIGTERM
    assert serving.running() == []


def test_told_to_stop_while_a_server_waits_to_be_started_again(serving: Serving) -> None:
    once = "actions: echo $$ >> pids; test -e once && exit 3; touch once; " + WEB + " $LOTSEN_ACTION_PORT\n"
    process = serving.start(RASA + once + GATEWAY)
    serving.read_until("Lotsen answers at")
    os.kill(listening(serving.actions), signal.SIGKILL)
    serving.read_until("actions ended by itself and starts again in 0.8 s")  # later each time
    process.terminate()
    serving.finish()
    assert process.returncode == 128 + signal.SIGTERM
    assert serving.running() == []


def listening(port: int) -> int:
    """The process that listens on a port, 0 where there is none."""
    found = [link.pid for link in psutil.net_connections("tcp") if link.laddr.port == port and link.status == "LISTEN"]
    return int(found[0] or 0) if found else 0


def test_port_in_use_is_said_before_anything_starts(serving: Serving) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", serving.rasa))
        taken.listen()
        process = serving.start(RASA + ACTIONS)
        output = serving.finish()
    assert process.returncode == 1
    assert output.startswith(f"Port {serving.rasa} is in use")
    assert not (serving.folder / "pids").exists()


def test_procfile_starts_the_gateway_in_its_own_environment() -> None:
    procfile = (ROOT / "Procfile").read_text(encoding="utf-8")
    assert "gateway: exec .venv-gateway/bin/python -m bot.gateway\n" in procfile


def test_procfile_keeps_rasa_on_loopback_without_its_http_api() -> None:
    procfile = (ROOT / "Procfile").read_text(encoding="utf-8")
    assert "-i 127.0.0.1" in procfile
    assert "--enable-api" not in procfile


def test_nothing_is_started_while_the_database_is_not_ready(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSEN_DATABASE_URL", "postgresql://lotsen:hemligt@127.0.0.1:1/lotsen")
    serving.start(RASA + ACTIONS + GATEWAY)
    said = serving.finish()
    assert "could not be prepared" in said
    assert "Nothing was started" in said
    assert "hemligt" not in said
    assert not (serving.folder / "pids").exists()


def test_what_the_servers_write_is_for_their_own_user(serving: Serving) -> None:
    serving.start(f"rasa: echo $$ >> pids; echo hej > written; {WEB} $LOTSEN_RASA_PORT\n" + ACTIONS + GATEWAY)
    serving.read_until("Lotsen answers at")
    assert (serving.folder / "written").stat().st_mode & 0o777 == 0o600
    assert serving.process is not None
    serving.process.terminate()
    serving.finish()


TELLS = "rasa: echo $$ >> pids; printenv LOTSEN_INSIDE_SECRET > told; {web} $LOTSEN_RASA_PORT\n"


def test_the_servers_get_one_secret_which_is_told_nowhere(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = serving.folder / "secret"
    monkeypatch.setenv("LOTSEN_INSIDE_SECRET_FILE", str(kept))
    monkeypatch.delenv("LOTSEN_INSIDE_SECRET", raising=False)
    process = serving.start(TELLS.format(web=WEB) + ACTIONS + GATEWAY)
    serving.read_until("Lotsen answers at")
    process.terminate()
    said = serving.finish()
    secret = kept.read_text()
    assert (serving.folder / "told").read_text().strip() == secret
    assert len(secret) == 64
    assert secret not in said


def test_nothing_is_started_with_a_secret_that_others_may_read(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    loose = serving.folder / "secret"
    loose.write_text("x" * 64)
    loose.chmod(0o644)
    monkeypatch.setenv("LOTSEN_INSIDE_SECRET_FILE", str(loose))
    monkeypatch.delenv("LOTSEN_INSIDE_SECRET", raising=False)
    serving.start(RASA + ACTIONS + GATEWAY)
    said = serving.finish()
    assert f"others may read {loose}" in said
    assert "x" * 64 not in said
    assert not (serving.folder / "pids").exists()


SHARING = """
import socketserver, sys
from http.server import SimpleHTTPRequestHandler
from bot.inside.ports import shared
server = socketserver.TCPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler)
server.socket.close()
[server.socket] = shared("127.0.0.1", int(sys.argv[1]))
server.server_activate()
server.serve_forever()
"""


@needs_root
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps shared ports to one user")
def test_another_user_cannot_take_the_port_of_a_server_that_was_killed(serving: Serving) -> None:
    """Or it would be told the next question, and the servers' secret."""
    (serving.folder / "sharing.py").write_text(SHARING, encoding="utf-8")
    shares = f"exec {sys.executable} sharing.py"
    procfile = f"rasa: echo $$ >> pids; sleep 1; {shares} $LOTSEN_RASA_PORT\n"
    procfile += f"actions: echo $$ >> pids; {shares} $LOTSEN_ACTION_PORT\ngateway: {shares} $LOTSEN_GATEWAY_PORT\n"
    serving.start(procfile, "hold")
    serving.read_until("Lotsen answers at")
    before = listening(serving.rasa)
    os.kill(before, signal.SIGKILL)
    serving.read_until("rasa ended by itself and starts again in")
    tries = 0
    while not (found := listening(serving.rasa)) or found == before:
        assert not taken_by_another_user("127.0.0.1", serving.rasa, (socket.SO_REUSEADDR, socket.SO_REUSEPORT))
        tries += 1
    assert tries
    assert serving.process is not None
    serving.process.terminate()
    serving.finish()
