"""The servers that are measured: the Procfile's own commands, but apart from a bot that may be running.

They run in a folder of links to the project, so that conversations end up in a database of
the measurement's own, on two free ports.
"""

from __future__ import annotations

import functools
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.evaluation.bench_load import BenchFailure, measure
from bot.setup.commands import tail_of
from bot.setup.ports import ACTION_SETTING, LOOPBACK, RASA_SETTING, Ports
from bot.setup.project import Project, command_settings
from bot.setup.serve import HEALTH_PATHS, answers
from bot.setup.supervisor import end_with_parent

START_SECONDS = 180.0  # after which a start counts as failed
STOP_SECONDS = 15.0  # the supervisor itself gives its children 5
POLL_SECONDS = 0.05
CONVERSATIONS = "conversations.db"
#: Where a bot that may be running keeps things; what is measured leaves no trace there.
ELSEWHERE = ("LOTSEN_DATABASE_URL", "LOTSEN_REDIS_URL")


class Servers:
    """Running servers: where they answer, the process that all others descend from, and how fast they were up."""

    def __init__(self, ports: Ports, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.url = webhook(ports)
        self.page = f"http://{LOOPBACK}:{ports.gateway}"
        self.pid = process.pid
        #: From the start of the serving process until it has answered a message.
        self.first_answer_s = seconds


@contextmanager
def served(
    project: Project, first_message: str, *, settings: Sequence[str] = (RASA_SETTING, ACTION_SETTING)
) -> Iterator[Servers]:
    """Serve, answer one message, and stop everything at the end. Raises BenchFailure.

    ``settings`` name the ports of the servers that the Procfile starts.
    """
    with tempfile.TemporaryDirectory(prefix="lotsen-bench-") as folder:
        procfile = mirror(project.root, Path(folder))
        ports = free_ports()
        log = project.log("bench")
        log.parent.mkdir(parents=True, exist_ok=True)
        start = time.perf_counter()
        with log.open("wb") as file:
            process = _start(project, procfile, ports, file.fileno())
        try:
            _wait_until_up(process, ports, settings, log)
            try:
                measure(webhook(ports), [first_message], users=1, messages=1, limit_s=START_SECONDS)
            except BenchFailure as error:
                raise BenchFailure(f"The first message was not answered; log: {log}") from error
            yield Servers(ports, process, round(time.perf_counter() - start, 2))
        finally:
            _stop(process)


def mirror(root: Path, folder: Path) -> Path:
    """Fill the folder with links to all of the project but its conversations; the Procfile there."""
    for path in root.iterdir():
        if path.name not in (".build", ".git"):
            (folder / path.name).symlink_to(path)
    (folder / ".build").mkdir()
    for path in (root / ".build").iterdir():
        if not path.name.startswith(CONVERSATIONS):  # SQLite puts files beside it
            (folder / ".build" / path.name).symlink_to(path)
    return folder / "Procfile"


def webhook(ports: Ports) -> str:
    """The address at which Rasa's channel takes messages."""
    return f"http://{LOOPBACK}:{ports.rasa}/webhooks/rest/webhook"


def free_ports() -> Ports:
    """Three ports that nothing listens on; another program may still be faster, which then ends the start."""
    with socket.socket() as first, socket.socket() as second, socket.socket() as third:
        for held in (first, second, third):
            held.bind((LOOPBACK, 0))
        return Ports(first.getsockname()[1], second.getsockname()[1], third.getsockname()[1])


def _start(project: Project, procfile: Path, ports: Ports, output: int) -> subprocess.Popen[bytes]:
    elsewhere = dict.fromkeys(ELSEWHERE, "")
    settings = {**elsewhere, **{setting: str(port) for setting, port in ports.by_setting().items()}}
    return subprocess.Popen(
        [sys.executable, "-m", "bot.setup.serve", str(procfile)],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env={**command_settings(project, os.environ), **settings},
        cwd=project.root,
        start_new_session=True,  # the terminal's Ctrl-C reaches only us
        preexec_fn=functools.partial(end_with_parent, signal.SIGTERM),
    )


def _wait_until_up(process: subprocess.Popen[bytes], ports: Ports, settings: Sequence[str], log: Path) -> None:
    deadline = time.perf_counter() + START_SECONDS
    port_of = ports.by_setting()
    for setting in settings:
        while not answers(port_of[setting], HEALTH_PATHS[setting]):
            if process.poll() is not None or time.perf_counter() > deadline:
                end = "\n".join(tail_of(log))
                raise BenchFailure(f"{end}\nThe servers did not start; log: {log}")
            time.sleep(POLL_SECONDS)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the serving process to stop its children and itself; ended outright, they all go with it."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
