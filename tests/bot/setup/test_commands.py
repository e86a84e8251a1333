from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from bot.setup.commands import run_logged, tail_of
from bot.setup.failures import CommandFailed
from bot.setup.project import this_project

ROOT = this_project().root


def run(tmp_path: Path, script: str) -> None:
    run_logged([sys.executable, "-c", script], log=tmp_path / "x.log", env=dict(os.environ), cwd=tmp_path)


def test_output_goes_to_the_log(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, "import sys; print('out'); print('err', file=sys.stderr)")
    assert "out" in (tmp_path / "x.log").read_text()
    assert "err" in (tmp_path / "x.log").read_text()
    assert capfd.readouterr().out == ""


def test_failure_carries_status_and_last_lines(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed) as caught:
        run(tmp_path, "import sys; [print(n) for n in range(100)]; sys.exit(7)")
    assert caught.value.status == 7
    assert caught.value.tail[-1] == "99"
    assert len(caught.value.tail) == 20


def test_program_that_does_not_exist_is_a_failed_command(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed) as caught:
        run_logged(["/nowhere/uv"], log=tmp_path / "x.log", env={}, cwd=tmp_path)
    assert caught.value.status == 127


def test_progress_bars_are_cut_to_their_last_state(tmp_path: Path) -> None:
    log = tmp_path / "x.log"
    log.write_bytes("1 %\r50 %\r100 %\nklar\r\n\nå".encode())
    assert tail_of(log) == ["100 %", "klar", "å"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_set_up_stops_the_command_and_its_children(tmp_path: Path, number: int) -> None:
    """A step's command with a child of its own; both must be gone when set-up has ended."""
    script = f"""
import os, signal, sys
from pathlib import Path
from bot.setup import cli
from bot.setup.commands import run_logged
command = ["sh", "-c", "sleep 60 & echo $! $$ > pids; wait"]
here = Path({str(tmp_path)!r})
cli.COMMANDS["setup"] = lambda project: run_logged(command, log=here / "x.log", env=dict(os.environ), cwd=here)
sys.exit(cli.main(["setup"]))
"""
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    pids = _wait_for_numbers(tmp_path / "pids")
    parent.send_signal(number)
    _, errors = parent.communicate(timeout=10)
    assert parent.returncode == 128 + number
    assert "goes on from there" in errors
    assert [pid for pid in pids if _runs(pid)] == []


def _wait_for_numbers(path: Path) -> list[int]:
    for _ in range(100):
        if path.exists() and path.read_text().endswith("\n"):
            return [int(word) for word in path.read_text().split()]
        time.sleep(0.05)
    raise AssertionError(f"{path} was not written")


def _runs(pid: int) -> bool:
    """Whether the process is still there some seconds later: the system takes a moment to end a killed one."""
    for _ in range(100):
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return False
        except psutil.NoSuchProcess:
            return False
        time.sleep(0.05)
    return True
