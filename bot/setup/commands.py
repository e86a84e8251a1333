"""Runs a step's command: output to a log, the child's whole process group stopped when we are."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Iterator, Mapping, Sequence, TextIO

from bot.setup.failures import CommandFailed

TAIL_LINES = 20
GRACE_SECONDS = 5.0  # between asking a child to stop and ending it
#: The children that run now, whichever thread waits for them: only the main thread hears that we are interrupted.
RUNNING: set[subprocess.Popen[bytes]] = set()


def run_logged(command: Sequence[str], *, log: Path, env: dict[str, str], cwd: Path) -> None:
    """Run the command, its output appended to the log; raise CommandFailed on another status than 0.

    When this process is interrupted meanwhile, the command and its children are stopped first.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "ab", opener=private) as file:
        file.write(f"$ {' '.join(command)}\n".encode())
        file.flush()
        start = file.tell()
        try:
            # An own session: the terminal's Ctrl-C reaches only us, and we pass it on to the whole group.
            child = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                env=env,
                cwd=str(cwd),
                start_new_session=True,
            )
        except OSError as error:
            raise CommandFailed(list(command), 127, [str(error)], str(log)) from error
        with _stopped_with_us(child):
            status = child.wait()
    if status != 0:
        raise CommandFailed(list(command), status, tail_of(log, start), str(log))


def private(path: str, flags: int) -> int:
    """Opens a file that, if it is new, nobody else may read."""
    return os.open(path, flags, 0o600)


def run_copied(command: Sequence[str], *, env: Mapping[str, str], cwd: Path, shown: bool = True) -> tuple[int, str]:
    """Run the command; its exit status and output, which is also ours while it runs. Interrupted, it is stopped first.

    Not ``shown``, the output is only returned: what runs side by side is shown one after the other.
    """
    settings = {**env, **({"FORCE_COLOR": "1"} if sys.stdout.isatty() else {})}
    child = subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=settings,
        cwd=str(cwd),
        start_new_session=True,
    )
    lines: list[str] = []
    with _stopped_with_us(child):
        for line in child.stdout or ():
            lines.append(line.decode("utf-8", "replace"))
            if shown:
                sys.stdout.write(lines[-1])
                sys.stdout.flush()
        return child.wait(), "".join(lines)


def run_shown(command: Sequence[str], *, env: Mapping[str, str], cwd: Path, output: TextIO | None = None) -> int:
    """Run the command with its output on ours, or on ``output``; its exit status. Interrupted, it is stopped first."""
    child = subprocess.Popen(
        list(command), stdin=subprocess.DEVNULL, stdout=output, env=env, cwd=str(cwd), start_new_session=True
    )
    try:
        return child.wait()
    except BaseException:
        stop_group(child)
        raise


@contextlib.contextmanager
def _stopped_with_us(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """Stop the child when what waits for it is interrupted; ``stop_running`` finds it meanwhile."""
    RUNNING.add(child)
    try:
        yield
    except BaseException:
        stop_group(child)
        raise
    finally:
        RUNNING.discard(child)


def stop_running() -> None:
    """Stop all children that threads wait for; for the main thread, which alone may be interrupted."""
    for child in list(RUNNING):
        stop_group(child)


def stop_group(child: subprocess.Popen[bytes]) -> None:
    """Stop a child that leads its own process group, first politely; a second Ctrl-C does not cut this short."""
    if threading.current_thread() is threading.main_thread():  # no other one hears signals
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, number)
        except ProcessLookupError:
            return
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        # The leader is gone; whatever it left behind in its group goes too.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        return


def tail_of(log: Path, start: int = 0, lines: int = TAIL_LINES) -> list[str]:
    """The last lines of a log after byte ``start``; lines that a progress bar overwrote are left out."""
    with log.open("rb") as file:
        file.seek(start)
        text = file.read().decode("utf-8", "replace")
    shown = [line.rsplit("\r", 1)[-1] for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    return shown[-lines:]
