"""The gateway with the editors' desk behind it, over a copy of the facts."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.needs import needed

ROOT = Path(__file__).parents[2]
DESK_PYTHON = ROOT / ".venv/bin/python"
STORE = ROOT / ".build/knowledge.sqlite"
GATEWAY_PYTHON = ROOT / ".venv-gateway/bin/python"
SECONDS = 120  # in which the desk must answer; it loads what reads Swedish


@contextmanager
def running_desk(folder: Path, *, publishes: bool = False) -> Iterator[str]:
    """The address of the gateway; everything is stopped at the end.

    ``publishes``: the facts lie in a repository of their own, beside a copy of the built store.
    """
    needed(DESK_PYTHON, "make setup")
    knowledge = folder / "repository" / "knowledge"
    for name in ("facts", "sources", "asks"):
        shutil.copytree(ROOT / "knowledge" / name, knowledge / name)
    shutil.copy(ROOT / "knowledge" / "freshness.yml", knowledge)
    store = folder / "knowledge.sqlite"
    if publishes:
        _repository(knowledge.parent)
        needed(STORE, "make setup")
        shutil.copy(STORE, store)
    port = _free_port()
    settings = {
        "LOTSEN_DESK_TRYING": "1",
        "LOTSEN_DESK_SOCKET": str(folder / "desk.sock"),
        "LOTSEN_DESK_DRAFTS": str(folder / "desk.db"),
        "LOTSEN_DESK_KNOWLEDGE": str(knowledge),
        "LOTSEN_DESK_INSIDE": "127.0.0.1",
        **({"LOTSEN_KNOWLEDGE": str(store)} if publishes else {}),
        "LOTSEN_GATEWAY_PORT": str(port),
        "LOTSEN_LIMIT_ADDRESS": "10000/minute",
        "LOTSEN_EVENTS": str(folder / "events.db"),
        "LOTSEN_FEEDBACK_DB": str(folder / "feedback.db"),
        "PYTHONPATH": str(ROOT),
    }
    commands = ([DESK_PYTHON, "-m", "bot.desk"], [GATEWAY_PYTHON, "-m", "bot.gateway"])
    log = (folder / "servers.log").open("w")
    children = [
        subprocess.Popen(list(map(str, one)), cwd=ROOT, env={**os.environ, **settings}, stdout=log, stderr=log)
        for one in commands
    ]
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(f"{url}/desk", children, folder / "servers.log")
        yield url
    finally:
        for child in children:
            child.terminate()
        for child in children:
            _end(child)
        log.close()


def _repository(folder: Path) -> None:
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "as it was"]):
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"]
        subprocess.run(["git", "-C", str(folder), *who, *command], check=True)


def _end(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:  # in the middle of an import
        child.kill()
        child.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, children: list[subprocess.Popen[bytes]], log: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        ended = [child.args for child in children if child.poll() is not None]
        assert not ended, f"{ended} ended: {log.read_text(encoding='utf-8')[-2000:]}"
        try:
            with urllib.request.urlopen(url, timeout=30):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"no answer from {url}: {log.read_text(encoding='utf-8')[-2000:]}")
